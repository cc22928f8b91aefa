"""Each night waiting households are held against the population register, and what happened to them is followed."""

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.journeys import filed_case
from tests.factories.simulators import registers_in_process

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case
from iskan.apps.household_life.models import HouseholdEvent, HouseholdWatch
from iskan.apps.household_life.operations.comparing import compare_households
from iskan.apps.household_life.operations.settling import EventSettled, settle_event
from iskan.apps.household_life.queries.events import events_of, events_page, open_event_count, stopped_by_life
from iskan.apps.notifications.models import Delivery, Message
from iskan.apps.notifications.operations import tell
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list
from iskan.core.household_life import LifeEventKind as Kind
from iskan.core.refusal import NotForThisRole, ReasonMissing
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope
from iskan.integrations.budgeted import budgeted_client
from iskan.integrations.inquiry import RegisterUnavailable
from iskan.integrations.models import Exchange
from iskan.integrations.registry import forget_clients
from iskan.integrations.synthetic import cast as personas

FAMILY = {"programme": "unit", "family_category": "1"}
# What happens during a test, happens after this night.
NIGHT = AT + timedelta(days=1)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def registers(settings: Settings) -> Iterator[str]:
    """Answer from a population of this test's own: what happens to people stays with it."""
    with registers_in_process() as address:
        settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, address)
        forget_clients()
        yield address
        forget_clients()


@pytest.fixture
def cast(transactional_db: None) -> Cast:  # noqa: ARG001 -- the cast is kept in the database
    return make_cast()


@pytest.fixture
def waiting(cast: Cast, registers: str) -> Case:  # noqa: ARG001 -- the registers answer
    return _waiting(personas.QUALIFIES_FOR_UNIT)


def _waiting(cpr: str) -> Case:
    case, _user, _scope = filed_case(cpr, FAMILY)
    case.refresh_from_db()
    enter_waiting_list(case_id=case.pk, at=AT)
    return case


def happens(registers: str, what: str, cpr: str, **more: str) -> None:
    answer = budgeted_client("registers").post(
        f"{registers}/control/happenings", json={"what": what, "cpr": cpr, **more}
    )
    assert answer.status_code == 200, answer.text


def kinds() -> list[str]:
    return list(HouseholdEvent.objects.order_by("pk").values_list("kind", flat=True))


def wife_of(case: Case) -> str:
    assert case.household is not None
    return str(case.household.members.get(relation="spouse").person.cpr)


def test_a_night_in_which_nothing_happened_reads_nobody(waiting: Case) -> None:
    before = Exchange.objects.count()
    assert compare_households(at=NIGHT) == 1
    assert kinds() == []
    (batch,) = Exchange.objects.order_by("-pk")[: Exchange.objects.count() - before]
    assert (batch.service, batch.subject_cpr) == ("changes", "")
    assert HouseholdWatch.objects.get(case=waiting).known_at == NIGHT


def test_a_child_is_born(waiting: Case, registers: str) -> None:
    born = date(2026, 11, 3)
    happens(
        registers, "birth", personas.QUALIFIES_FOR_UNIT, child="261104567", name_ar="نورة أحمد", name_en="Noora Ahmed",
        on=born.isoformat(),
    )  # fmt: skip
    compare_households(at=NIGHT)
    (event,) = HouseholdEvent.objects.all()
    assert (event.kind, event.name_en, event.happened_on) == (Kind.CHILD_BORN, "Noora Ahmed", born)
    waiting.refresh_from_db()
    assert waiting.household is not None
    assert waiting.household.members.filter(person__cpr="261104567", relation="child").exists()
    told = Message.objects.get(event=f"household-event:{event.pk}")
    assert "ولادة نورة أحمد (3 نوفمبر 2026)" in told.body_ar
    assert "Noora Ahmed was born (3 November 2026)" in told.body_en
    assert stopped_by_life([waiting.pk]) == frozenset()
    assert Exchange.objects.filter(purpose_code="waiting_lists.household_life", case_reference=waiting.reference)


