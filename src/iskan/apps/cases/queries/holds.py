"""Whether a case is kept from being erased, since when, and why."""

from dataclasses import dataclass
from datetime import datetime

from iskan.apps.cases.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Since when a case is kept from being erased, and why."""

    since: datetime
    reason: str


def hold_of(case: Case) -> Hold | None:
    """Return the hold a case stands under, if any."""
    held = case.holds.filter(lifted_at__isnull=True).values_list("placed_at", "reason").first()
    return Hold(since=held[0], reason=held[1]) if held else None
