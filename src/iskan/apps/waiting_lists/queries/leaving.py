"""Which waiting applications their households may give up, what they would lose, and which were given up."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from iskan.apps.waiting_lists.enums import EntryStatus
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.foundation.reading import RelatedRead

Bar = Callable[[Collection[int]], frozenset[int]]
_bars: list[Bar] = []
# One that came back to its list is told of by its place.
_OF_CASE = """
SELECT change.at, change.seniority_on
FROM waiting_lists_listchange change
JOIN waiting_lists_waitinglistentry entry ON entry.reference = change.reference
WHERE entry.case_id = c.id AND entry.status = 'left' AND change.kind = 'left' AND change.ground = 'withdrawn'
  AND change.at = entry.left_at
"""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """When a household gave up its waiting, and the seniority it had."""

    left_on: date
    seniority_on: date


def bars_leaving(function: Bar) -> Bar:
    """Register an app above that says which of some cases may leave their list no more, as they are given a home."""
    _bars.append(function)
    return function


def waiting_since(case_ids: Collection[int]) -> Mapping[int, date]:
    """Return the seniority that cases would lose by leaving their list, of those that may, by their ids."""
    return {entry.case_id: entry.seniority_on for entry in _may_leave(case_ids)}


def place_on_list(case_ids: Collection[int]) -> Mapping[int, int | None]:
    """Return the place that cases would lose by leaving their list, of those that may, by their ids."""
    return {entry.case_id: entry.place for entry in _may_leave(case_ids)}


def _may_leave(case_ids: Collection[int]) -> tuple[WaitingListEntry, ...]:
    waiting = WaitingListEntry.objects.filter(case_id__in=case_ids, status=EntryStatus.WAITING)
    barred = frozenset(pk for bar in _bars for pk in bar(case_ids))
    return tuple(entry for entry in waiting if entry.case_id not in barred)


def _given_up(row: Sequence[Any]) -> GivenUp:
    at: datetime = row[0]
    return GivenUp(left_on=localdate(at), seniority_on=row[1])


GIVEN_UP = RelatedRead(2, _OF_CASE, _given_up)
