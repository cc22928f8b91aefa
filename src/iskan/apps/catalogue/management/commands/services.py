"""`iskan services`: list the services in force, or write their documentation pages."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from iskan.apps.catalogue.declarations import digest_of
from iskan.apps.catalogue.pages import service_page
from iskan.apps.catalogue.queries import services
from iskan.core.catalogue import Service


class Command(BaseCommand):
    help = "The services citizens may ask for."
    needs_database = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        listing = verbs.add_parser("list", help="list the services in force")
        listing.add_argument("--json", action="store_true", help="print JSON instead of lines")
        verbs.add_parser("pages", help="write a documentation page for each service").add_argument("folder", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["verb"] == "pages":
            self._write_pages(options["folder"])
        elif options["json"]:
            described = [_described(service) for service in services()]
            self.stdout.write(json.dumps(described, ensure_ascii=False, indent=2))
        else:
            for service in services():
                self.stdout.write(f"{service.code}\t{service.name.ar}\t{service.name.en}")

    def _write_pages(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for service in services():
            path = folder / f"{service.code}.md"
            path.write_text(service_page(service), encoding="utf-8")
            self.stdout.write(str(path))


def _described(service: Service) -> dict[str, Any]:
    return {
        "code": service.code,
        "version": digest_of(service),
        "name": {"ar": service.name.ar, "en": service.name.en},
        "summary": {"ar": service.summary.ar, "en": service.summary.en},
        "channels": [channel.value for channel in service.channels],
        "programmes": [
            {"code": programme.code, "name": {"ar": programme.name.ar, "en": programme.name.en}}
            for programme in service.programmes
        ],
        "has_criteria": bool(service.facts()),
    }
