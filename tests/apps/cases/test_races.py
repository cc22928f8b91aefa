"""Two at once, each on a connection of their own: one of them wins, nobody waits for ever, nothing happens twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from tests.factories.answers import IBAN
from tests.factories.cast import AT, TODAY, Cast, citizen, make_cast
from tests.factories.filed import inserted_case
from tests.factories.journeys import (
    NEW_APPLICATION,
    accept_all,
    answer_registers,
    applicant,
    attach_all,
    file,
    filed_case,
    fill_in,
)
from tests.factories.review import begin_review, decide, recommend, withdraw

from iskan.apps.accounts.models import ContactChange
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case, ConsentRequest
from iskan.apps.cases.operations import checking
from iskan.apps.cases.operations.assignment import claim
from iskan.apps.cases.operations.checking import ask_again, run_register
from iskan.apps.cases.operations.consenting import answer_consent
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.cases.operations.moves import HeldByAnother
from iskan.apps.notifications.models import Message
from iskan.core.lifecycle import UnlawfulTransition
from iskan.integrations.synthetic import cast as personas

pytestmark = pytest.mark.django_db(transaction=True)
CONTACT = "update_contact_details"
UNMARRIED = {"programme": "unit", "family_category": "3"}
FAMILY = {"programme": "unit", "family_category": "1"}


@pytest.fixture
def cast(transactional_db: None) -> Cast:  # noqa: ARG001 -- the cast is kept in the database
    return make_cast()


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Make every call at the same moment, each in a thread of its own; return what each came to, or raised."""
    barrier = Barrier(len(calls), timeout=20)

    def run(call: Callable[[], Any]) -> Any:
        try:
            barrier.wait()
            return call()
        except Exception as fault:  # noqa: BLE001 -- what it is, the test looks at
            return fault
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def _faults(outcomes: list[Any]) -> list[Any]:
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


@pytest.mark.usefixtures("cast")
def test_a_draft_begun_twice_is_one() -> None:
    _user, scope = applicant("900101001")
    outcomes = at_once(*[lambda: start_case(scope=scope, service_code=CONTACT, at=AT)] * 4)
    assert not _faults(outcomes)
    assert Case.objects.get().pk in {case.pk for case in outcomes}


@pytest.mark.usefixtures("cast")
def test_an_application_sent_twice_is_filed_once() -> None:
    user, scope = applicant("900101001")
    reference = start_case(scope=scope, service_code=CONTACT, at=AT).reference
    fill_in(scope, reference, {"iban": IBAN})
    outcomes = at_once(*[lambda: submit_case(scope=scope, reference=reference, declared=frozenset(), at=AT)] * 3)
    assert not _faults(outcomes)
    assert Case.objects.get().events.filter(code="submit").count() == 1
    assert Message.objects.filter(user=user, case_reference=reference).count() == 1
    assert ContactChange.objects.filter(user=user).count() == 1


