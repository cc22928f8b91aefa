"""The households whose comparison failed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from iskan.apps.household_life.models import HouseholdSetAside

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A household that could not be compared, by its case's reference; since when, how often, and with what fault."""

    reference: str
    register: str
    fault: str
    first_at: datetime
    last_at: datetime
    tries: int


def set_aside_count() -> int:
    """Count the households set aside."""
    return HouseholdSetAside.objects.count()


def set_aside() -> tuple[SetAside, ...]:
    """Return the households set aside longest, so many as a page shows."""
    rows = HouseholdSetAside.objects.select_related("case").order_by("first_at", "pk")[:MOST_SHOWN]
    return tuple(
        SetAside(
            reference=row.case.reference, register=row.register, fault=row.fault, first_at=row.first_at,
            last_at=row.last_at, tries=row.tries,
        )
        for row in rows
    )  # fmt: skip


def set_aside_among(case_ids: Collection[int], register: str) -> frozenset[int]:
    """Return which of some cases were set aside at a register."""
    found = HouseholdSetAside.objects.filter(case__in=case_ids, register=register)
    return frozenset(found.values_list("case_id", flat=True))
