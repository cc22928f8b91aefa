"""Waiting households are reminded to confirm their details: where an interval is configured, once a period each way."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.nominations import waits

from iskan.apps.cases.models import Case
from iskan.apps.catalogue.operations import approve_figure, propose_figure, register_versions
from iskan.apps.catalogue.queries import figures
from iskan.apps.catalogue.touching import change_by
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists.effects import LATE_NOW, LATE_THEN, REMINDED, households_by_figure
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.apps.waiting_lists.operations.data_updates import remind_of_updates
from iskan.apps.waiting_lists.operations.waiting_list import leave_list
from iskan.apps.waiting_lists.queries.data_updates import updates_due
from iskan.core.dated import LegalBasis, Version
from iskan.core.text import Text
from iskan.policy.data_update import Interval, bounds_on
from iskan.policy.parameters.ages import AGE_MIN
from iskan.policy.parameters.entitlements import DATA_UPDATE_MONTHS, DATA_UPDATE_REMINDER_DAYS

MORNING = datetime(2026, 6, 15, 5, 30, tzinfo=UTC)
TODAY = MORNING.date()


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- kept in the database
    register_versions(at=AT)
    return make_cast()


def configured(cast: Cast, months: int = 12, days: int | None = None) -> None:
    for figure, value in ((DATA_UPDATE_MONTHS, months), (DATA_UPDATE_REMINDER_DAYS, days)):
        if value is not None:
            row = propose_figure(
                scope=cast.scope("administrator"), figure=figure.code, value=value, first_day=date(2026, 1, 1),
                instrument=Text(ar="قرار", en="Decision"), article="", at=AT,
                past_reason="نُشر متأخرًا",
            )  # fmt: skip
            approve_figure(scope=cast.scope("approver"), figure_id=row.pk, at=AT)


def waiting(cast: Cast, renewed_on: date | None) -> Case:
    case = waits(cast, date(2010, 1, 1))
    WaitingListEntry.objects.filter(case=case).update(renewed_on=renewed_on)
    return case


def subjects() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("subject_en", flat=True))


def test_nothing_is_sent_nor_counted_while_no_interval_is_configured(cast: Cast) -> None:
    waiting(cast, date(2001, 1, 1))
    waiting(cast, None)
    assert remind_of_updates(at=MORNING) == 0
    assert subjects() == []
    due = updates_due(TODAY)
    assert (due.interval, due.waiting, due.soon, due.late) == (None, 2, 0, 0)


def test_each_is_reminded_once_before_and_once_when_late(cast: Cast) -> None:
    configured(cast)
    case = waiting(cast, date(2025, 7, 15))
    for day in range(-60, 60):
        remind_of_updates(at=datetime(2026, 7, 15, 5, 30, tzinfo=UTC) + timedelta(days=day))
    assert subjects() == [
        f"Confirm the details of your application {case.reference}",
        f"The details of your application {case.reference} are due",
    ]
    soon, late = Message.objects.order_by("pk")
    assert (soon.user, soon.case_reference) == (case.applicant, case.reference)
    assert soon.created_at.date() == date(2026, 6, 15)
    assert late.created_at.date() == date(2026, 7, 16)
    assert "15 يوليو 2026" in soon.body_ar
    assert "15 July 2026" in late.body_en


def test_confirming_begins_a_new_period(cast: Cast) -> None:
    configured(cast)
    case = waiting(cast, date(2025, 1, 1))
    assert [remind_of_updates(at=MORNING), remind_of_updates(at=MORNING)] == [1, 0]
    WaitingListEntry.objects.filter(case=case).update(renewed_on=TODAY)
    assert remind_of_updates(at=MORNING) == 0
    assert remind_of_updates(at=MORNING + timedelta(days=340)) == 1
    assert remind_of_updates(at=MORNING + timedelta(days=400)) == 1
    assert len(subjects()) == 3


def test_who_never_confirmed_is_late_and_told_so_once(cast: Cast) -> None:
    configured(cast)
    waiting(cast, None)
    assert [remind_of_updates(at=MORNING + timedelta(days=day)) for day in (0, 1, 400)] == [1, 0, 0]
    assert "have never been confirmed" in Message.objects.get().body_en


def test_who_left_the_list_is_not_reminded(cast: Cast) -> None:
    configured(cast)
    leave_list(case_id=waiting(cast, date(2020, 1, 1)).pk, at=MORNING)
    assert remind_of_updates(at=MORNING) == 0


def test_any_number_is_reminded_batch_by_batch(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iskan.apps.waiting_lists.operations.data_updates.AT_ONCE", 2)
    configured(cast)
    for _ in range(5):
        waiting(cast, date(2020, 1, 1))
    assert [remind_of_updates(at=MORNING), remind_of_updates(at=MORNING)] == [5, 0]


def test_the_desk_counts_who_is_due_and_who_is_late(cast: Cast) -> None:
    configured(cast, days=10)
    for renewed_on in (date(2025, 6, 14), date(2025, 6, 15), date(2025, 6, 25), date(2025, 6, 26), None):
        waiting(cast, renewed_on)
    due = updates_due(TODAY)
    assert due.interval == Interval(months=12, reminder_days=10)
    assert (due.waiting, due.soon, due.late) == (5, 2, 2)
    assert remind_of_updates(at=MORNING) == 4


def test_who_would_be_late_and_reminded_is_told_before_an_interval_is_approved(cast: Cast) -> None:
    for renewed_on in (date(2025, 6, 14), date(2025, 6, 25), None):
        waiting(cast, renewed_on)
    basis = LegalBasis(instrument=Text(ar="قرار", en="Decision"), source="published", grade="A")
    shorter: Version[object] = Version(value=6, first_day=date(2026, 1, 1), basis=basis)
    configured(cast, days=10)
    told = households_by_figure(change_by(DATA_UPDATE_MONTHS, shorter, figures(), TODAY))
    assert told == ((LATE_NOW, "2"), (LATE_THEN, "3"), (REMINDED, "3"))
    assert households_by_figure(change_by(AGE_MIN, shorter, figures(), TODAY)) == ()


@pytest.mark.parametrize("months", [1, 6, 24])
def test_the_bounds_part_the_days_as_their_due_days_do(months: int) -> None:
    interval = Interval(months=months, reminder_days=30)
    bounds = bounds_on(interval, TODAY)
    for back in range(900):
        renewed_on = TODAY - timedelta(days=back)
        assert (renewed_on <= bounds.late) == (interval.due_on(renewed_on) < TODAY)
        assert (renewed_on <= bounds.soon) == (interval.due_on(renewed_on) <= TODAY + timedelta(days=30))
