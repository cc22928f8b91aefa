"""Circulars of holidays and working hours: each names its days, and the newest that speaks of an occasion holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from iskan.core.dated import LegalBasis
from iskan.core.days import Span
from iskan.core.promises import WEEKEND, Calendar, WorkingHours
from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Circular:
    """What one circular sets for an occasion: days off, days in lieu, or shortened hours.

    One that ``replaces`` another holds in its place; one that sets nothing takes the other back. An estimate stands
    where no circular was seen.
    """

    code: str
    occasion: Text
    basis: LegalBasis
    number: str = ""
    issued_on: date | None = None
    off: Span | None = None
    in_lieu: Span | None = None
    hours: WorkingHours | None = None
    replaces: str = ""
    note: Text | None = None
    is_estimate: bool = False

    @property
    def first_day(self) -> date | None:
        """The first day it speaks of; nothing where it takes another back."""
        spans = (self.off, self.in_lieu, self.hours.span if self.hours else None)
        return min((span.first for span in spans if span), default=None)

    def speaks_of(self, days: Span) -> bool:
        """Say whether it closes offices or changes their hours on any of these days."""
        spans = (self.off, self.in_lieu, self.hours.span if self.hours else None)
        return any(span.first <= days.last and span.last >= days.first for span in spans if span)

    @property
    def days(self) -> frozenset[date]:
        """The days on which offices are closed by it."""
        return frozenset(day for span in (self.off, self.in_lieu) if span for day in span)


@dataclass(frozen=True, slots=True)
class CircularBook:
    """All circulars and estimates, those replaced too."""

    circulars: tuple[Circular, ...]

    def in_force(self) -> tuple[Circular, ...]:
        """Return those no other has replaced, by their first day."""
        gone = {one.replaces for one in self.circulars}
        standing = ((one.first_day, one) for one in self.circulars if one.code not in gone)
        return tuple(one for first, one in sorted(standing, key=lambda pair: pair[0] or date.max) if first)

    def of_year(self, year: int) -> tuple[Circular, ...]:
        """Return those in force whose first day lies in a year."""
        return tuple(one for one in self.in_force() if one.first_day and one.first_day.year == year)

    def speaking_of(self, days: Span) -> tuple[Circular, ...]:
        """Return those in force that close offices or change their hours on any of these days."""
        return tuple(one for one in self.in_force() if one.speaks_of(days))

    def one(self, code: str) -> Circular | None:
        """Return one that is in force, by its code."""
        return next((one for one in self.in_force() if one.code == code), None)

    def calendar(self) -> Calendar:
        """Return the working calendar these make."""
        standing = self.in_force()
        holidays = frozenset[date]().union(*(one.days for one in standing))
        return Calendar(holidays=holidays, hours=tuple(one.hours for one in standing if one.hours))

    def with_also(self, added: Circular) -> "CircularBook":
        """Return the book as it would be with one more."""
        return CircularBook((*self.circulars, added))


def changed_days(before: Calendar, after: Calendar) -> tuple[date, ...]:
    """Return the days that are working days in one calendar and days off in the other."""
    return tuple(sorted(day for day in before.holidays ^ after.holidays if day.weekday() not in before.weekend))


def in_lieu_by_rule(off: Span, calendar: Calendar, uncounted: Iterable[date] = ()) -> tuple[date, ...]:
    """Return the working days that would be given for the days off that fall on a weekend.

    Arafat day was not compensated when it fell on a Friday, in the two years that are known: such days are
    ``uncounted``. What a circular gives is entered from the circular; this is only proposed.
    """
    owed = sum(day.weekday() in WEEKEND for day in set(off) - set(uncounted))
    given: list[date] = []
    day = off.last
    while len(given) < owed:
        day += timedelta(days=1)
        if calendar.is_working(day) and day not in set(off):
            given.append(day)
    return tuple(given)
