"""How many waiting households are to confirm their details, soon or already."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from iskan.apps.catalogue.queries import figures
from iskan.core.dated import FigureBook
from iskan.policy.data_update import Interval, bounds_on, interval_on

_COUNTS: Final = """
SELECT programme, count(*), count(*) FILTER (WHERE renewed_on > %(late)s AND renewed_on <= %(soon)s),
       count(*) FILTER (WHERE renewed_on IS NULL OR renewed_on <= %(late)s)
FROM waiting_lists_waitinglistentry WHERE status = 'waiting' GROUP BY programme ORDER BY programme
"""
# Before every day of the calendar: nothing is due while no interval is configured.
_NEVER: Final = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesOfList:
    """One programme's list: how many wait, whose update falls due soon, whose is late."""

    programme: str
    waiting: int
    soon: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesDue:
    """All lists; without an interval nothing is due."""

    interval: Interval | None
    lists: tuple[UpdatesOfList, ...]

    @property
    def waiting(self) -> int:
        return sum(one.waiting for one in self.lists)

    @property
    def soon(self) -> int:
        return sum(one.soon for one in self.lists)

    @property
    def late(self) -> int:
        return sum(one.late for one in self.lists)


def updates_due(today: date, book: FigureBook | None = None) -> UpdatesDue:
    """Return for every list how many updates fall due within the days of the reminder, and how many are late."""
    interval = interval_on(book or figures(), today)
    bounds = bounds_on(interval, today) if interval else None
    with connection.cursor() as cursor:
        late, soon = (bounds.late, bounds.soon) if bounds else (_NEVER, _NEVER)
        cursor.execute(_COUNTS, {"late": late, "soon": soon})
        rows = cursor.fetchall()
    return UpdatesDue(interval=interval, lists=tuple(_of_list(row, counts=interval is not None) for row in rows))


def _of_list(row: tuple[str, int, int, int], *, counts: bool) -> UpdatesOfList:
    programme, waiting, soon, late = row
    return UpdatesOfList(programme=programme, waiting=waiting, soon=soon if counts else 0, late=late if counts else 0)
