"""`iskan services`: list the services in force, or write their documentation pages."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from iskan.apps.catalogue.declarations import digest_of
from iskan.apps.catalogue.pages import figure_versions, price_words, service_page
from iskan.apps.catalogue.queries import offices_of, services
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
        "name": asdict(service.name),
        "summary": asdict(service.summary),
        "decided_by": [office.code for office in offices_of(service)],
        "legal_basis": [
            {**asdict(basis.cited()), "source": basis.source, "grade": basis.grade} for basis in service.legal_basis
        ],
        "promise": figure_versions(service.promise) if service.promise else "none",
        "fee": price_words(service.fee),
        "deposit": price_words(service.deposit),
        "documents_asked": [{"code": asked.code, **asdict(asked.name)} for asked in service.evidence],
        "documents_issued": [{"code": issued.code, **asdict(issued.name)} for issued in service.documents],
        "channels": [channel.value for channel in service.channels],
        "programmes": [{"code": programme.code, "name": asdict(programme.name)} for programme in service.programmes],
        "has_criteria": bool(service.facts()),
    }
