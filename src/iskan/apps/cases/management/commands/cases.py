"""`iskan cases replay`: judge again every assessment ever kept, and say which come out otherwise."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from iskan.apps.cases.queries.replays import assessments_that_differ


class Command(BaseCommand):
    help = "Judge again what was judged."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("replay", help="judge every kept assessment again on its own facts and figures")

    def handle(self, *_args: Any, **_options: Any) -> None:
        count, differing = 0, []
        for assessment, differs in assessments_that_differ():
            count += 1
            if differs:
                differing.append(f"{assessment.case.reference} ({assessment.at.isoformat()})")
        if differing:
            raise CommandError("These assessments come out otherwise today:\n" + "\n".join(differing))
        self.stdout.write(f"{count} assessments come out as they did.")
