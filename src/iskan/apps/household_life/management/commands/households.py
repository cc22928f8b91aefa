"""`iskan households compare`: compare households with the register now, as the job does each night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from iskan.foundation import clock


class Command(BaseCommand):
    help = "Compare the households that were not compared since midnight with the population register."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_subparsers(dest="verb", required=True).add_parser(
            "compare", help="compare those still to be compared"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        from iskan.apps.household_life.operations.comparing import compare_households  # noqa: PLC0415 -- help needs nothing of it

        self.stdout.write(f"{compare_households(at=clock.now())} households compared.")
