"""`iskan clients`: the machines of other bodies that may file for citizens, their keys made and revoked."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from iskan.apps.accounts import operations, queries
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import SYSTEM


class Command(BaseCommand):
    help = "Let machines of other bodies file services for citizens, and revoke their keys."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="every client, what it may file, whether its key still holds")
        adding = verbs.add_parser("add", help="add a client and print its key, which is shown this once")
        adding.add_argument("code")
        adding.add_argument("--name-ar", required=True)
        adding.add_argument("--name-en", required=True)
        adding.add_argument("--service", action="append", required=True, dest="services", help="a service's code")
        adding.add_argument("--hourly-limit", type=int, default=100)
        verbs.add_parser("revoke", help="close a client's way in for good").add_argument("code")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        try:
            getattr(self, f"_{options['verb']}")(options)
        except Refusal as refusal:
            raise CommandError(refusal.text.en) from refusal

    def _list(self, _options: dict[str, Any]) -> None:
        for client in queries.clients(SYSTEM):
            used = f", last used {client.last_used_at:%Y-%m-%d}" if client.last_used_at else ""
            state = "  (revoked)" if client.revoked_at else used
            services = ", ".join(sorted(client.services))
            self.stdout.write(f"{client.code:24} {services}, {client.hourly_limit} an hour{state}")

    def _add(self, options: dict[str, Any]) -> None:
        key = operations.register_client(
            scope=SYSTEM,
            code=options["code"],
            name=Text(ar=options["name_ar"], en=options["name_en"]),
            services=options["services"],
            hourly_limit=options["hourly_limit"],
            at=clock.now(),
        )
        self.stdout.write(key)

    def _revoke(self, options: dict[str, Any]) -> None:
        operations.revoke_client(scope=SYSTEM, code=options["code"], at=clock.now())
        self.stdout.write("Revoked.")