def test_what_happened_is_told_once(waiting: Case, registers: str) -> None:
    happens(registers, "divorce", personas.QUALIFIES_FOR_UNIT, spouse=wife_of(waiting))
    for night in range(3):
        compare_households(at=NIGHT + timedelta(days=night))
    assert kinds() == [Kind.DIVORCED]
    assert Message.objects.filter(event__startswith="household-event:").count() == 1


def test_a_divorce_is_decided_before_a_nomination_is_certified(waiting: Case, registers: str, cast: Cast) -> None:
    happens(registers, "divorce", personas.QUALIFIES_FOR_UNIT, spouse=wife_of(waiting))
    compare_households(at=NIGHT)
    (event,) = HouseholdEvent.objects.all()
    assert stopped_by_life([waiting.pk]) == {waiting.pk}
    waiting.refresh_from_db()
    assert waiting.household is not None
    assert not waiting.household.members.filter(relation="spouse").exists()
    reviewer = cast.scope("reviewer")
    assert open_event_count(reviewer) == 1
    with pytest.raises(ReasonMissing):
        settle_event(scope=reviewer, event_id=event.pk, reason=" ", at=NIGHT)
    settle_event(scope=reviewer, event_id=event.pk, reason="تنتقل إلى الفئة الثانية", at=NIGHT)
    with pytest.raises(EventSettled):
        settle_event(scope=reviewer, event_id=event.pk, reason="مرة أخرى", at=NIGHT)
    assert (stopped_by_life([waiting.pk]), open_event_count(reviewer)) == (frozenset(), 0)
    (line,) = events_of(reviewer, waiting.reference)
    assert (line.is_open, line.reason) == (False, "تنتقل إلى الفئة الثانية")


def test_an_auditor_settles_nothing(waiting: Case, registers: str, cast: Cast) -> None:
    happens(registers, "nationality", personas.QUALIFIES_FOR_UNIT, to="QA")
    compare_households(at=NIGHT)
    (event,) = HouseholdEvent.objects.all()
    with pytest.raises(NotForThisRole):
        settle_event(scope=cast.scope("auditor"), event_id=event.pk, reason="لا", at=NIGHT)
    assert stopped_by_life([waiting.pk]) == {waiting.pk}


def test_whoever_loses_their_address_or_nationality_is_looked_at(waiting: Case, registers: str) -> None:
    happens(registers, "departure", personas.QUALIFIES_FOR_UNIT)
    happens(registers, "nationality", personas.QUALIFIES_FOR_UNIT, to="QA")
    compare_households(at=NIGHT)
    assert set(kinds()) == {Kind.NO_ADDRESS, Kind.NATIONALITY_LOST}
    assert stopped_by_life([waiting.pk]) == {waiting.pk}


def test_to_the_dead_nothing_is_sent(waiting: Case, registers: str) -> None:
    happens(registers, "death", personas.QUALIFIES_FOR_UNIT, on="2026-11-20")
    compare_households(at=NIGHT)
    assert kinds() == [Kind.APPLICANT_DIED]
    assert User.objects.get(pk=waiting.applicant_id).died_on == date(2026, 11, 20)
    assert not Message.objects.filter(event__startswith="household-event:").exists()
    sent = Delivery.objects.count()
    kept = tell(user_id=waiting.applicant_id, event="later", subject=Text("س", "s"), body=Text("ن", "b"), at=NIGHT)
    assert (Message.objects.filter(pk=kept.pk).exists(), Delivery.objects.count()) == (True, sent)
    assert stopped_by_life([waiting.pk]) == {waiting.pk}
    compare_households(at=NIGHT + timedelta(days=1))
    assert kinds() == [Kind.APPLICANT_DIED]


def test_the_death_of_a_wife_is_no_divorce(waiting: Case, registers: str) -> None:
    happens(registers, "death", wife_of(waiting), on="2026-11-20")
    compare_households(at=NIGHT)
    assert kinds() == [Kind.MEMBER_DIED]


