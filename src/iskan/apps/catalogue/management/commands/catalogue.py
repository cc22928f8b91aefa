"""`iskan catalogue sync`: bring departments in and keep the services in force as versions, so that cases are filed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from iskan.apps.accounts.operations import sync_departments
from iskan.apps.catalogue.operations import register_versions
from iskan.foundation import clock


class Command(BaseCommand):
    help = "Bring the departments in and keep the services in force as versions."
    requires_system_checks = ("catalogue",)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_subparsers(dest="verb", required=True).add_parser("sync", help="keep every service in force")

    def handle(self, *_args: Any, **_options: Any) -> None:
        at = clock.now()
        sync_departments(at=at)
        count = register_versions(at=at)
        self.stdout.write(f"{count} new service versions")
