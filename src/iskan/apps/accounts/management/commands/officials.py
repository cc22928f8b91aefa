"""`iskan officials`: the first administrator of an installation, and help for officials locked out."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from iskan.apps.accounts import operations, queries
from iskan.core.refusal import Refusal
from iskan.core.roles import OF_MINISTRY
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import SYSTEM


class Command(BaseCommand):
    help = "Create officials, set their roles, help them back in, let them go."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="everyone, with roles")
        creating = verbs.add_parser("create", help="add an official; the password is asked for, or read from a pipe")
        granting = verbs.add_parser("grant", help="set an official's roles in place of the former")
        resetting = verbs.add_parser("reset", help="a new temporary password, and the second factor forgotten")
        leaving = verbs.add_parser("let-go", help="close an account and its sessions")
        for verb in (creating, granting, resetting, leaving):
            verb.add_argument("username")
        for verb in (creating, granting):
            verb.add_argument("--role", action="append", required=True, choices=list(OF_MINISTRY), dest="roles")
        creating.add_argument("--department", help="the code of a department")
        creating.add_argument("--name-ar", default="")
        creating.add_argument("--name-en", default="")
        creating.add_argument("--email", default="", help="where this official is told what is done to the account")
        creating.add_argument("--cpr", help="their own personal number; whoever decides on applications needs one")
        verbs.add_parser("code", help="the demonstration's current second-factor code")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        getattr(self, f"_{options['verb'].replace('-', '_')}")(options)

    def _list(self, _options: dict[str, Any]) -> None:
        for one in queries.officials(SYSTEM):
            state = "" if one.is_active else "  (let go)"
            self.stdout.write(f"{one.username:24} {', '.join(sorted(one.roles))}{state}")

    def _create(self, options: dict[str, Any]) -> None:
        department = queries.departments().get(options["department"])
        if options["department"] and department is None:
            raise CommandError(f"There is no department {options['department']!r}.")
        try:
            operations.create_official(
                scope=SYSTEM,
                username=options["username"],
                password=_password(),
                name=Text(ar=options["name_ar"], en=options["name_en"]),
                roles=options["roles"],
                department_id=department[0] if department else None,
                email=options["email"],
                official_cpr=options["cpr"],
                at=clock.now(),
            )
        except Refusal as refused:
            raise CommandError(refused.text.en) from refused
        self.stdout.write("Created. The password is temporary and a second factor is set up at the first sign-in.")

    def _grant(self, options: dict[str, Any]) -> None:
        official_id = _id_of(options["username"])
        try:
            operations.grant_roles(scope=SYSTEM, official_id=official_id, roles=options["roles"], at=clock.now())
        except Refusal as refused:
            raise CommandError(refused.text.en) from refused

    def _reset(self, options: dict[str, Any]) -> None:
        official_id = _id_of(options["username"])
        operations.reset_sign_in(scope=SYSTEM, official_id=official_id, password=_password(), at=clock.now())

    def _let_go(self, options: dict[str, Any]) -> None:
        operations.let_go(scope=SYSTEM, official_id=_id_of(options["username"]), at=clock.now())

    def _code(self, _options: dict[str, Any]) -> None:
        try:
            self.stdout.write(operations.demo_code(at=clock.now()))
        except operations.NotADemonstration as refused:
            raise CommandError("There is no demonstration code in production.") from refused


def _id_of(username: str) -> int:
    found = next((one.id for one in queries.officials(SYSTEM) if one.username == username), None)
    if found is None:
        raise CommandError(f"There is no official {username!r}.")
    return found


def _password() -> str:
    given = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        validate_password(given)
    except ValidationError as weak:
        raise CommandError(" ".join(weak.messages)) from weak
    return given
