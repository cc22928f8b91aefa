"""`iskan services list`: the services in force."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

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

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["json"]:
            described = [_described(service) for service in services()]
            self.stdout.write(json.dumps(described, ensure_ascii=False, indent=2))
            return
        for service in services():
            self.stdout.write(f"{service.code}\t{service.name.ar}\t{service.name.en}")


def _described(service: Service) -> dict[str, Any]:
    return {
        "code": service.code,
        "version": service.version,
        "name": {"ar": service.name.ar, "en": service.name.en},
        "summary": {"ar": service.summary.ar, "en": service.summary.en},
        "channels": [channel.value for channel in service.channels],
        "programmes": [
            {"code": programme.code, "name": {"ar": programme.name.ar, "en": programme.name.en}}
            for programme in service.programmes
        ],
        "has_criteria": bool(service.facts()),
    }
