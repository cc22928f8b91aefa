"""The calendar of a year and its circulars as officials read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from iskan.core.circulars import Circular, CircularBook, in_lieu_by_rule
from iskan.core.days import MONTHS, Span, month_after
from iskan.core.promises import Calendar
from iskan.core.text import Text, joined
from iskan.policy.circulars import ARAFAT_DAYS, HOLIDAY_CIRCULAR, OCCASIONS
from iskan.surfaces.ui.formatting import language, t

_IN_LIEU = Text(ar="عوضًا عن {occasion}", en="in lieu, {occasion}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """A month: how many days are worked, and which are off."""

    name: str
    working_days: int
    off: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularView:
    """What holds for an occasion, and where it comes from."""

    code: str
    occasion: str
    off: str
    in_lieu: str
    by_rule: str
    hours: str
    basis: str
    number: str
    issued_on: date | None
    note: str
    is_estimate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """The calendar of a year."""

    year: int
    months: tuple[MonthView, ...]
    circulars: tuple[CircularView, ...]
    replaced: tuple[CircularView, ...]
    lacks_ramadan: bool


def year_view(year: int, book: CircularBook, calendar: Calendar) -> CalendarYear:
    """Return the calendar of a year, with the circulars that make it and those they replaced."""
    standing = book.of_year(year)
    codes = {one.code for one in book.in_force()}
    gone = (one for one in book.circulars if one.code not in codes and not one.is_estimate)
    return CalendarYear(
        year=year,
        months=tuple(_month(date(year, month, 1), standing, calendar) for month in range(1, 13)),
        circulars=tuple(circular_view(one, calendar) for one in standing),
        replaced=tuple(circular_view(one, calendar) for one in gone if one.first_day and one.first_day.year == year),
        lacks_ramadan=not any(hours.span.first.year == year for hours in calendar.hours),
    )


def _month(first: date, standing: Iterable[Circular], calendar: Calendar) -> MonthView:
    span = Span(first, month_after(first, 1) - timedelta(days=1))
    parts = [
        (_within(part, span), one.occasion if part is one.off else _IN_LIEU.format(occasion=one.occasion))
        for one in standing
        for part in (one.off, one.in_lieu)
        if part and part.first <= span.last and part.last >= span.first
    ]
    return MonthView(
        name=MONTHS[language()][first.month - 1],
        working_days=sum(calendar.is_working(day) for day in span),
        off=tuple((t(days.words), t(occasion)) for days, occasion in sorted(parts, key=lambda one: one[0].first)),
    )


def _within(part: Span, span: Span) -> Span:
    return Span(max(part.first, span.first), min(part.last, span.last))


def circular_view(one: Circular, calendar: Calendar) -> CircularView:
    """Return a circular in words."""
    hours = one.hours
    return CircularView(
        code=one.code,
        occasion=t(one.occasion),
        off=t(one.off.words) if one.off else "",
        in_lieu=t(one.in_lieu.words) if one.in_lieu else "",
        by_rule="" if one.in_lieu else _listed_days(days_by_rule(one, calendar)),
        hours=t(hours.words) if hours else "",
        basis=t(one.basis.cited()),
        number=one.number,
        issued_on=one.issued_on,
        note=t(one.note) if one.note else "",
        is_estimate=one.is_estimate,
    )


def days_by_rule(one: Circular, calendar: Calendar) -> tuple[date, ...]:
    """Return the days in lieu the usual rule would give for what is only calculated."""
    if not one.is_estimate or one.off is None:
        return ()
    is_adha = one.occasion == OCCASIONS["eid_al_adha"]
    arafat = [one.off.first + timedelta(days=n) for n in range(ARAFAT_DAYS if is_adha else 0)]
    return in_lieu_by_rule(one.off, calendar, arafat)


def _listed_days(days: tuple[date, ...]) -> str:
    return t(joined([Span(day, day).words for day in days])) if days else ""


def kept_words(one: Circular | None, calendar: Calendar) -> Mapping[str, Any]:
    """Return what the form of an entry begins with: what stands, or nothing but the usual name of a circular."""
    if one is None:
        return {"instrument_ar": HOLIDAY_CIRCULAR.ar, "instrument_en": HOLIDAY_CIRCULAR.en}
    by_rule = days_by_rule(one, calendar)
    in_lieu = one.in_lieu or (Span(by_rule[0], by_rule[-1]) if by_rule else None)
    instrument = HOLIDAY_CIRCULAR if one.is_estimate else one.basis.instrument
    return {
        "occasion_ar": one.occasion.ar, "occasion_en": one.occasion.en,
        "instrument_ar": instrument.ar, "instrument_en": instrument.en,
        "number": one.number, "issued_on": one.issued_on or "",
        **_span_words("off", one.off), **_span_words("in_lieu", in_lieu),
        **(_span_words("hours", one.hours.span) if one.hours else {}),
        **({"opens": f"{one.hours.opens:%H:%M}", "closes": f"{one.hours.closes:%H:%M}"} if one.hours else {}),
    }  # fmt: skip


def _span_words(name: str, span: Span | None) -> dict[str, Any]:
    return {f"{name}_first": span.first, f"{name}_last": span.last} if span else {}
