"""Reminding waiting households to confirm their details, where the ministry has configured how often."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.utils.timezone import localdate

from iskan.apps.cases.queries.fragments import CASES
from iskan.apps.catalogue.queries import figures
from iskan.apps.notifications.operations import Letter, tell_many
from iskan.apps.notifications.queries import TOLD
from iskan.core.days import day_text
from iskan.core.text import Text
from iskan.policy.data_update import LATE, NEVER, SOON, Bounds, Interval, bounds_on, interval_on

AT_ONCE = 10_000
# A period begins with the last confirmation: whoever was reminded within it is not found again.
_TO_REMIND: Final = f"""
SELECT held.applicant_id, entry.reference, entry.renewed_on, due.event
FROM waiting_lists_waitinglistentry entry
JOIN {CASES} held ON held.id = entry.case_id
CROSS JOIN LATERAL (
    SELECT 'data-update:' || CASE WHEN entry.renewed_on > %(late)s THEN 'soon' ELSE 'late' END
        || ':' || entry.reference || ':' || coalesce(entry.renewed_on::text, 'never') AS event
) due
WHERE entry.status = 'waiting' AND (entry.renewed_on IS NULL OR entry.renewed_on <= %(soon)s)
  AND NOT EXISTS (
    SELECT FROM {TOLD} told WHERE told.user_id = held.applicant_id AND told.event = due.event
  )
ORDER BY entry.id
LIMIT %(at_once)s
"""  # noqa: S608 -- tables our own apps expose


def remind_of_updates(*, at: datetime) -> int:
    """Remind each household once before its update falls due and once when it is late; return how many were told.

    While no interval is configured nothing is due, and nobody is told anything.
    """
    today = localdate(at)
    interval = interval_on(figures(), today)
    if interval is None:
        return 0
    return sum(tell_many(letters=letters, at=at) for letters in _batches(interval, bounds_on(interval, today)))


def count_reminders(interval: Interval, today: date) -> int:
    """Return how many households would be sent a reminder on a day, were this the interval."""
    bounds = bounds_on(interval, today)
    with connection.cursor() as cursor:
        values = {"late": bounds.late, "soon": bounds.soon, "at_once": None}
        cursor.execute(f"SELECT count(*) FROM ({_TO_REMIND}) told", values)  # noqa: S608 -- the statement above
        count: int = cursor.fetchone()[0]
    return count


def _batches(interval: Interval, bounds: Bounds) -> Iterator[list[Letter]]:
    """Yield whom to remind until nobody is left; whoever was told of one batch is not in the next."""
    while letters := _some(interval, bounds):
        yield letters


def _some(interval: Interval, bounds: Bounds) -> list[Letter]:
    with connection.cursor() as cursor:
        cursor.execute(_TO_REMIND, {"late": bounds.late, "soon": bounds.soon, "at_once": AT_ONCE})
        return [letter_of(interval, bounds, row) for row in cursor.fetchall()]


def letter_of(interval: Interval, bounds: Bounds, row: tuple[int, str, date | None, str]) -> Letter:
    """Return what a household is told: an applicant, a reference, the last confirmation and the event's name."""
    applicant_id, reference, renewed_on, event = row
    known: dict[str, Text | str] = {"reference": reference}
    if renewed_on is not None:
        known["day"] = day_text(interval.due_on(renewed_on))
    notice = NEVER if renewed_on is None else SOON if renewed_on > bounds.late else LATE
    return Letter(
        user_id=applicant_id,
        event=event,
        subject=notice.subject.format(reference=reference),
        body=notice.body.format(**known),
        case_reference=reference,
    )
