"""The holidays that are calculated in advance, for the years and occasions whose circular was not seen."""

from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from iskan.core.circulars import Circular
from iskan.core.dated import LegalBasis
from iskan.core.days import Span
from iskan.core.text import Text
from iskan.policy.circulars import ARAFAT_DAYS, OCCASIONS, OTHER_OCCASION

FIRST_YEAR, LAST_YEAR = 2000, 2039
_OF_THE_LIBRARY: Final = {
    "New Year's Day": "new_year", "Eid al-Fitr": "eid_al_fitr", "Labor Day": "labour_day", "Eid al-Adha": "eid_al_adha",
    "Islamic New Year": "hijri_new_year", "Ashura": "ashura", "Prophet's Birthday": "prophets_birthday",
    "National Day": "national_day",
}  # fmt: skip
_BASIS: Final = LegalBasis(
    instrument=Text(ar="لم يُعثر على تعميم", en="No circular was found"),
    source="holidays", grade="C",
)  # fmt: skip


@lru_cache(maxsize=1)
def estimates() -> tuple[Circular, ...]:
    """Return an estimate for each occasion of each year, Arafat day added to Eid al-Adha."""
    import holidays  # noqa: PLC0415 -- a large library, wanted once a process

    found: dict[str, list[date]] = defaultdict(list)
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    for day, names in sorted(holidays.country_holidays("BH", years=years, language="en_US").items()):
        for name in names.split("; "):
            found[_OF_THE_LIBRARY.get(name.partition(" (")[0], "other")].append(day)
    return tuple(_estimate(occasion, span, found[occasion]) for occasion in found for span in _spans(found[occasion]))


def _spans(days: list[date]) -> list[Span]:
    """Return days as spans of those that follow one another."""
    spans: list[Span] = []
    for day in days:
        if spans and day - spans[-1].last == timedelta(days=1):
            spans[-1] = Span(spans[-1].first, day)
        else:
            spans.append(Span(day, day))
    return spans


def _estimate(occasion: str, span: Span, days: list[date]) -> Circular:
    """Return one estimate; the second of an occasion in one year of the sun is told from the first by its code."""
    year = span.first.year
    is_second = any(day.year == year and span.first - day > timedelta(days=30) for day in days)  # a month apart
    early = ARAFAT_DAYS if occasion == "eid_al_adha" else 0
    return Circular(
        code=f"{occasion}-{year}{'-2' if is_second else ''}",
        occasion=OCCASIONS.get(occasion, OTHER_OCCASION),
        off=Span(span.first - timedelta(days=early), span.last),
        basis=_BASIS,
        is_estimate=True,
    )
