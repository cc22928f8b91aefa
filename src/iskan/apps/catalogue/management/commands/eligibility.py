"""`iskan eligibility`: test a household for a service, or list the facts a service asks for."""

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from iskan.core.catalogue import Service, assess_service
from iskan.core.facts_json import NOT_A_DAY, BadFacts, assessment_json, fact_json, read_document, read_facts
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.policy import registry

DECLARED = Text(ar="تصريح مقدم الطلب", en="Stated by the applicant")
NO_SUCH_SERVICE = Text(ar="لا توجد خدمة بهذا الرمز.", en="There is no service of this code.")
UNREADABLE = Text(ar="تعذرت قراءة الملف", en="The file could not be read")
BAD_INPUT = 2


class Command(BaseCommand):
    help = "Test a household for a service, or list the facts a service asks for."
    needs_database = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="test the facts of a file; prints JSON")
        check.add_argument("service")
        check.add_argument("facts", help="a JSON file of fact codes and values; - reads standard input")
        check.add_argument("--on", help="the day judged, YYYY-MM-DD; today unless given")
        check.add_argument("--programme", help="the programme asked for, instead of the fact of that name")
        verbs.add_parser("facts", help="list the facts a service asks for, as JSON").add_argument("service")

    def handle(self, *_args: Any, **options: Any) -> None:
        chosen = _service(options["service"])
        if options["verb"] == "facts":
            self._print([fact_json(fact) for fact in chosen.facts()])
            return
        on = _day(options["on"])
        try:
            given = read_document(_written(options["facts"]))
            facts = read_facts(chosen.facts(), given, on=on, source=DECLARED)
            assessment = assess_service(chosen, facts, on, programme=options["programme"])
        except BadFacts as bad:
            raise _error(bad.faults) from bad
        self._print(assessment_json(assessment))

    def _print(self, document: object) -> None:
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))


def _error(faults: Mapping[str, Text]) -> CommandError:
    """Return an error that says each fault in both languages, after the key it concerns."""
    lines = [f"{key}: {text.ar}\n{key}: {text.en}" if key else f"{text.ar}\n{text.en}" for key, text in faults.items()]
    return CommandError("\n".join(lines), returncode=BAD_INPUT)


def _service(code: str) -> Service:
    # Not by the catalogue's queries: they need tables, and so Django set up, which takes longer than the answer.
    try:
        return registry.services(tuple(settings.ISKAN_SERVICE_FOLDERS))[code]
    except KeyError as fault:
        raise _error({code: NO_SUCH_SERVICE}) from fault


def _day(written: str | None) -> date:
    if written is None:
        return clock.today()
    try:
        return date.fromisoformat(written)
    except ValueError as fault:
        raise _error({"on": NOT_A_DAY}) from fault


def _written(path: str) -> str:
    try:
        return (sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise _error({path: UNREADABLE}) from fault
