"""Within a day the instant of filing decides, within an instant a lot anyone recomputes; the database fills in both."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from tests.apps.conftest import AT, MakeCase
from tests.factories.cast import Cast, make_cast
from tests.factories.nominations import waits

from iskan.apps.cases.models import Case
from iskan.apps.waiting_lists.models import ListChange, WaitingListEntry
from iskan.apps.waiting_lists.operations import waiting_list
from iskan.core.seniority import instant_text, lot_of

DAY = date(2010, 5, 1)
NOON = datetime(2010, 5, 1, 12, tzinfo=UTC)
START = datetime(2010, 4, 30, 21, tzinfo=UTC)  # of that day in Bahrain


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- kept in it
    return make_cast(AT)


def filed(make_case: MakeCase, reference: str, at: datetime) -> Case:
    case = make_case(DAY, reference=reference)
    Case.objects.filter(pk=case.pk).update(filed_at=at)
    return case


def enter(case: Case) -> WaitingListEntry:
    return waiting_list.enter_waiting_list(case_id=case.pk, at=AT)


def listed() -> list[str]:
    return list(WaitingListEntry.objects.order_by("place").values_list("reference", flat=True))


def test_whoever_filed_first_on_a_day_stands_first_whatever_their_reference(make_case: MakeCase) -> None:
    late = filed(make_case, "AAAAA", NOON + timedelta(microseconds=1))
    early = filed(make_case, "ZZZZZ", NOON)
    assert [enter(case).place for case in (late, early)] == [1, 1]
    waiting_list.rank_lists(at=AT)
    assert listed() == ["ZZZZZ", "AAAAA"]


def test_equal_instants_stand_by_the_lot_everyone_can_recompute(make_case: MakeCase) -> None:
    references = ("ABCDE-FGHJK", "MNPQR-STUVW", "XYZ23-45678", "98765-43210")
    places = {reference: enter(filed(make_case, reference, NOON)).place for reference in references}
    assert len(places) == len(references)
    waiting_list.rank_lists(at=AT)
    lines = "iskan-seniority-v1\n2010-05-01T12:00:00.000000Z\n"
    lots = {one: hashlib.sha256((lines + one).encode()).hexdigest() for one in references}
    assert listed() == sorted(references, key=lots.__getitem__)
    assert listed() != sorted(references)
    assert dict(WaitingListEntry.objects.values_list("reference", "lot")) == lots


def test_a_place_taken_at_entering_is_that_of_the_next_ranking(make_case: MakeCase) -> None:
    for number in range(8):
        enter(filed(make_case, f"R{number}", NOON + timedelta(seconds=number % 3)))
    last = enter(filed(make_case, "R9", NOON + timedelta(seconds=1)))
    waiting_list.rank_lists(at=AT)
    assert WaitingListEntry.objects.get(pk=last.pk).place == last.place


@pytest.mark.parametrize(
    "instant", [NOON, NOON + timedelta(microseconds=123_456), START, datetime(1999, 1, 2, tzinfo=UTC)]
)
def test_the_database_draws_the_same_lot(db: None, instant: datetime) -> None:  # noqa: ARG001 -- asked below
    with connection.cursor() as cursor:
        cursor.execute("SELECT seniority_lot(%s, %s)", [instant, "ABCDE-FGHJK"])
        assert cursor.fetchone() == (lot_of(instant, "ABCDE-FGHJK"),)


def test_what_an_earlier_release_writes_is_filled_in(make_case: MakeCase) -> None:
    """It says the day and the reference alone, of the entry and of the line of what happened."""
    known, of_a_day = filed(make_case, "KNOWN", NOON), filed(make_case, "OLDER", NOON + timedelta(days=400))
    for case in (known, of_a_day):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO waiting_lists_waitinglistentry (case_id, programme, governorate, seniority_on, reference,"
                " status, entered_at, place, place_in_governorate)"
                " VALUES (%s, 'unit', '', %s, %s, 'waiting', %s, 1, 1)",
                [case.pk, DAY, case.reference, AT],
            )
        ListChange.objects.create(
            programme="unit", seniority_on=DAY, reference=case.reference, kind="entered", ground="granted", at=AT
        )
    expected = {("KNOWN", NOON, lot_of(NOON, "KNOWN")), ("OLDER", START, lot_of(START, "OLDER"))}
    for model in (WaitingListEntry, ListChange):
        assert set(model.objects.values_list("reference", "seniority_at", "lot")) == expected


def test_leaving_and_coming_back_changes_neither(make_case: MakeCase) -> None:
    case, other = filed(make_case, "ZZZZZ", NOON), filed(make_case, "AAAAA", NOON + timedelta(seconds=1))
    before = enter(case)
    enter(other)
    waiting_list.leave_list(case_id=case.pk, at=AT + timedelta(days=1))
    back = waiting_list.enter_waiting_list(case_id=case.pk, at=AT + timedelta(days=9))
    assert (back.seniority_at, back.lot, back.place) == (before.seniority_at, before.lot, 1)
    lines = ListChange.objects.filter(reference="ZZZZZ").values_list("seniority_at", "lot").distinct()
    assert list(lines) == [(NOON, before.lot)]


def test_the_applicant_and_the_desk_read_by_what_order(cast: Cast) -> None:
    case = waits(cast, DAY)
    Case.objects.filter(pk=case.pk).update(applicant=cast.head)
    entry = WaitingListEntry.objects.get(case=case)
    instant = instant_text(case.filed_at or AT)
    own = cast.client("head").get(f"/en/cases/{case.reference}/").content.decode()
    for words in ("within one day by the instant of filing", instant, entry.lot, "sha256sum"):
        assert words in own
    desk = cast.client("reviewer").get(f"/en/staff/cases/{case.reference}/").content.decode()
    assert instant in desk
    public = cast.client("anonymous").get("/en/waiting-lists/").content.decode()
    assert "Those of one instant stand by a published lot" in public
