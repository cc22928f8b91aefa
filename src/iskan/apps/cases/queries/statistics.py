"""How many cases were received, decided and wait, by service, official, department and week.

Each number counts what a filter of the worklist brings, by the worklist's own conditions: so it opens its rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any, Final

from django.conf import settings
from django.db import connection

from iskan.apps.cases.queries.lists import WorklistFilter, filtered, filtered_count
from iskan.apps.cases.queries.measured import Measured
from iskan.core.promises import Alarm
from iskan.foundation.scope import Scope

_DECISION = "(SELECT d.{column} FROM cases_decision d WHERE d.case_id = c.id AND d.replaced_at IS NULL)"
_WEEK = "({at} AT TIME ZONE %(zone)s)::date - extract(dow FROM {at} AT TIME ZONE %(zone)s)::int"


class Counted(Enum):
    """By what cases are counted; the week begins on Sunday, as the ministry's does."""

    SERVICE = "c.service_code"
    DEPARTMENT = "c.department_id"
    HOLDER = "c.assignee_id"
    DECIDER = _DECISION.format(column="decided_by_id")
    WEEK_FILED = _WEEK.format(at="c.filed_at")
    WEEK_DECIDED = _WEEK.format(at=_DECISION.format(column="decided_at"))


def counts_by(scope: Scope, wanted: WorklistFilter, by: Counted) -> Mapping[Any, int]:
    """Return how many cases a filter brings for each value they are counted by."""
    where, values = filtered(scope, wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {by.value}, count(*) FROM cases_case c WHERE {where} GROUP BY 1",  # noqa: S608 -- of our own
            values | {"zone": settings.TIME_ZONE},
        )
        return dict(cursor.fetchall())


def oldest_filed(scope: Scope, wanted: WorklistFilter) -> date | None:
    """Return the day the oldest case of a filter was filed, or nothing where there is none."""
    where, values = filtered(scope, wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT min((c.filed_at AT TIME ZONE %(zone)s)::date) FROM cases_case c WHERE {where}",  # noqa: S608 -- of our own
            values | {"zone": settings.TIME_ZONE},
        )
        oldest: date | None = cursor.fetchone()[0]
        return oldest


def week_of(day: date) -> date:
    """Return the Sunday a day's week begins on."""
    return day - timedelta(days=day.isoweekday() % 7)


AGES: Final = ((0, 7), (8, 30), (31, 90), (91, None))
"""Since how many days what waits was filed, at least and at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkStatistics:
    """A department's work from the first day of a period to today, each count by what it is counted by."""

    first_day: date
    today: date
    received: Mapping[Counted, Mapping[Any, int]]
    decided: Mapping[Counted, Mapping[Any, int]]
    waiting: Mapping[Counted, Mapping[Any, int]]
    late: Mapping[Any, int]
    ages: tuple[int, ...]
    oldest: date | None

    @property
    def weeks(self) -> tuple[date, ...]:
        """The weeks of the period, the last one first."""
        count = (week_of(self.today) - self.first_day).days // 7 + 1
        return tuple(self.first_day + timedelta(weeks=number) for number in reversed(range(count)))


def received(first: date, last: date, **narrowed: Any) -> WorklistFilter:
    """Return the filter of what was filed between two days, closed since or not."""
    return WorklistFilter(measured=Measured(filed_from=first, filed_until=last, with_closed=True), **narrowed)


def decided(first: date, last: date, by: int | None = None, **narrowed: Any) -> WorklistFilter:
    """Return the filter of what was decided between two days, by one official or by any."""
    measured = Measured(decided_from=first, decided_until=last, decided_by=by, with_closed=True)
    return WorklistFilter(measured=measured, **narrowed)


def waiting(today: date, age: tuple[int, int | None] = (0, None), **narrowed: Any) -> WorklistFilter:
    """Return the filter of what is open, filed since at least and at most some days."""
    least, most = age
    measured = Measured(
        filed_from=today - timedelta(days=most) if most is not None else None,
        filed_until=today - timedelta(days=least) if least else None,
    )
    return WorklistFilter(measured=measured, **narrowed)


def work_statistics(scope: Scope, *, first_day: date, today: date) -> WorkStatistics:
    """Return what was received and decided since a week began, and what waits."""
    came, done, open_now = received(first_day, today), decided(first_day, today), waiting(today)
    shared = (Counted.SERVICE, Counted.DEPARTMENT)
    return WorkStatistics(
        first_day=first_day,
        today=today,
        received={by: counts_by(scope, came, by) for by in (*shared, Counted.WEEK_FILED)},
        decided={by: counts_by(scope, done, by) for by in (*shared, Counted.DECIDER, Counted.WEEK_DECIDED)},
        waiting={by: counts_by(scope, open_now, by) for by in (*shared, Counted.HOLDER)},
        late=counts_by(scope, replace(open_now, alarm=int(Alarm.BREACHED)), Counted.HOLDER),
        ages=tuple(filtered_count(scope, waiting(today, age)) for age in AGES),
        oldest=oldest_filed(scope, open_now),
    )
