"""`iskan stock check`: say whether states, trails, gates and places of the units agree."""

from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from iskan.apps.housing_stock.queries.consistency import inconsistencies

SHOWN: Final = 20


class Command(BaseCommand):
    help = "The housing stock."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("check", help="say whether states, trails, gates and places of the units agree")

    def handle(self, *_args: Any, **_options: Any) -> None:
        faults = [
            f"{title}: {', '.join(codes[:SHOWN])}{f' and {len(codes) - SHOWN} more' if len(codes) > SHOWN else ''}"
            for title, codes in inconsistencies()
        ]
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write("The stock holds together.")
