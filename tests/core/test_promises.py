"""Promises in working days, checked against counting day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.core.promises import Alarm, Calendar, Promise, last_due_days

SUNDAY = date(2026, 3, 1)
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
HOLIDAYS = st.frozensets(DAYS, max_size=30)


def brute_between(calendar: Calendar, start: date, end: date) -> int:
    count, day = 0, start
    while day < end:
        day += timedelta(days=1)
        count += day.weekday() not in {4, 5} and day not in calendar.holidays
    return count


def test_the_weekend_is_friday_and_saturday() -> None:
    week = [SUNDAY + timedelta(days=n) for n in range(7)]
    assert [Calendar().is_working(day) for day in week] == [True] * 5 + [False] * 2


def test_five_days_from_a_sunday_end_on_the_next_sunday() -> None:
    assert Calendar().add(SUNDAY, 5) == date(2026, 3, 8)


def test_a_holiday_moves_the_last_day_on() -> None:
    assert Calendar(frozenset({date(2026, 3, 3)})).add(SUNDAY, 5) == date(2026, 3, 9)


@given(HOLIDAYS, DAYS, st.integers(0, 60))
def test_adding_and_counting_agree(holidays: frozenset[date], start: date, days: int) -> None:
    calendar = Calendar(holidays)
    due = calendar.add(start, days)
    assert calendar.between(start, due) == days == brute_between(calendar, start, due)
    assert days == 0 or calendar.is_working(due)


@given(HOLIDAYS, DAYS, DAYS)
def test_counting_agrees_with_walking_day_by_day(holidays: frozenset[date], start: date, end: date) -> None:
    calendar = Calendar(holidays)
    assert calendar.between(start, end) == brute_between(calendar, start, end)


@given(HOLIDAYS, DAYS, st.integers(1, 20), st.tuples(st.integers(0, 20), st.integers(0, 30)), st.integers(0, 90))
def test_a_promise_is_broken_exactly_after_its_last_day(
    holidays: frozenset[date], start: date, days: int, pause: tuple[int, int], later: int
) -> None:
    calendar, today = Calendar(holidays), start + timedelta(days=later)
    asked = start + timedelta(days=pause[0])
    answered = asked + timedelta(days=pause[1])
    pauses = ((asked, answered),) if answered <= today else ()
    promise = Promise(started_on=start, days=days, pauses=pauses)
    is_broken = promise.alarm(calendar, today) is Alarm.BREACHED
    worked = brute_between(calendar, start, today) - sum(brute_between(calendar, a, b) for a, b in pauses)
    assert is_broken is (worked > days)
    assert is_broken is (promise.used(calendar, today) > 100)
    if is_broken:
        assert promise.due_on(calendar, today) < today


def test_an_open_pause_stops_the_clock() -> None:
    promise = Promise(started_on=SUNDAY, days=5, pauses=((date(2026, 3, 3), None),))
    assert promise.used(Calendar(), date(2026, 3, 3)) == 40
    assert promise.used(Calendar(), date(2026, 4, 30)) == 40
    assert promise.due_on(Calendar(), date(2026, 3, 10)) == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("today", "used", "alarm"),
    [
        (date(2026, 3, 1), 0, Alarm.CALM),
        (date(2026, 3, 3), 40, Alarm.CALM),
        (date(2026, 3, 4), 60, Alarm.HALF),
        (date(2026, 3, 5), 80, Alarm.NEAR),
        (date(2026, 3, 8), 100, Alarm.NEAR),
        (date(2026, 3, 9), 120, Alarm.BREACHED),
    ],
)
def test_alarms_rise_with_the_share_used(today: date, used: int, alarm: Alarm) -> None:
    promise = Promise(started_on=SUNDAY, days=5)
    assert (promise.used(Calendar(), today), promise.alarm(Calendar(), today)) == (used, alarm)


def test_one_day_over_a_long_promise_is_broken_already() -> None:
    promise = Promise(started_on=SUNDAY, days=300)
    overdue = Calendar().add(SUNDAY, 301)
    assert promise.alarm(Calendar(), overdue) is Alarm.BREACHED
    assert promise.used(Calendar(), overdue) == 101


def test_a_promise_of_no_days_never_alarms() -> None:
    promise = Promise(started_on=SUNDAY, days=0)
    assert promise.used(Calendar(), date(2027, 1, 1)) == 0
    assert promise.alarm(Calendar(), date(2027, 1, 1)) is Alarm.CALM


def test_waiting_from_before_the_start_is_no_alarm() -> None:
    promise = Promise(started_on=SUNDAY, days=5, pauses=((SUNDAY - timedelta(days=30), SUNDAY),))
    assert promise.alarm(Calendar(), SUNDAY) is Alarm.CALM


@given(HOLIDAYS, DAYS, st.integers(1, 40), st.integers(0, 30), st.integers(0, 90))
def test_the_due_day_alone_tells_which_alarms_are_reached(
    holidays: frozenset[date], start: date, days: int, paused: int, later: int
) -> None:
    calendar = Calendar(holidays)
    today = start + timedelta(days=paused + later)
    promise = Promise(started_on=start, days=days, pauses=((start, start + timedelta(days=paused)),))
    due, alarm = promise.due_on(calendar, today), promise.alarm(calendar, today)
    for reached, last_day in last_due_days(calendar, days, today).items():
        if alarm >= reached:
            assert due <= last_day
        elif reached is not Alarm.BREACHED:
            assert due > last_day
