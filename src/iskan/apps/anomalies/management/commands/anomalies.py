"""`iskan anomalies find`: look through a day of the trail now, as the job does each night."""

from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand

from iskan.foundation import clock


class Command(BaseCommand):
    help = "Find what is unlike officials' work in a day of the audit trail."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        finding = parser.add_subparsers(dest="verb", required=True).add_parser("find", help="look through a day")
        finding.add_argument("--day", type=date.fromisoformat, help="by default yesterday, as YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        from iskan.apps.anomalies.operations.finding import find_anomalies  # noqa: PLC0415 -- help needs nothing of it

        day = options["day"] or clock.today() - timedelta(days=1)
        self.stdout.write(f"{day}: {find_anomalies(day=day, at=clock.now())} anomalies that were not known.")
