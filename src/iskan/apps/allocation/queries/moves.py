"""Why a place moved: who left ahead of it and who came in ahead, since a day."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

_MOVES = """
SELECT change.kind, change.ground, count(*), count(*) FILTER (WHERE change.governorate = entry.governorate)
FROM allocation_waitinglistentry entry
JOIN allocation_listchange change ON change.programme = entry.programme AND change.at > greatest(%s, entry.entered_at)
 AND (change.seniority_on, change.reference) < (entry.seniority_on, entry.reference)
WHERE entry.case_id = %s AND entry.status = 'waiting'
GROUP BY 1, 2 ORDER BY 1 DESC, 3 DESC, 2
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
    with connection.cursor() as cursor:
        cursor.execute(_MOVES, [since, case_id])
        return tuple(
            Moved(kind=kind, ground=ground, count=count, count_in_governorate=there)
            for kind, ground, count, there in cursor.fetchall()
        )
