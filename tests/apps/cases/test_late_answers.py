"""Answers that come late, twice, out of order, or about another family than was thought."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests.factories.cast import AT, Cast
from tests.factories.journeys import NEW_APPLICATION, answer_registers, applicant, attach_all, file, filed_case, fill_in
from tests.factories.review import withdraw

from iskan.apps.cases.enums import CheckStatus
from iskan.apps.cases.models import Case, RegisterRun
from iskan.apps.cases.operations import checking
from iskan.apps.cases.operations.checking import ask_again, queue_forgotten_checks, run_register
from iskan.apps.cases.operations.drafting import discard_draft, start_case
from iskan.integrations.exchange import RegisterUnavailable
from iskan.integrations.queries import exchanges_for_case
from iskan.integrations.synthetic import cast as personas

pytestmark = pytest.mark.usefixtures("cast")
UNMARRIED = {"programme": "unit", "family_category": "3"}
FAMILY = {"programme": "unit", "family_category": "1"}
ABOUT_FAMILY = {"land_registry", "immigration", "health", "credit_bureau"}
NOBODY_THERE = "http://127.0.0.1:9"
LATER = AT + timedelta(days=30)


def _queued(case: Case) -> set[str]:
    jobs = ProcrastinateJob.objects.filter(task_name="cases.ask_register", args__case_id=case.pk)
    return set(jobs.values_list("args__register", flat=True))


def _meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen while a register is being asked, once."""
    ask, waiting = checking.ask, [happens]

    def asked(**question: object) -> object:
        answers = ask(**question)  # type: ignore[arg-type]  # handed through as it came
        if waiting:
            waiting.pop()()
        return answers

    monkeypatch.setattr(checking, "ask", asked)


@pytest.mark.usefixtures("registers")
def test_an_answer_after_withdrawal_is_not_kept(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    case, _user, scope = filed_case(personas.ADULT_SON, UNMARRIED)
    ask_again(scope=cast.scope("reviewer"), reference=case.reference, register="labour", at=AT)
    before = case.facts.count(), case.events.count()
    _meanwhile(monkeypatch, lambda: withdraw(scope=scope, reference=case.reference, reason="", at=AT))
    run_register(case_id=case.pk, register="labour", at=AT)
    assert (case.facts.count(), case.events.count()) == (before[0], before[1] + 1)
    case.refresh_from_db()
    assert case.stage == "withdrawn"
    assert case.register_runs.get(register="labour").status == CheckStatus.PENDING


def test_an_answer_after_the_draft_was_discarded_is_not_kept(
    settings: Settings, registers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, NOBODY_THERE)
    _user, scope = applicant(personas.ADULT_SON)
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=AT)
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers)
    _meanwhile(monkeypatch, lambda: discard_draft(scope=scope, reference=case.reference, at=AT))
    run_register(case_id=case.pk, register="civil_registry", at=AT)
    case.refresh_from_db()
    assert (case.facts.count(), case.household) == (0, None)


