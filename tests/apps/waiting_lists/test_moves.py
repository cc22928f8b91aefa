"""Why a place moved: counted from what a process keeps of a list's changes, and the same as counted one by one."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from iskan.apps.waiting_lists.enums import ChangeGround, ChangeKind
from iskan.apps.waiting_lists.models import ListChange
from iskan.apps.waiting_lists.queries.moves import Moved, Standpoint, moves_ahead

SINCE = datetime(2025, 11, 21, tzinfo=UTC)
NORTH, SOUTH = "BH-17", "BH-14"
MINE = (datetime(2010, 5, 1, 9, tzinfo=UTC), "8" * 64)


LONG_AGO = SINCE - timedelta(days=900)


def standpoint(entered_at: datetime = LONG_AGO, *, last_change: int | None = 1) -> Standpoint:
    return Standpoint(
        programme="unit",
        governorate=NORTH,
        seniority=MINE,
        entered_at=entered_at,
        last_change=last_change,
        ranked_at=None,
    )


def change(
    seniority: date | datetime,
    *,
    days: int = 10,
    governorate: str = NORTH,
    ground: str = "housed",
    reference: str = "A",
) -> ListChange:
    day, instant = (localdate(seniority), seniority) if isinstance(seniority, datetime) else (seniority, None)
    return ListChange.objects.create(
        programme="unit", governorate=governorate, seniority_on=day, seniority_at=instant, reference=reference,
        ground=ground,
        kind=ChangeKind.ENTERED if ground == ChangeGround.GRANTED else ChangeKind.LEFT, at=SINCE + timedelta(days=days),
    )  # fmt: skip


@pytest.mark.django_db
def test_only_who_stood_ahead_and_moved_since_is_counted() -> None:
    change(date(2009, 1, 1))
    change(date(2009, 1, 1), governorate=SOUTH)
    change(date(2011, 1, 1))
    change(date(2009, 1, 1), days=-1)
    change(MINE[0] - timedelta(microseconds=1), reference="N")
    change(MINE[0] + timedelta(microseconds=1), reference="L")
    change(date(2009, 1, 1), ground="granted")
    assert moves_ahead(standpoint(), SINCE) == (
        Moved(kind="left", ground="housed", count=3, count_in_governorate=2),
        Moved(kind="entered", ground="granted", count=1, count_in_governorate=1),
    )


@pytest.mark.django_db
def test_what_happened_before_a_household_entered_did_not_move_it() -> None:
    change(date(2009, 1, 1), days=10)
    change(date(2009, 1, 1), days=30)
    (moved,) = moves_ahead(standpoint(SINCE + timedelta(days=20)), SINCE)
    assert moved.count == 1


@pytest.mark.django_db
def test_changes_are_read_once_until_there_is_another() -> None:
    last = change(date(2009, 1, 1)).pk
    with CaptureQueriesContext(connection) as asked:
        first = moves_ahead(standpoint(last_change=last), SINCE)
        assert moves_ahead(standpoint(last_change=last), SINCE) == first
    assert len(asked) == 1
    last = change(date(2008, 1, 1)).pk
    (moved,) = moves_ahead(standpoint(last_change=last), SINCE)
    assert moved.count == 2


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(20))
def test_looked_up_and_counted_one_by_one_are_the_same(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 -- made again from its seed
    for index in range(chance.randrange(12)):
        where = {"governorate": chance.choice([NORTH, SOUTH]), "reference": f"{index}"}
        ground = chance.choice(["housed", "withdrawn", "granted"])
        seniority = MINE[0] + timedelta(days=chance.randrange(-700, 700))
        change(seniority, days=chance.randrange(1, 300), ground=ground, **where)
    just_before = SINCE + timedelta(microseconds=1)
    assert moves_ahead(standpoint(), SINCE) == moves_ahead(standpoint(just_before), SINCE)