def test_one_case_is_claimed_by_one_official(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    outcomes = at_once(
        *[
            lambda role=role: claim(scope=cast.scope(role), reference=case.reference, at=AT)  # type: ignore[misc]  # the role, bound now
            for role in ("reviewer", "second_reviewer", "approver")
        ]
    )
    assert [type(fault) for fault in _faults(outcomes)] == [HeldByAnother] * 2
    assert case.events.filter(code="claimed").count() == 1


@pytest.mark.usefixtures("registers")
def test_one_persons_two_cases_are_filed_at_once(cast: Cast) -> None:  # noqa: ARG001 -- it must stand
    user, scope = applicant(personas.ADULT_SON)
    home = start_case(scope=scope, service_code=NEW_APPLICATION, at=AT).reference
    fill_in(scope, home, UNMARRIED)
    attach_all(user, scope, home)
    contact = start_case(scope=scope, service_code=CONTACT, at=AT).reference
    fill_in(scope, contact, {"iban": IBAN})
    outcomes = at_once(
        lambda: file(scope, home),
        lambda: submit_case(scope=scope, reference=contact, declared=frozenset(), at=AT),
    )
    assert not _faults(outcomes)
    assert set(Case.objects.values_list("stage", flat=True)) == {"submitted", "completed"}


def test_two_registers_finish_at_once_and_the_case_moves_once(cast: Cast, registers: str) -> None:  # noqa: ARG001 -- they must stand
    case, _user, _scope = filed_case(personas.ADULT_SON, UNMARRIED)
    for register in ("labour", "justice"):
        ask_again(scope=cast.scope("reviewer"), reference=case.reference, register=register, at=AT)
    before = case.assessments.count()
    outcomes = at_once(
        lambda: run_register(case_id=case.pk, register="labour", at=AT),
        lambda: run_register(case_id=case.pk, register="justice", at=AT),
        lambda: run_register(case_id=case.pk, register="labour", at=AT),
    )
    assert not _faults(outcomes)
    assert case.assessments.count() == before + 1
    assert case.events.filter(code="checks_finished").count() == 1


def test_husband_and_wife_are_remembered_at_once(cast: Cast, registers: str) -> None:  # noqa: ARG001 -- they must stand
    husband, _user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, FAMILY)
    wife_number = husband.household.members.get(relation="spouse").person.cpr
    wife_scope = applicant(wife_number)[1]
    wife = start_case(scope=wife_scope, service_code=NEW_APPLICATION, at=AT)
    for _ in range(3):
        for case in (husband, wife):
            case.register_runs.filter(register="civil_registry").update(answered_at=None)
        outcomes = at_once(
            *[
                lambda pk=pk: run_register(case_id=pk, register="civil_registry", at=AT)  # type: ignore[misc]  # bound now
                for pk in (husband.pk, wife.pk)
            ]
        )
        assert not _faults(outcomes)


def test_a_declaration_made_twice_stands_once(cast: Cast, registers: str) -> None:  # noqa: ARG001 -- they must stand
    case, _user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, FAMILY)
    person = case.household.members.select_related("person").get(relation="spouse").person
    spouse = scope_of(citizen(person.cpr), TODAY)
    outcomes = at_once(
        *[lambda: answer_consent(scope=spouse, reference=case.reference, code="credit_check", given=True, at=AT)] * 3
    )
    assert not _faults(outcomes)
    assert ConsentRequest.objects.get(case=case, cpr=person.cpr).answer == "given"


def test_of_decision_and_withdrawal_one_happens(cast: Cast, registers: str) -> None:  # noqa: ARG001 -- they must stand
    case, _user, scope = filed_case(personas.ADULT_SON, UNMARRIED)
    begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    accept_all(case, cast.scope("reviewer"))
    recommend(scope=cast.scope("reviewer"), reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
    outcomes = at_once(
        lambda: decide(
            scope=cast.scope("approver"), reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT
        ),
        lambda: withdraw(scope=scope, reference=case.reference, reason="", at=AT),
    )
    assert [type(fault) for fault in _faults(outcomes)] == [UnlawfulTransition]
    assert case.events.filter(code__in=["approve", "withdraw"]).count() == 1


def test_a_filing_and_a_registers_answer_at_once_leave_nothing_waiting(cast: Cast, registers: str) -> None:  # noqa: ARG001 -- they must stand
    _user, scope = applicant(personas.ADULT_SON)
    case = start_case(scope=scope, service_code="family_members_declaration", at=AT)
    fill_in(scope, case.reference, {})
    outcomes = at_once(
        lambda: submit_case(scope=scope, reference=case.reference, declared=frozenset({"family_members"}), at=AT),
        lambda: run_register(case_id=case.pk, register="civil_registry", at=AT),
    )
    assert not _faults(outcomes)
    answer_registers(case)
    case.refresh_from_db()
    assert case.stage == "completed"
    assert checking.queue_forgotten_checks(at=AT) == 0
