"""`iskan privacy`: write the register of processing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "The register of processing."
    needs_database = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("register", help="write the register of processing").add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        from iskan.apps.privacy.pages import register_page  # noqa: PLC0415 -- brings every service and register

        options["file"].write_text(register_page(), encoding="utf-8")
