"""The register of processing says of every field and question what it is, and is refused where one is left out."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from tests.architecture.sources import PROJECT

from iskan.apps.catalogue.queries import services
from iskan.apps.privacy import checks
from iskan.apps.privacy.queries import processing as queries
from iskan.apps.privacy.queries.processing import Part, processing, undeclared_fields
from iskan.core.personal_data import DataKind, Sensitivity
from iskan.integrations.discovery import registers
from iskan.policy.parameters.bounds import BOUNDS
from iskan.policy.personal_data import KINDS, SENSITIVE
from iskan.policy.retention import HOUSEKEEPING, RULES

HEALTH = re.compile(r"disab|illness|medical|health|إعاق|مرض|الصحة|صحية")


def test_the_page_is_what_the_declarations_say(tmp_path: Path) -> None:
    page = tmp_path / "privacy.md"
    call_command("privacy", "register", str(page))
    written = page.read_text(encoding="utf-8")
    assert written == (PROJECT / "docs" / "privacy.md").read_text(encoding="utf-8"), (
        "run: iskan privacy register docs/privacy.md"
    )
    assert "not configured" in written


def test_every_field_of_every_table_is_declared_once() -> None:
    assert undeclared_fields() == ()
    assert not [fault for fault in run_checks() if fault.id == "privacy.E001"]


def test_a_field_left_out_or_named_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = queries.held_models()
    person = next(held for held in whole if held.model == "households.Person")
    others = tuple(held for held in whole if held.model != person.model)
    forgetting = replace(person, personal={name: kind for name, kind in person.personal.items() if name != "cpr"})
    monkeypatch.setattr(queries, "held_models", lambda: (*others, forgetting))
    assert undeclared_fields() == ("households.Person.cpr",)
    (fault,) = checks.personal_fields_are_declared()
    assert "households.Person.cpr" in fault.msg
    monkeypatch.setattr(queries, "held_models", lambda: (*others, replace(person, plain=(*person.plain, "cpr"))))
    assert undeclared_fields() == ("households.Person.cpr",)
    monkeypatch.setattr(queries, "held_models", lambda: others)
    assert len(undeclared_fields()) == len(person.personal) + len(person.plain)


def test_no_table_is_declared_that_does_not_exist_nor_kept_by_a_rule_that_does_not() -> None:
    declared = [held.model for held in queries.held_models()]
    assert len(declared) == len(set(declared))
    named = {code for held in queries.held_models() for code in held.kept}
    assert named <= {*RULES, *HOUSEKEEPING}
    assert {*HOUSEKEEPING} <= named
    assert all(rule.days.code in BOUNDS for rule in RULES.values())


def test_every_question_document_and_register_of_every_service_is_a_line() -> None:
    lines = {line.code: line for line in processing()}
    for service in services():
        asked = [code for code, question in queries.asked_questions(service) if question.kind != "group"]
        asked += [evidence.code for evidence in service.evidence]
        asked += [check.register for check in service.register_checks]
        assert all(f"{service.code}.{code}" in lines for code in asked)
    assert {line.part for line in lines.values()} == set(Part)
    assert all(line.kinds and line.receivers for line in lines.values())
    assert {kind for line in lines.values() for kind in line.kinds} <= set(KINDS)
    assert {line.sensitivity for line in lines.values()} == set(SENSITIVE)


def test_what_speaks_of_disability_or_health_is_sensitive() -> None:
    for service in services():
        for code, question in queries.asked_questions(service):
            if HEALTH.search(question.label.en.lower() + question.label.ar) and question.kind != "group":
                assert queries.kind_of(code, question).sensitivity is not Sensitivity.NO, code
    assert DataKind.HEALTH in registers()["health"].holds