@pytest.mark.usefixtures("registers")
def test_a_failure_does_not_undo_the_answer_another_worker_brought(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    case, _user, _scope = filed_case(personas.ADULT_SON, UNMARRIED)
    ask_again(scope=cast.scope("reviewer"), reference=case.reference, register="labour", at=AT)

    def fail() -> None:
        monkeypatch.undo()
        run_register(case_id=case.pk, register="labour", at=AT)
        raise RegisterUnavailable("labour", "ReadTimeout")

    _meanwhile(monkeypatch, fail)
    with pytest.raises(RegisterUnavailable):
        run_register(case_id=case.pk, register="labour", at=AT)
    run = case.register_runs.get(register="labour")
    assert (run.status, run.fault, run.attempt_count) == (CheckStatus.ANSWERED, "", 2)


@pytest.mark.usefixtures("registers")
def test_an_answer_brought_twice_is_kept_once(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    case, _user, _scope = filed_case(personas.ADULT_SON, UNMARRIED)
    ask_again(scope=cast.scope("reviewer"), reference=case.reference, register="labour", at=AT)
    before = case.events.count(), case.assessments.count()

    def answer() -> None:
        monkeypatch.undo()
        run_register(case_id=case.pk, register="labour", at=AT)

    _meanwhile(monkeypatch, answer)
    run_register(case_id=case.pk, register="labour", at=AT)
    assert (case.events.count(), case.assessments.count()) == (before[0] + 1, before[1] + 1)


@pytest.mark.usefixtures("registers")
def test_whom_the_population_register_does_not_know_is_examined_alone_to_the_end() -> None:
    case, _user, _scope = filed_case("999999990", UNMARRIED)
    answer_registers(case)
    case.refresh_from_db()
    assert case.stage == "awaiting_review"
    verdicts = {finding["criterion"]: finding["verdict"] for finding in case.assessments.get().findings}
    assert verdicts["age"] == verdicts["home_finance"] == "unknown"
    assert {line.register.en for line in exchanges_for_case(case.reference)} >= {"Land register"}


@pytest.mark.usefixtures("registers")
def test_a_family_that_turns_out_to_be_another_is_asked_about_anew(cast: Cast) -> None:
    case, _user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, FAMILY)
    case.household.members.filter(relation="spouse").delete()
    ProcrastinateJob.objects.all().delete()
    ask_again(scope=cast.scope("reviewer"), reference=case.reference, register="civil_registry", at=AT)
    run_register(case_id=case.pk, register="civil_registry", at=AT)
    waiting = case.register_runs.filter(answered_at=None).values_list("register", flat=True)
    assert set(waiting) == ABOUT_FAMILY
    assert _queued(case) == ABOUT_FAMILY | {"civil_registry"}


@pytest.mark.usefixtures("registers")
def test_a_family_found_as_it_was_is_not_asked_about_again(cast: Cast) -> None:
    case, _user, _scope = filed_case(personas.ADULT_SON, UNMARRIED)
    ask_again(scope=cast.scope("reviewer"), reference=case.reference, register="civil_registry", at=AT)
    run_register(case_id=case.pk, register="civil_registry", at=AT)
    assert not case.register_runs.filter(answered_at=None).exists()


@pytest.mark.usefixtures("registers")
def test_what_registers_said_before_the_day_of_filing_is_asked_again() -> None:
    user, scope = applicant(personas.ADULT_SON)
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=AT)
    fill_in(scope, case.reference, UNMARRIED)
    attach_all(user, scope, case.reference, LATER)
    file(scope, case.reference, at=LATER)
    assert case.register_runs.filter(answered_at=None).count() == 8
    answer_registers(case, at=LATER)
    assert set(case.facts.values_list("at", flat=True)) == {LATER}
    assert case.assessments.get().on_day == LATER.date()


@pytest.mark.usefixtures("registers")
def test_what_a_register_no_longer_says_is_forgotten(cast: Cast) -> None:
    case, _user, _scope = filed_case(personas.ADULT_SON, UNMARRIED)
    case.facts.filter(code="income.employer").update(code="income.former_employer")
    ask_again(scope=cast.scope("reviewer"), reference=case.reference, register="social_insurance", at=AT)
    run_register(case_id=case.pk, register="social_insurance", at=AT)
    assert not case.facts.filter(code="income.former_employer").exists()


def test_slow_registers_do_not_keep_a_citizen_waiting(
    moods: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "A_CITIZEN_WAITS_SECONDS", 1.5)
    _user, scope = applicant(personas.QUALIFIES_FOR_UNIT)
    moods(**{key: {"mood": "slow", "seconds": 3} for key in ("civil_registry", "social_insurance", "justice")})
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=AT)
    assert {"civil_registry", "social_insurance", "justice"} <= _queued(case)


@pytest.mark.usefixtures("registers")
def test_a_register_given_up_is_taken_up_again_once(settings: Settings) -> None:
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, NOBODY_THERE)
    user, scope = applicant(personas.ADULT_SON)
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=AT)
    fill_in(scope, case.reference, UNMARRIED)
    attach_all(user, scope, case.reference)
    file(scope, case.reference)
    ProcrastinateJob.objects.all().delete()
    assert queue_forgotten_checks(at=AT + timedelta(minutes=30)) == 0
    assert queue_forgotten_checks(at=AT + timedelta(hours=2)) == 8
    assert queue_forgotten_checks(at=AT + timedelta(hours=3)) == 0
    assert len(_queued(case)) == 8


@pytest.mark.usefixtures("registers")
def test_what_waits_for_a_declaration_is_not_taken_up_again_before_it_is_made() -> None:
    case, _user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, FAMILY)
    assert RegisterRun.objects.filter(case=case, answered_at=None).count() == 1
    assert queue_forgotten_checks(at=AT + timedelta(days=3)) == 0
