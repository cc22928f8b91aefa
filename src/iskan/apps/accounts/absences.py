"""Who is away on a day, until when, and who stands in for them."""

from dataclasses import dataclass
from datetime import date

from iskan.apps.accounts.models import Absence
from iskan.core.text import Text

# SQL other apps may compose into their statements: the ids of the officials somebody stands in for on a day.
STOOD_IN_FOR = """(
    SELECT official_id FROM accounts_absence
    WHERE ended_at IS NULL AND substitute_id = %(me)s AND %(today)s BETWEEN first_day AND last_day
)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """An official's absence: the days, both included, and the colleague who stands in for them, if one does."""

    id: int
    official_id: int
    substitute_id: int | None
    substitute_name: Text | None
    first_day: date
    last_day: date


def away_on(day: date) -> dict[int, Away]:
    """Return the absence of each official who is away on a day, by the official's id."""
    return {one.official_id: one for one in _absences(first_day__lte=day, last_day__gte=day)}


def absences_from(day: date) -> tuple[Away, ...]:
    """Return every absence that is not over on a day, the nearest first."""
    return _absences(last_day__gte=day)


def absence_of(official_id: int, day: date) -> Away | None:
    """Return an official's absence on a day, or nothing."""
    return next(iter(_absences(official_id=official_id, first_day__lte=day, last_day__gte=day)), None)


def is_substitute(user_id: int | None, official_id: int, day: date) -> bool:
    """Say whether somebody stands in for an official on a day."""
    found = absence_of(official_id, day)
    return found is not None and found.substitute_id is not None and found.substitute_id == user_id


def _absences(**conditions: object) -> tuple[Away, ...]:
    rows = Absence.objects.filter(ended_at__isnull=True, **conditions).select_related("substitute")
    return tuple(_away(row) for row in rows.order_by("first_day", "pk"))


def _away(row: Absence) -> Away:
    colleague = row.substitute
    return Away(
        id=row.pk, official_id=row.official_id, first_day=row.first_day, last_day=row.last_day,
        substitute_id=row.substitute_id,
        substitute_name=Text(ar=colleague.name_ar, en=colleague.name_en or colleague.name_ar) if colleague else None,
    )  # fmt: skip
