"""Registers that are slow, silent or down never stop a citizen, and what they say is kept, receipted and replayable."""

from datetime import date

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests.factories.cast import AT, TODAY, Cast, citizen
from tests.factories.journeys import (
    DECLARED,
    NEW_APPLICATION,
    answer_registers,
    applicant,
    attach_all,
    filed_case,
    fill_in,
)

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import CheckStatus
from iskan.apps.cases.findings import read_findings
from iskan.apps.cases.models import CaseAssessment
from iskan.apps.cases.operations.assessing import facts_of
from iskan.apps.cases.operations.checking import ask_again, reassess, run_register
from iskan.apps.cases.operations.consenting import answer_consent
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.cases.queries.consents import awaited_in
from iskan.apps.catalogue.queries import service_of
from iskan.apps.notifications.models import Message
from iskan.core.catalogue import assess_service
from iskan.core.eligibility import FactValue
from iskan.integrations.exchange import RegisterUnavailable
from iskan.integrations.queries import exchanges_for_case
from iskan.integrations.synthetic import cast as personas

UNIT = {"programme": "unit", "family_category": "1"}
NOBODY_THERE = "http://127.0.0.1:9"


@pytest.mark.usefixtures("cast")
def test_with_every_register_down_a_citizen_still_files(settings: Settings) -> None:
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, NOBODY_THERE)
    user, scope = applicant(personas.QUALIFIES_FOR_UNIT)
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=AT)
    fill_in(scope, case.reference, UNIT)
    attach_all(user, scope, case.reference)
    case = submit_case(scope=scope, reference=case.reference, declared=DECLARED, at=AT)
    assert case.stage == "submitted"
    pending = case.register_runs.filter(status=CheckStatus.PENDING)
    assert pending.count() == 8
    queued = set(
        ProcrastinateJob.objects.filter(task_name="cases.ask_register").values_list("args__register", flat=True)
    )
    assert queued == set(pending.values_list("register", flat=True))
    with pytest.raises(RegisterUnavailable):
        run_register(case_id=case.pk, register="labour", at=AT)
    assert case.register_runs.get(register="labour").attempt_count >= 1


@pytest.mark.usefixtures("registers", "cast")
def test_the_checks_finish_when_the_registers_are_back(settings: Settings, registers_address: str) -> None:
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, NOBODY_THERE)
    user, scope = applicant(personas.ADULT_SON)
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=AT)
    fill_in(scope, case.reference, {"programme": "unit", "family_category": "3"})
    attach_all(user, scope, case.reference)
    case = submit_case(scope=scope, reference=case.reference, declared=DECLARED, at=AT)
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)
    answer_registers(case)
    answer_registers(case)
    case.refresh_from_db()
    assert case.stage == "awaiting_review"
    assert case.assessments.get().verdict == "eligible"


@pytest.mark.usefixtures("registers", "cast")
def test_a_spouse_who_has_not_declared_holds_back_the_credit_check_alone() -> None:
    case, _user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, UNIT)
    pending = case.register_runs.exclude(status=CheckStatus.ANSWERED)
    assert [(run.register, run.fault) for run in pending] == [("credit_bureau", "awaiting_declaration")]
    assert case.stage == "submitted"


@pytest.mark.usefixtures("registers", "cast")
def test_the_applicant_is_told_whose_declaration_is_waited_for() -> None:
    case, user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, UNIT)
    spouse = case.household.members.select_related("person").get(relation="spouse").person
    assert [name.ar for name in awaited_in(case.pk)] == [spouse.name_ar]
    told = Message.objects.filter(user=user, event__contains=":others-")
    assert told.count() == 1
    answer_consent(
        scope=scope_of(citizen(spouse.cpr), TODAY), reference=case.reference, code="credit_check", given=True, at=AT
    )
    run_register(case_id=case.pk, register="credit_bureau", at=AT)
    assert awaited_in(case.pk) == ()


@pytest.mark.usefixtures("registers", "cast")
def test_every_exchange_leaves_a_receipt_with_its_purpose() -> None:
    case, _user, _scope = filed_case(personas.ADULT_SON, {"programme": "unit", "family_category": "3"})
    receipts = exchanges_for_case(case.reference)
    assert {str(receipt.purpose.en) for receipt in receipts} >= {"To work out the applicant's income"}
    assert all(receipt.answer_digest for receipt in receipts)


@pytest.mark.usefixtures("registers", "cast")
def test_an_assessment_replays_to_the_same_findings() -> None:
    case, _user, _scope = filed_case(personas.ADULT_SON, {"programme": "unit", "family_category": "3"})
    kept = case.assessments.get()
    service = service_of(case.service_version_id)
    again = assess_service(service, facts_of(case, service), kept.on_day, programme=case.programme)
    assert [(f.criterion, f.verdict, f.value) for f in read_findings(kept.findings)] == [
        (f.criterion, f.verdict, f.value) for f in again.findings
    ]
    assert again.on == date(2026, 3, 2)
    assert all(isinstance(fact, FactValue) for fact in facts_of(case, service).values())


@pytest.mark.usefixtures("registers")
def test_an_official_has_a_register_asked_again_and_the_criteria_tested_again(cast: Cast) -> None:
    case, _user, _scope = filed_case(personas.ADULT_SON, {"programme": "unit", "family_category": "3"})
    reviewer = cast.scope("reviewer")
    ask_again(scope=reviewer, reference=case.reference, register="labour", at=AT)
    assert case.register_runs.get(register="labour").status == CheckStatus.PENDING
    answer_registers(case)
    reassess(scope=reviewer, reference=case.reference, at=AT)
    assert CaseAssessment.objects.filter(case=case).count() == 3
