"""Circulars: which holds for an occasion, what calendar they make, and the days in lieu the usual rule would give."""

from datetime import date, time

import pytest

from iskan.core.circulars import Circular, CircularBook, changed_days, in_lieu_by_rule
from iskan.core.circulars_json import from_json, to_json
from iskan.core.dated import LegalBasis
from iskan.core.days import Span
from iskan.core.promises import Calendar, WorkingHours
from iskan.core.text import Text

WORDS = Text(ar="عيد الفطر", en="Eid al-Fitr")
BASIS = LegalBasis(instrument=WORDS, source="entered", grade="A")


def circular(code: str, off: Span | None = None, **more: object) -> Circular:
    return Circular(code=code, occasion=WORDS, basis=BASIS, off=off, **more)  # type: ignore[arg-type]  # named by each test


def days(*of_month: tuple[int, int], year: int) -> tuple[date, ...]:
    return tuple(date(year, month, day) for month, day in of_month)


ESTIMATE = circular("a", Span(date(2027, 3, 9), date(2027, 3, 11)), is_estimate=True)
SEEN = circular("b", Span(date(2027, 3, 10), date(2027, 3, 12)), replaces="a")


def test_what_a_circular_replaces_no_longer_holds() -> None:
    calendar = CircularBook((ESTIMATE, SEEN)).calendar()
    assert calendar.is_working(date(2027, 3, 9))
    assert not calendar.is_working(date(2027, 3, 10))


def test_a_circular_that_sets_nothing_takes_the_other_back() -> None:
    assert CircularBook((ESTIMATE, circular("b", replaces="a"))).calendar().holidays == frozenset()


def test_only_working_days_count_as_changed() -> None:
    before, after = (CircularBook(book).calendar() for book in ((ESTIMATE,), (ESTIMATE, SEEN)))
    assert changed_days(before, after) == (date(2027, 3, 9),)


def test_hours_hold_on_their_days_alone() -> None:
    hours = WorkingHours(span=Span(date(2027, 2, 8), date(2027, 3, 8)), opens=time(8), closes=time(14))
    calendar = CircularBook((circular("r", hours=hours),)).calendar()
    assert calendar.hours_on(date(2027, 3, 8)) == hours
    assert calendar.hours_on(date(2027, 3, 9)) is None
    assert hours.words.en == f"{hours.span.words.en}, 08:00 to 14:00"
    assert hours.words.ar.endswith("، من 08:00 إلى 14:00")


def test_what_is_written_down_reads_the_same() -> None:
    hours = WorkingHours(span=Span(date(2027, 2, 8), date(2027, 3, 8)), opens=time(8), closes=time(14, 30))
    whole = circular(
        "entered-1", SEEN.off, in_lieu=Span(date(2027, 3, 14), date(2027, 3, 14)), hours=hours, replaces="a",
        number="5/2027", issued_on=date(2027, 3, 1),
    )  # fmt: skip
    assert from_json(to_json(whole), "entered-1") == whole


@pytest.mark.parametrize(
    ("off", "uncounted", "given"),
    [
        (Span(date(2022, 7, 8), date(2022, 7, 11)), [date(2022, 7, 8)], days((7, 12), year=2022)),
        (Span(date(2014, 10, 3), date(2014, 10, 6)), [date(2014, 10, 3)], days((10, 7), year=2014)),
        (Span(date(2022, 7, 30), date(2022, 7, 30)), [], days((7, 31), year=2022)),
        (Span(date(2022, 12, 16), date(2022, 12, 17)), [], days((12, 18), (12, 19), year=2022)),
        (Span(date(2023, 7, 28), date(2023, 7, 29)), [], days((7, 30), (7, 31), year=2023)),
        (Span(date(2022, 10, 8), date(2022, 10, 8)), [], days((10, 9), year=2022)),
        (Span(date(2017, 9, 30), date(2017, 10, 1)), [], days((10, 2), year=2017)),
        (Span(date(2016, 7, 6), date(2016, 7, 8)), [], days((7, 10), year=2016)),
        (Span(date(2025, 6, 5), date(2025, 6, 8)), [date(2025, 6, 5)], days((6, 9), (6, 10), year=2025)),
    ],
)
def test_the_usual_rule_gives_what_past_circulars_gave(
    off: Span, uncounted: list[date], given: tuple[date, ...]
) -> None:
    assert in_lieu_by_rule(off, Calendar(), uncounted) == given


@pytest.mark.parametrize(
    ("first", "last", "speaks"),
    [
        (date(2027, 3, 1), date(2027, 3, 9), False),
        (date(2027, 3, 1), date(2027, 3, 10), True),
        (date(2027, 3, 15), date(2027, 3, 15), True),
        (date(2027, 3, 13), date(2027, 3, 13), False),
        (date(2027, 3, 21), date(2027, 3, 30), True),
        (date(2027, 3, 22), date(2027, 3, 30), False),
    ],
)
def test_a_circular_speaks_of_its_days_off_in_lieu_and_of_changed_hours(first: date, last: date, speaks: bool) -> None:  # noqa: FBT001 -- a parameter
    hours = WorkingHours(span=Span(date(2027, 3, 20), date(2027, 3, 21)), opens=time(8), closes=time(14))
    one = circular("c", SEEN.off, in_lieu=Span(date(2027, 3, 15), date(2027, 3, 15)), hours=hours)
    assert one.speaks_of(Span(first, last)) is speaks
    assert CircularBook((one, ESTIMATE)).speaking_of(Span(date(2027, 3, 20), date(2027, 3, 20))) == (one,)
