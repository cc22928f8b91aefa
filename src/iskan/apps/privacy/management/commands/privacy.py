"""`iskan privacy`: the register of processing, the rules of retention, and holds on cases."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "What is processed, what is erased and what is held."
    verbs_without_database = ("register",)
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("register", help="write the register of processing").add_argument("file", type=Path)
        retention = verbs.add_parser("retention", help="erase what is due")
        retention.add_argument("--dry-run", action="store_true", help="print what would go, and change nothing")
        hold = verbs.add_parser("hold", help="keep a case from being erased")
        hold.add_argument("reference")
        hold.add_argument("--reason", required=True)
        verbs.add_parser("lift-hold", help="let a case be erased again").add_argument("reference")

    def handle(self, *_args: Any, **options: Any) -> None:
        match options["verb"]:
            case "register":
                from iskan.apps.privacy.pages import register_page  # noqa: PLC0415 -- brings every service and register

                options["file"].write_text(register_page(), encoding="utf-8")
            case "retention":
                self._list_due() if options["dry_run"] else self._erase()
            case verb:
                self._change_hold(verb, options)

    def _list_due(self) -> None:
        from iskan.apps.privacy.queries.retention import due_now  # noqa: PLC0415 -- brings every app's rules
        from iskan.foundation import clock  # noqa: PLC0415 -- as above

        for due in due_now(clock.now()):
            days = "not configured: nothing is erased" if due.days is None else f"{due.days} days"
            self.stdout.write(f"{due.eraser.rule.code}\t{days}\t{len(due.names)}")
            for name in due.names:
                self.stdout.write(f"  {name}")

    def _erase(self) -> None:
        from iskan.apps.privacy.operations.erasing import erase_due  # noqa: PLC0415 -- as above
        from iskan.foundation import clock  # noqa: PLC0415 -- as above

        run = erase_due(at=clock.now())
        count = run.erasures.count() if run else 0
        self.stdout.write(f"{count} erased" + (f", run {run.pk}" if run else ""))

    def _change_hold(self, verb: str, options: dict[str, Any]) -> None:
        from iskan.apps.cases.operations.holding import lift_hold, place_hold  # noqa: PLC0415 -- as above
        from iskan.foundation import clock  # noqa: PLC0415 -- as above
        from iskan.foundation.scope import SYSTEM, OutOfScope  # noqa: PLC0415 -- as above

        reference, at = options["reference"], clock.now()
        try:
            if verb == "hold":
                place_hold(scope=SYSTEM, reference=reference, reason=options["reason"], at=at)
            else:
                lift_hold(scope=SYSTEM, reference=reference, at=at)
        except OutOfScope as fault:
            message = f"There is no case {reference}."
            raise CommandError(message) from fault
