"""`iskan households compare`: compare households with the registers now, as the job does each night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from iskan.foundation import budgets, clock


class Command(BaseCommand):
    help = "Compare the households that were not compared since midnight with the registers."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_subparsers(dest="verb", required=True).add_parser(
            "compare", help="compare those still to be compared"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        from iskan.apps.household_life.operations.comparing import compare_households  # noqa: PLC0415 -- help needs nothing of it
        from iskan.apps.household_life.operations.comparing_registers import compare_registers  # noqa: PLC0415 -- likewise

        at, lines = clock.now(), budgets.NIGHT_CONNECTIONS
        compared = compare_households(at=at, connections=lines)
        self.stdout.write(f"{compared} households compared with the population register.")
        self.stdout.write(f"{compare_registers(at=at, connections=lines)} read again at the other registers.")