def test_a_child_comes_of_age_by_the_calendar_alone(waiting: Case) -> None:
    compare_households(at=NIGHT)
    eldest = min(member.person.birth_date for member in waiting.household.members.filter(relation="child"))  # type: ignore[union-attr] -- made with one
    majority = datetime(eldest.year + 21, eldest.month, eldest.day, 12, tzinfo=UTC)
    compare_households(at=majority - timedelta(days=1))
    assert kinds() == []
    compare_households(at=majority)
    compare_households(at=majority + timedelta(days=1))
    assert kinds() == [Kind.CAME_OF_AGE]


def test_a_night_that_was_interrupted_goes_on_where_it_stopped(
    waiting: Case, registers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = _waiting(personas.QUALIFIES_FOR_PLOT)
    monkeypatch.setattr("iskan.apps.household_life.operations.comparing.AT_ONCE", 1)
    client = budgeted_client("registers")
    client.put(f"{registers}/control/moods", json={"civil_registry": {"mood": "failing", "times": 3}})
    HouseholdWatch.objects.create(case=waiting, known={}, known_at=NIGHT, compared_at=NIGHT)
    with pytest.raises(RegisterUnavailable):
        compare_households(at=NIGHT)
    assert not HouseholdWatch.objects.filter(case=second).exists()
    client.put(f"{registers}/control/moods", json={"civil_registry": "normal"})
    forget_clients()
    assert compare_households(at=NIGHT + timedelta(hours=1)) == 1
    assert HouseholdWatch.objects.get(case=second).compared_at == NIGHT + timedelta(hours=1)


def test_what_cannot_be_read_is_asked_again_the_next_night(
    waiting: Case, registers: str, caplog: pytest.LogCaptureFixture
) -> None:
    compare_households(at=NIGHT)
    happens(registers, "divorce", personas.QUALIFIES_FOR_UNIT, spouse=wife_of(waiting))
    refusing = {"civil_registry": {"mood": "refusing", "times": 2}}
    with caplog.at_level(logging.WARNING):
        happens_before = HouseholdWatch.objects.get(case=waiting).known_at
        client = budgeted_client("registers")
        client.put(f"{registers}/control/moods", json=refusing)
        with pytest.raises(Exception, match="civil_registry"):
            compare_households(at=NIGHT + timedelta(days=1))
    client.put(f"{registers}/control/moods", json={"civil_registry": "normal"})
    forget_clients()
    assert HouseholdWatch.objects.get(case=waiting).known_at == happens_before
    compare_households(at=NIGHT + timedelta(days=1))
    assert kinds() == [Kind.DIVORCED]


def test_officials_see_the_events_of_their_cases_alone(waiting: Case, registers: str, cast: Cast) -> None:
    happens(registers, "divorce", personas.QUALIFIES_FOR_UNIT, spouse=wife_of(waiting))
    compare_households(at=NIGHT)
    assert [line.reference for line in events_page(cast.scope("reviewer"), only_open=True, page=1).lines] == [
        waiting.reference
    ]
    (event,) = HouseholdEvent.objects.all()
    assert events_page(cast.scope("administrator"), only_open=True, page=1).lines == ()
    with pytest.raises((OutOfScope, NotForThisRole)):
        settle_event(scope=cast.scope("administrator"), event_id=event.pk, reason="لا", at=NIGHT)


def test_an_unchanged_household_costs_no_statement_of_its_own(waiting: Case, registers: str) -> None:  # noqa: ARG001 -- they answer
    def statements(night: int) -> int:
        with CaptureQueriesContext(connection) as one:
            compare_households(at=NIGHT + timedelta(days=night))
        return len(one)

    compare_households(at=NIGHT)
    alone = statements(1)
    for cpr in (personas.QUALIFIES_FOR_PLOT, personas.SOLD_LONG_AGO):
        _waiting(cpr)
    compare_households(at=NIGHT + timedelta(days=2))
    assert statements(3) == alone
