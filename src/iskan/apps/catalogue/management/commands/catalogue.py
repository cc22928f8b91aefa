"""`iskan catalogue sync`: keep the services in force as versions, so that cases may be filed under them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from iskan.apps.catalogue.operations import register_versions
from iskan.foundation import clock


class Command(BaseCommand):
    help = "Keep the services in force as versions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_subparsers(dest="verb", required=True).add_parser("sync", help="keep every service in force")

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{register_versions(at=clock.now())} new service versions")
