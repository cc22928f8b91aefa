"""The promise in working days: Bahrain's weekend and holidays, pauses, and how much of it is used."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import IntEnum

from iskan.core.days import Span
from iskan.core.text import Text

FRIDAY, SATURDAY = 4, 5
WEEKEND = frozenset({FRIDAY, SATURDAY})
_HOURS = Text(ar="{days}، من {opens} إلى {closes}", en="{days}, {opens} to {closes}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHours:
    """When offices open and close from one day to another, such as in Ramadan."""

    span: Span
    opens: time
    closes: time

    @property
    def words(self) -> Text:
        """The hours written out, with their days."""
        return _HOURS.format(days=self.span.words, opens=f"{self.opens:%H:%M}", closes=f"{self.closes:%H:%M}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days the ministry works: the weekend is Friday and Saturday, holidays are passed in."""

    holidays: frozenset[date] = frozenset()
    weekend: frozenset[int] = field(default=WEEKEND)
    hours: tuple[WorkingHours, ...] = ()

    def is_working(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.holidays

    def hours_on(self, day: date) -> WorkingHours | None:
        """Return the hours a circular sets for a day, nothing where none does."""
        return next((hours for hours in self.hours if day in hours.span), None)

    def add(self, start: date, days: int) -> date:
        """Return the day that is so many working days after ``start``."""
        day = start
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_working(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Count the working days after ``start`` up to and including ``end``."""
        span = max((end - start).days, 0)
        return sum(self.is_working(start + timedelta(days=n)) for n in range(1, span + 1))


class Alarm(IntEnum):
    """How much of a promise is used, in the steps at which somebody is told."""

    CALM = 0
    HALF = 50
    NEAR = 80
    BREACHED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """So many working days from the day of filing; days spent waiting for the citizen do not count."""

    started_on: date
    days: int
    pauses: tuple[tuple[date, date | None], ...] = ()

    def paused_days(self, calendar: Calendar, today: date) -> int:
        return sum(calendar.between(start, end or today) for start, end in self.pauses)

    def due_on(self, calendar: Calendar, today: date) -> date:
        """Return the last day of the promise, moved on by every day of waiting."""
        return calendar.add(self.started_on, self.days + self.paused_days(calendar, today))

    def spent_days(self, calendar: Calendar, today: date) -> int:
        return calendar.between(self.started_on, today) - self.paused_days(calendar, today)

    def used(self, calendar: Calendar, today: date) -> int:
        """Return the share used by ``today``, in whole per cent rounded up; above 100 it is broken."""
        return -(-100 * self.spent_days(calendar, today) // self.days) if self.days else 0

    def alarm(self, calendar: Calendar, today: date) -> Alarm:
        """Return the highest alarm reached; the promise is broken only after its last day has passed."""
        used = 100 * self.spent_days(calendar, today)
        reached = (a for a in Alarm if (used > a * self.days if a is Alarm.BREACHED else used >= a * self.days))
        return max(reached, default=Alarm.CALM) if self.days else Alarm.CALM


def last_due_days(calendar: Calendar, days: int, today: date) -> dict[Alarm, date]:
    """Return for each alarm the last due day that a promise of so many days may have which has reached it today."""
    return {
        Alarm.HALF: calendar.add(today, days * (100 - Alarm.HALF) // 100),
        Alarm.NEAR: calendar.add(today, days * (100 - Alarm.NEAR) // 100),
        Alarm.BREACHED: today - timedelta(days=1),
    }
