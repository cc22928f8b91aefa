"""The working calendar: begun from what is calculated, set by circulars, corrected by two officials."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.factories.cast import AT, Cast, make_cast

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act, propose_act
from iskan.apps.catalogue.calendar import circular_book, shipped, working_calendar
from iskan.apps.catalogue.circulars import (
    CircularReplaced,
    CircularSaysNothing,
    DaysAlreadySet,
    DaysOutOfOrder,
    HoursOutOfOrder,
    YearOutOfCalendar,
)
from iskan.apps.catalogue.estimates import estimates
from iskan.apps.catalogue.models import EnteredCircular
from iskan.core.circulars import Circular
from iskan.core.circulars_json import to_json
from iskan.core.dated import LegalBasis
from iskan.core.days import Span
from iskan.core.promises import WorkingHours
from iskan.core.refusal import NotForThisRole, Refusal, SameEyes
from iskan.core.text import Text
from iskan.foundation.acts import handler_of
from iskan.policy.acts import ENTER_CIRCULAR
from iskan.policy.circulars import CIRCULARS, HOLIDAY_CIRCULAR, OTHER_OCCASION

EID = "eid_al_fitr-2027"
SET = Circular(
    code=EID,
    replaces=EID,
    occasion=Text(ar="عيد الفطر", en="Eid al-Fitr"),
    basis=LegalBasis(instrument=HOLIDAY_CIRCULAR, source="entered", grade="A"),
    number="5/2027",
    off=Span(date(2027, 3, 10), date(2027, 3, 12)),
    in_lieu=Span(date(2027, 3, 14), date(2027, 3, 14)),
)
NEW = replace(SET, code="2027-01-20", replaces="", off=Span(date(2027, 1, 20), date(2027, 1, 20)), in_lieu=None)


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- kept in the database
    return make_cast()


def proposed(cast: Cast, circular: Circular, by: str = "supervisor") -> ProposedAct:
    return propose_act(
        scope=cast.scope(by), act=ENTER_CIRCULAR, subject=circular.code, terms=to_json(circular), reason="", at=AT
    )


def entered(cast: Cast, circular: Circular) -> None:
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed(cast, circular).pk, at=AT)


@pytest.mark.parametrize(
    "off",
    [
        *(date(2025, 6, 5), date(2025, 6, 9), date(2025, 6, 10)),  # Arafat, and the days in lieu of Eid al-Adha
        *(date(2025, 7, 7), date(2024, 4, 14), date(2026, 3, 23), date(2026, 3, 24)),  # in lieu
        date(2026, 5, 26),  # Arafat of a year whose circular was not seen
    ],
)
def test_days_the_circulars_gave_are_days_off(off: date) -> None:
    assert not shipped()[1].is_working(off)


@pytest.mark.parametrize("worked", [date(2025, 6, 11), date(2026, 3, 25), date(2026, 5, 3), date(2025, 7, 8)])
def test_days_no_circular_gave_are_worked(worked: date) -> None:
    assert shipped()[1].is_working(worked)


def test_ramadan_is_shorter_where_a_circular_said_so_and_unknown_elsewhere() -> None:
    calendar = shipped()[1]
    hours = calendar.hours_on(date(2025, 3, 10))
    assert hours is not None
    assert (hours.opens, hours.closes) == (time(8), time(14))
    assert calendar.hours_on(date(2026, 3, 1)) is None


def test_every_estimate_is_named_once_and_every_circular_stands_for_one() -> None:
    codes = [one.code for one in estimates()]
    assert len(codes) == len(set(codes))
    assert OTHER_OCCASION not in {one.occasion for one in estimates()}
    assert {one.replaces for one in CIRCULARS if one.replaces} <= set(codes)


def test_an_occasion_that_falls_twice_in_a_year_has_two_estimates() -> None:
    twice = [one.off.first for one in estimates() if one.code.startswith("eid_al_fitr-2033") and one.off]
    assert twice == [date(2033, 1, 2), date(2033, 12, 23)]


def test_a_circular_holds_once_a_second_official_agrees(cast: Cast) -> None:
    act = proposed(cast, SET)
    assert not working_calendar().is_working(date(2027, 3, 9))
    with pytest.raises(SameEyes):
        agree_to_act(scope=cast.scope("supervisor"), proposed_id=act.pk, at=AT)
    agree_to_act(scope=cast.scope("approver"), proposed_id=act.pk, at=AT)
    calendar = working_calendar()
    assert calendar.is_working(date(2027, 3, 9))
    assert not calendar.is_working(date(2027, 3, 14))


def test_a_correction_of_a_correction_holds_alone(cast: Cast) -> None:
    entered(cast, SET)
    code = EnteredCircular.objects.get().code
    entered(cast, replace(SET, code=code, replaces=code, in_lieu=None))
    assert working_calendar().is_working(date(2027, 3, 14))
    assert [one.in_lieu for one in circular_book().of_year(2027) if one.occasion == SET.occasion] == [None]


def test_what_was_corrected_meanwhile_is_not_corrected_again(cast: Cast) -> None:
    entered(cast, SET)
    with pytest.raises(CircularReplaced):
        proposed(cast, SET)
    with pytest.raises(IntegrityError), transaction.atomic():
        EnteredCircular.objects.create(replaces=EID, terms=to_json(SET), agreed_by=cast.approver, agreed_at=AT)


@pytest.mark.parametrize(
    ("circular", "refusal"),
    [
        (replace(NEW, off=None), CircularSaysNothing),
        (replace(NEW, off=Span(date(2027, 1, 20), date(2027, 1, 19))), DaysOutOfOrder),
        (replace(NEW, off=Span(date(2027, 1, 20), date(2027, 2, 20))), DaysOutOfOrder),
        (replace(NEW, off=Span(date(1990, 1, 1), date(1990, 1, 1))), YearOutOfCalendar),
        (replace(NEW, off=Span(date(2027, 3, 9), date(2027, 3, 9))), DaysAlreadySet),
        (
            replace(
                NEW, hours=WorkingHours(span=Span(date(2027, 2, 8), date(2027, 3, 8)), opens=time(9), closes=time(9))
            ),
            HoursOutOfOrder,
        ),
    ],
)
def test_what_no_calendar_could_hold_is_refused(cast: Cast, circular: Circular, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        proposed(cast, circular)
    assert not ProposedAct.objects.exists()


def test_a_reviewer_enters_none(cast: Cast) -> None:
    with pytest.raises(NotForThisRole):
        proposed(cast, NEW, by="reviewer")


def test_what_was_entered_is_never_changed(cast: Cast) -> None:
    entered(cast, NEW)
    for change in (
        lambda: EnteredCircular.objects.update(replaces="x"),
        lambda: EnteredCircular.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="added to only"), transaction.atomic():
            change()


def test_the_second_official_reads_what_stood_and_what_would_stand(cast: Cast) -> None:  # noqa: ARG001 -- the database
    lines = {
        label.en: getattr(value, "en", value)
        for label, value in handler_of(ENTER_CIRCULAR.code).shown(subject=EID, terms=to_json(SET))
    }
    assert lines["Days off before the correction"] == "Tuesday 9 March 2027 – Thursday 11 March 2027"
    assert lines["Days off"] == "Wednesday 10 March 2027 – Friday 12 March 2027"
    assert lines["Days in lieu"] == "Sunday 14 March 2027"
    assert lines["Cases whose last day moves; no messages are sent"] == "0"
