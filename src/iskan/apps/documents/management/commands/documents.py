"""Look after issued documents: the development certificate, the store."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from iskan.apps.documents import operations
from iskan.apps.documents.press.certificates import CertificateExists, make_certificate
from iskan.apps.documents.stored import faults_of_store
from iskan.foundation import clock


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []
    verbs_without_database = frozenset({"make-certificate"})

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("make-certificate", help="make a development key and certificate, unless there are some")
        verbs.add_parser("purge-orphans", help="delete files that belong to no document")
        checking = verbs.add_parser("check", help="open the stored files and compare each with what was put there")
        checking.add_argument("--most", type=int, help="only so many, spread over the store")
        verbs.add_parser("draw-missing", help="queue again the issued documents that were never drawn")

    def handle(self, *_arguments: Any, verb: str, verbosity: int, **options: Any) -> None:
        match verb:
            case "make-certificate":
                done = self._make_certificate()
            case "check":
                done = self._check(options["most"])
            case "purge-orphans":
                done = f"Deleted {operations.purge_orphans(at=clock.now())} files."
            case _:
                done = f"Queued {operations.draw_what_is_missing(at=clock.now())} documents."
        if verbosity:
            self.stdout.write(done)

    def _check(self, most: int | None) -> str:
        count, faults = faults_of_store(most)
        if faults:
            raise CommandError("\n".join([f"{len(faults)} of {count} files:", *faults]))
        return f"{count} files are what was put there."

    def _make_certificate(self) -> str:
        key, certificate = Path(settings.ISKAN_SIGNING_KEY), Path(settings.ISKAN_SIGNING_CERT)
        try:
            make_certificate(
                key_path=key,
                certificate_path=certificate,
                passphrase=settings.ISKAN_SIGNING_PASSPHRASE,
                at=clock.now(),
            )
        except CertificateExists:
            return f"There is a key or certificate already: {key}, {certificate}."
        return f"Made a development key and certificate: {key}, {certificate}."
