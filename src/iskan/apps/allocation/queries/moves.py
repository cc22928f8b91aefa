"""Why a place moved: who left ahead of it and who came in ahead, since a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from iskan.foundation.reading import Beside

_OF_CASE = """
SELECT coalesce(json_agg(json_build_array(kind, ground, count, there) ORDER BY kind DESC, count DESC, ground), '[]')
FROM (
    SELECT change.kind, change.ground, count(*), count(*) FILTER (WHERE change.governorate = entry.governorate) AS there
    FROM allocation_waitinglistentry entry
    JOIN allocation_listchange change
      ON change.programme = entry.programme AND change.at > greatest(%(moved_since)s, entry.entered_at)
     AND (change.seniority_on, change.reference) < (entry.seniority_on, entry.reference)
    WHERE entry.case_id = c.id AND entry.status = 'waiting'
    GROUP BY 1, 2
) moved
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How many came in or left ahead, on one ground, over the whole list and within the governorate."""

    kind: str
    ground: str
    count: int
    count_in_governorate: int


def moves_ahead(case_id: int, since: datetime) -> tuple[Moved, ...]:
    """Return what moved a waiting case's place since a day; the caller has been let into the case."""
    return MOVES.of({"moved_since": since}, id=case_id) or ()


def _moves(row: Sequence[Any]) -> tuple[Moved, ...]:
    return tuple(
        Moved(kind=kind, ground=ground, count=count, count_in_governorate=there)
        for kind, ground, count, there in row[0]
    )


MOVES = Beside(1, _OF_CASE, _moves)
"""Named beside it: ``moved_since``, the instant from which moves are told."""
