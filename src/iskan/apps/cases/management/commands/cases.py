"""`iskan cases replay`: judge again every assessment ever kept, and say which come out otherwise."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from iskan.apps.cases.queries.replays import replays


class Command(BaseCommand):
    help = "Judge again what was judged."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("replay", help="judge every kept assessment again on its own facts and figures")

    def handle(self, *_args: Any, **_options: Any) -> None:
        count, differing, unreadable = 0, [], []
        for replay in replays():
            count += 1
            named = f"{replay.assessment.case.reference} ({replay.assessment.at.isoformat()})"
            if replay.differs:
                differing.append(named)
            if replay.why:
                unreadable.append(f"{named}: {replay.why}")
        faults = [*_told("come out otherwise today", differing), *_told("cannot be judged again", unreadable)]
        if faults:
            raise CommandError("\n".join([f"Of {count} assessments", *faults]))
        self.stdout.write(f"{count} assessments come out as they did.")


def _told(what: str, lines: list[str]) -> list[str]:
    return [f"{len(lines)} {what}:", *lines] if lines else []
