"""Why a place moved: who left ahead of it and who came in ahead, since a day."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from iskan.apps.waiting_lists.models import ListChange
from iskan.foundation.reading import RelatedRead, cached_in_process

_OF_CASE = """
SELECT entry.programme, entry.governorate, entry.seniority_at, entry.lot, entry.entered_at,
       (SELECT max(id) FROM waiting_lists_listchange), whole.ranked_at
FROM waiting_lists_waitinglistentry entry
LEFT JOIN waiting_lists_liststanding whole ON whole.programme = entry.programme AND whole.governorate = ''
WHERE entry.case_id = c.id AND entry.status = 'waiting'
"""
Seniority = tuple[datetime, str]
Ground = tuple[str, str]
_Change = tuple[Seniority, datetime, Ground, str]
_instant = itemgetter(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How many came in or left ahead, on one ground, over the whole list and within the governorate."""

    kind: str
    ground: str
    count: int
    count_in_governorate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """From where a waiting household looks ahead, and the last change and ranking of its list as it looks."""

    programme: str
    governorate: str
    seniority: Seniority
    entered_at: datetime
    last_change: int | None
    ranked_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Changes:
    """The changes of a list since a day as they happened; by ground, and by ground and governorate, by seniority."""

    each: Sequence[_Change]
    by_ground: dict[Ground, list[Seniority]]
    by_place: dict[tuple[Ground, str], list[Seniority]]


def moves_ahead(standpoint: Standpoint, since: datetime) -> tuple[Moved, ...]:
    """Return what moved a waiting household's place since a day and since it entered: most of a kind first."""
    changes = _changes_since(standpoint.programme, since, standpoint.last_change, standpoint.ranked_at)
    if standpoint.entered_at > since:
        changes = _ordered(changes.each[bisect_right(changes.each, standpoint.entered_at, key=_instant) :])
    mine, here = standpoint.seniority, standpoint.governorate
    found = [
        Moved(
            kind=ground[0],
            ground=ground[1],
            count=count,
            count_in_governorate=bisect_left(changes.by_place.get((ground, here), ()), mine),
        )
        for ground, ahead in sorted(changes.by_ground.items())
        if (count := bisect_left(ahead, mine))
    ]
    found.sort(key=lambda moved: (moved.kind, moved.count), reverse=True)
    return tuple(found)


@cached_in_process(maxsize=16)
def _changes_since(programme: str, since: datetime, _last_change: int | None, _ranked_at: datetime | None) -> _Changes:
    """Return a list's changes, read again with each change and each ranking: on a busy day thousands ask the same."""
    rows = ListChange.objects.filter(programme=programme, at__gt=since).order_by("at")
    fields = ("seniority_at", "lot", "at", "kind", "ground", "governorate")
    return _ordered([
        ((seniority_at, lot), at, (kind, ground), governorate)
        for seniority_at, lot, at, kind, ground, governorate in rows.values_list(*fields)
    ])  # fmt: skip


def _ordered(changes: Sequence[_Change]) -> _Changes:
    by_ground: dict[Ground, list[Seniority]] = {}
    by_place: dict[tuple[Ground, str], list[Seniority]] = {}
    for seniority, _at, ground, governorate in sorted(changes):
        by_ground.setdefault(ground, []).append(seniority)
        by_place.setdefault((ground, governorate), []).append(seniority)
    return _Changes(changes, by_ground, by_place)


def _standpoint(row: Sequence[Any]) -> Standpoint:
    programme, governorate, seniority_at, lot, entered_at, last_change, ranked_at = row
    return Standpoint(
        programme=programme,
        governorate=governorate,
        seniority=(seniority_at, lot),
        entered_at=entered_at,
        last_change=last_change,
        ranked_at=ranked_at,
    )


STANDPOINT = RelatedRead(7, _OF_CASE, _standpoint)
