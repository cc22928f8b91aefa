"""The offers of a unit, as a viewer may read them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from iskan.apps.accounts.rules import can_read_cases
from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import Handover
from iskan.apps.allocation.queries.offers import offers
from iskan.core.text import Text
from iskan.foundation.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitHandover:
    """The keys of a unit given: when, and by whom."""

    at: datetime
    by: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOffer:
    """An offer of a unit; it names the case, never the household."""

    id: int
    case_reference: str
    state: OfferState
    state_since: datetime
    handover: UnitHandover | None


def offers_of_unit(scope: Scope, unit_code: str) -> tuple[UnitOffer, ...]:
    """Return the offers of a unit in the cases a viewer may open, the newest first."""
    if not can_read_cases(scope):
        return ()
    rows = offers(scope).filter(unit_code=unit_code).order_by("-pk")
    found = list(rows.values_list("pk", "case__reference", "state", "state_since"))
    given = _handovers([row[0] for row in found])
    return tuple(
        UnitOffer(id=pk, case_reference=case, state=OfferState(state), state_since=since, handover=given.get(pk))
        for pk, case, state, since in found
    )


def references_of_units(scope: Scope, codes: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Return for each unit the cases to which it was offered, as far as a viewer may open them, the newest first."""
    rows = offers(scope).filter(unit_code__in=codes).order_by("-pk").values_list("unit_code", "case__reference")
    found: dict[str, tuple[str, ...]] = {}
    for code, reference in rows if can_read_cases(scope) else ():
        found[code] = (*found.get(code, ()), reference)
    return found


def _handovers(offer_ids: list[int]) -> dict[int, UnitHandover]:
    rows = Handover.objects.filter(offer__in=offer_ids).select_related("by")
    return {
        row.offer_id: UnitHandover(
            at=row.at, by=Text(ar=row.by.name_ar or row.by.username, en=row.by.name_en or row.by.username)
        )
        for row in rows
    }
