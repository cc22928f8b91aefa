"""`iskan catalogue sync`: keep the services in force as versions, so that cases may be filed under them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from iskan.apps.catalogue.operations import ServiceChangedUnderItsVersion, register_versions
from iskan.foundation import clock


class Command(BaseCommand):
    help = "Keep the services in force as versions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_subparsers(dest="verb", required=True).add_parser("sync", help="keep every service in force")

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            count = register_versions(at=clock.now())
        except ServiceChangedUnderItsVersion as changed:
            message = (
                f"The service {changed} differs from the version of the same number kept in this database. "
                "Raise its version in the service file; in a demonstration, `make reset` starts afresh."
            )
            raise CommandError(message) from changed
        self.stdout.write(f"{count} new service versions")
