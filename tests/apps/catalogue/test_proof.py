"""What would keep a service from being filed or finished is found before anybody files it."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from tests.factories.answers import IBAN
from tests.factories.cast import AT, TODAY, citizen
from tests.factories.journeys import fill_in

from iskan.apps.accounts.operations import ensure_department
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.operations.drafting import start_case
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.models import ServiceVersion
from iskan.apps.catalogue.proof import service_faults
from iskan.core.catalogue import About, RegisterCheck, Service, Subjects
from iskan.core.dated import Dated
from iskan.core.effects import Call
from iskan.core.lifecycle import CaseOutcome
from iskan.core.text import Text
from iskan.foundation.reading import clear_process_caches
from iskan.policy import registry

WORDS = Text(ar="كلام", en="words")
SERVICE = registry.services()["family_members_declaration"]
UNDECLARED: Dated[int] = Dated(code="undeclared", label=WORDS)


def _asking(**about: Subjects) -> Service:
    """Return a service that asks registers about the people named."""
    checks = (RegisterCheck(register=code, subjects=who, purpose=WORDS) for code, who in about.items())
    return replace(SERVICE, register_checks=tuple(checks))


def _then(call: Call) -> Service:
    life = SERVICE.lifecycle
    return replace(SERVICE, lifecycle=replace(life, transitions=(replace(life.transitions[0], effects=(call,)),)))


def _about(**about: tuple[str, ...]) -> Service:
    """Return a service about an earlier case that was refused."""
    return replace(SERVICE, about=About(outcomes=(CaseOutcome.REFUSED,), **about))


@pytest.mark.parametrize(
    ("service", "told"),
    [
        (replace(SERVICE, promise=UNDECLARED), "cannot be kept as a version"),
        (_then(Call(name="nobody.does_this", says=WORDS)), "nobody carries out"),
        (_about(services=("nothing",)), "about cases of 'nothing', which is no service"),
        (_about(services=("update_contact_details",)), "were refused, and none ends so"),
        (_about(facts=("programme",)), "the fact 'programme' of the earlier case is supplied by no app"),
        (_asking(traffic=Subjects.APPLICANT), "there is no register 'traffic'"),
        (_asking(credit_bureau=Subjects.PERSON), "may not be asked without a declaration"),
        (_asking(civil_registry=Subjects.PERSON, land_registry=Subjects.HOUSEHOLD), "is not asked who it is"),
    ],
)
def test_what_cannot_be_carried_out_is_told(service: Service, told: str) -> None:
    assert [fault for fault in service_faults(service) if told in fault], service_faults(service)


def test_the_check_names_every_fault_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {code: replace(SERVICE, code=code, promise=UNDECLARED) for code in ("one", "two")}
    monkeypatch.setattr(catalogue, "declared", lambda: broken)
    with pytest.raises(SystemCheckError) as refused:
        call_command("check", stdout=StringIO(), stderr=StringIO())
    assert "one: " in str(refused.value)
    assert "two: " in str(refused.value)


@pytest.mark.django_db
def test_open_cases_under_a_version_that_names_what_is_gone_are_told() -> None:
    scope = scope_of(citizen("900101001"), TODAY)
    case = start_case(scope=scope, service_code="update_contact_details", at=AT)
    fill_in(scope, case.reference, {"iban": IBAN})
    call_command("check", databases=["default"], stdout=StringIO())

    kept = case.service_version.declaration
    gone = ServiceVersion.objects.create(
        code=case.service_code, digest="0" * 64, declaration={**kept, "promise": "undeclared"}, in_force_at=AT
    )
    type(case).objects.filter(pk=case.pk).update(service_version=gone)
    call_command("check", databases=["default"], stdout=StringIO())  # a draft moves on with the service

    office = ensure_department(code="housing_requests", at=AT)
    type(case).objects.filter(pk=case.pk).update(filed_at=AT, department=office)
    clear_process_caches()
    with pytest.raises(SystemCheckError, match="can no longer be read"):
        call_command("check", databases=["default"], stdout=StringIO(), stderr=StringIO())
