"""`iskan forecast make` and `iskan forecast calibrate`: forecast every list, or measure how well that holds."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from iskan.apps.forecasts.operations import measure_method, run_forecast
from iskan.foundation import clock


class Command(BaseCommand):
    help = "Foretell when each turn comes, and measure how well the method foretells."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("make", help="work out every waiting application's forecast anew")
        verbs.add_parser("calibrate", help="measure the method on made-up histories and publish the outcome")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["verb"] == "make":
            run = run_forecast(at=clock.now(), reason="command")
            self.stdout.write(f"{run.application_count} applications, {run.changed_count} forecasts changed")
            return
        found = measure_method(at=clock.now()).outcome
        share = dict(map(tuple, found["covered"]))[0.8]
        self.stdout.write(f"{found['count']} forecasts; the 80 % interval covers {share:.1%}")
