"""Each night waiting households are held against the population register, and what happened to them is followed."""

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests.factories.cast import AT, Cast, citizen, make_cast
from tests.factories.journeys import filed_case
from tests.factories.settling import propose_settling
from tests.factories.simulators import registers_in_process

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act
from iskan.apps.cases.models import Case, ConsentRequest
from iskan.apps.cases.operations.consenting import answer_consent, ask_new_adult
from iskan.apps.cases.operations.judging_again import judge_again
from iskan.apps.cases.queries.consents import asked_of
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.household_life.models import EventSettlement, HouseholdEvent, HouseholdSetAside, HouseholdWatch
from iskan.apps.household_life.operations.comparing import compare_households, compare_now
from iskan.apps.household_life.operations.settling import ChangeTakesTwo, EventSettled, NoSuchCategory, settle_event
from iskan.apps.household_life.queries.events import events_of, events_page, open_event_count, stopped_by_life
from iskan.apps.household_life.queries.waiting import declared_since, waiting_households
from iskan.apps.notifications.models import Delivery, Message
from iskan.apps.notifications.operations import tell
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list
from iskan.core.household_life import LifeEventKind as Kind
from iskan.core.refusal import NotForThisRole, ReasonMissing, SameEyes
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope
from iskan.integrations.budgeted import budgeted_client
from iskan.integrations.inquiry import RegisterUnavailable
from iskan.integrations.models import Exchange
from iskan.integrations.registry import forget_clients
from iskan.integrations.synthetic import cast as personas
from iskan.policy.questions import registers as registers_of_policy

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
    said = waiting.register_answers.get(register="civil_registry", at=NIGHT)
    assert "261104567" in str(said.answers)


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
        propose_settling(cast, event.pk, " ", NIGHT)
    with pytest.raises(ChangeTakesTwo):
        settle_event(scope=reviewer, event_id=event.pk, reason="تنتقل إلى الفئة الثانية", at=NIGHT)
    proposed = propose_settling(cast, event.pk, "تنتقل إلى الفئة الثانية", NIGHT)
    assert stopped_by_life([waiting.pk]) == {waiting.pk}, "nothing is settled until a second official agrees"
    for role, refusal in (("reviewer", SameEyes), ("second_reviewer", NotForThisRole)):
        with pytest.raises(refusal):
            agree_to_act(scope=cast.scope(role), proposed_id=proposed.pk, at=NIGHT)
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed.pk, at=NIGHT)
    with pytest.raises(EventSettled):
        propose_settling(cast, event.pk, "مرة أخرى", NIGHT)
    assert (stopped_by_life([waiting.pk]), open_event_count(reviewer)) == (frozenset(), 0)
    (line,) = events_of(reviewer, waiting.reference)
    assert (line.is_open, line.reason) == (False, "تنتقل إلى الفئة الثانية")


def test_what_stops_nothing_is_settled_by_one(waiting: Case, cast: Cast) -> None:
    event = HouseholdEvent.objects.create(
        case=waiting, kind=Kind.MEMBER_DIED, cpr="850101701", name_ar="مريم", asks_decision=True, found_at=NIGHT
    )
    settled = settle_event(scope=cast.scope("reviewer"), event_id=event.pk, reason="لا تتغير الفئة", at=NIGHT)
    assert (settled.by, settled.reason) == (cast.reviewer, "لا تتغير الفئة")


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


def test_an_application_is_moved_to_the_category_that_fits_and_is_judged_by_it(
    waiting: Case, registers: str, cast: Cast
) -> None:
    happens(registers, "divorce", personas.QUALIFIES_FOR_UNIT, spouse=wife_of(waiting))
    compare_households(at=NIGHT)
    (event,) = HouseholdEvent.objects.all()
    waiting = Case.objects.select_related("applicant", "person", "household", "application").get(pk=waiting.pk)
    service = service_of(waiting)
    criteria = tuple(one for one in service.criteria if one.code == "family_category")

    def judged_by() -> object:
        again = judge_again(case=waiting, criteria=criteria, at=NIGHT)
        return again.facts["family_category"].value

    assert judged_by() == "1"
    client, address = cast.client("reviewer"), f"/en/staff/household-events/{event.pk}/"
    assert "Category two: one parent" in client.get(address).content.decode()
    refused = client.post(address, {"reason": "حضانة", "category": "9"})
    assert (refused.status_code, "Choose one of the categories shown." in refused.content.decode()) == (422, True)
    proposed = client.post(address, {"reason": "ثبتت الحضانة", "category": "2"}, follow=True).content.decode()
    assert "Category two: one parent" in proposed
    assert judged_by() == "1", "nobody moves an application alone"
    agree_to_act(scope=cast.scope("approver"), proposed_id=ProposedAct.objects.get().pk, at=NIGHT)
    assert "Category two: one parent" in client.get(address).content.decode()
    assert EventSettlement.objects.get(event=event).category == "2"
    assert judged_by() == "2"
    told = Message.objects.get(event__startswith="household-category:")
    assert "وبقي قائمًا بأقدميته" in told.body_ar
    assert "Category two" in told.body_en
    assert waiting.application.answers["family_category"] == "1", "what the applicant declared stands as declared"
    shown = client.get(f"/en/staff/cases/{waiting.reference}/").content.decode()
    assert "decision on a change in the family" in shown


