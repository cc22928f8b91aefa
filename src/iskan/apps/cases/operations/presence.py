"""Who has a case open: each showing of its page says so, and its script while it stays open; it lapses by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from iskan.apps.cases.models import Case, CasePresence
from iskan.apps.cases.rules import can_work
from iskan.foundation.scope import Scope

LAPSES_AFTER: Final = timedelta(minutes=10)
"""How long after it was last heard of an official counts as having a case open."""

WRITTEN_EVERY: Final = timedelta(minutes=1)
"""At most so often is a row written, however often the page is loaded."""

_OTHERS: Final = """
SELECT official_id, since FROM cases_casepresence
WHERE case_id = %(case)s AND official_id <> %(official)s AND seen_at >= %(lapsed)s ORDER BY since, id
"""
_MARKED: Final = """
WITH marked AS (
    INSERT INTO cases_casepresence (case_id, official_id, since, seen_at)
    VALUES (%(case)s, %(official)s, %(at)s, %(at)s)
    ON CONFLICT (case_id, official_id) DO UPDATE SET
        since = CASE WHEN cases_casepresence.seen_at < %(lapsed)s THEN EXCLUDED.since ELSE cases_casepresence.since END,
        seen_at = EXCLUDED.seen_at
    WHERE cases_casepresence.seen_at < %(written)s
)
"""


@dataclass(frozen=True, slots=True)
class OpenSince:
    """A colleague who has a case open, and since when."""

    official_id: int
    since: datetime


def mark_open(*, scope: Scope, case: Case, at: datetime) -> tuple[OpenSince, ...]:
    """Note that an official has a case open, and return the colleagues who have, the first to open it first.

    Whoever only reads cases leaves no such mark.
    """
    values: dict[str, datetime | int] = {
        "case": case.pk, "official": scope.acting_id, "at": at, "lapsed": at - LAPSES_AFTER,
        "written": at - WRITTEN_EVERY,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_MARKED + _OTHERS if can_work(scope) else _OTHERS, values)
        return tuple(OpenSince(*row) for row in cursor.fetchall())


def clear_lapsed(*, at: datetime) -> int:
    """Remove what is no longer told to anybody; return how many rows it was."""
    return CasePresence.objects.filter(seen_at__lt=at - LAPSES_AFTER).delete()[0]
