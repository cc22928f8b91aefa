"""Ages and anniversaries."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.core.days import age_on, day_text, moment_text, month_after, months_after, years_after
from iskan.core.text import Text

BORN = st.dates(date(1930, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1995, 3, 14), date(2016, 3, 13), 20),
        (date(1995, 3, 14), date(2016, 3, 14), 21),
        (date(2004, 2, 29), date(2025, 2, 28), 20),
        (date(2004, 2, 29), date(2025, 3, 1), 21),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
    ],
)
def test_age_is_in_completed_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


@given(BORN, st.integers(1, 80))
def test_one_turns_an_age_on_its_anniversary_and_not_before(born: date, years: int) -> None:
    birthday = years_after(born, years)
    assert age_on(born, birthday) == years
    assert age_on(born, birthday - timedelta(days=1)) == years - 1


def test_days_are_written_out() -> None:
    assert day_text(date(2027, 3, 14)) == Text(ar="14 مارس 2027", en="14 March 2027")


@pytest.mark.parametrize(("months", "day"), [(0, date(2026, 11, 1)), (1, date(2026, 12, 1)), (14, date(2028, 1, 1))])
def test_months_are_counted_from_the_day(months: int, day: date) -> None:
    assert month_after(date(2026, 11, 30), months) == day


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 3, 8), 2, date(2026, 5, 8)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 30), 2, date(2028, 2, 29)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
    ],
)
def test_the_same_day_some_months_on(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


@pytest.mark.parametrize(
    ("hour", "minute", "arabic", "english"),
    [(10, 30, "10:30 صباحًا", "10:30 am"), (0, 5, "12:05 صباحًا", "12:05 am"), (12, 0, "12:00 ظهرًا", "12:00 pm"),
     (13, 0, "1:00 مساءً", "1:00 pm")],
)  # fmt: skip
def test_an_appointment_is_written_with_its_weekday_in_both_languages(
    hour: int, minute: int, arabic: str, english: str
) -> None:
    told = moment_text(datetime(2027, 3, 14, hour, minute, tzinfo=UTC))
    assert told == Text(ar=f"الأحد 14 مارس 2027، الساعة {arabic}", en=f"Sunday 14 March 2027, {english}")