@pytest.mark.usefixtures("waiting")
def test_what_moves_no_category_takes_none(registers: str, cast: Cast) -> None:
    happens(registers, "nationality", personas.QUALIFIES_FOR_UNIT, to="QA")
    compare_households(at=NIGHT)
    event = HouseholdEvent.objects.get(kind=Kind.NATIONALITY_LOST)
    with pytest.raises(NoSuchCategory):
        propose_settling(cast, event.pk, "سبب", NIGHT, category="2")
    page = cast.client("reviewer").get(f"/en/staff/household-events/{event.pk}/").content.decode()
    assert "Family category from now on" not in page


def test_whoever_comes_of_age_is_asked_for_their_own_declaration_before_anything_is_asked_about_them(
    waiting: Case, cast: Cast
) -> None:
    """The application was granted and closed long ago: what its other adults declared does not speak for them."""
    Case.objects.filter(pk=waiting.pk).update(closed_at=AT, stage="approved")
    assert waiting.household is not None
    eldest = waiting.household.members.filter(relation="child").order_by("person__birth_date")[0].person
    grown = citizen(eldest.cpr, eldest.name_ar, eldest.name_en)
    majority = datetime(eldest.birth_date.year + 21, eldest.birth_date.month, eldest.birth_date.day, 12, tzinfo=UTC)
    compare_households(at=majority)
    asked = ConsentRequest.objects.filter(case=waiting, cpr=eldest.cpr)
    assert {one.code for one in asked} == {"credit_check"}
    assert all(one.after_grant for one in asked)
    assert Message.objects.filter(user=grown, subject_en__startswith="Your declaration is needed").exists()
    assert [one.reference for one in asked_of(eldest.cpr, majority.date())] == [waiting.reference]
    desk = cast.client("reviewer").get(f"/en/staff/cases/{waiting.reference}/consent/").content.decode()
    assert eldest.name_en in desk

    def about() -> set[str]:
        check = registers_of_policy.CREDIT_BUREAU
        (one,) = waiting_households(check, after=0, most=5, on=majority.date(), majority=21)
        return set(one.cprs)

    assert eldest.cpr not in about()
    later = majority + timedelta(days=3)
    answer_consent(
        scope=scope_of(grown, later.date()), reference=waiting.reference, code=asked[0].code, given=True, at=later
    )
    assert eldest.cpr in about()
    assert declared_since([waiting.pk], asked[0].code, majority) == {waiting.pk}
    assert declared_since([waiting.pk], asked[0].code, later + timedelta(days=1)) == frozenset()
    assert ask_new_adult(case=Case.objects.get(pk=waiting.pk), cpr=eldest.cpr, at=later) == 0, "asked once"
    waiting.refresh_from_db()
    assert waiting.stage == "approved"


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


def test_over_several_connections_a_night_finds_the_same(
    waiting: Case, registers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each lot has its own transaction and its own watch, so that the order in which they end means nothing."""
    monkeypatch.setattr("iskan.apps.household_life.operations.comparing.AT_ONCE", 1)
    others = [_waiting(personas.QUALIFIES_FOR_PLOT), _waiting(personas.DIVORCED_MOTHER)]
    for cpr in (personas.QUALIFIES_FOR_UNIT, personas.DIVORCED_MOTHER):
        happens(registers, "nationality", cpr, to="QA")
    assert compare_households(at=NIGHT, connections=3) == 3
    assert set(HouseholdEvent.objects.values_list("case", flat=True)) == {waiting.pk, others[1].pk}
    assert set(HouseholdWatch.objects.values_list("compared_at", flat=True)) == {NIGHT}
    assert compare_households(at=NIGHT + timedelta(hours=1), connections=3) == 0, "and goes on where it stopped"


def test_a_register_that_fails_at_one_household_stops_no_other(waiting: Case, registers: str) -> None:
    second = _waiting(personas.QUALIFIES_FOR_PLOT)
    for cpr in (personas.QUALIFIES_FOR_UNIT, personas.QUALIFIES_FOR_PLOT):
        happens(registers, "nationality", cpr, to="QA")
    failing = {"mood": "failing", "about": personas.QUALIFIES_FOR_UNIT}
    budgeted_client("registers").put(f"{registers}/control/moods", json={"civil_registry": failing})
    forget_clients()
    assert compare_households(at=NIGHT) == 2
    assert {event.case_id for event in HouseholdEvent.objects.all()} == {second.pk}
    aside = HouseholdSetAside.objects.get()
    assert (aside.case_id, aside.fault) == (waiting.pk, "RegisterUnavailable")
    with pytest.raises(RegisterUnavailable):
        compare_now(case_id=waiting.pk, at=NIGHT)  # what rests on it waits


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
