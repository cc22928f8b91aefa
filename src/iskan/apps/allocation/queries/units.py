"""What became of a unit: the draw that settled who receives it, and the offers a viewer may read of it."""

from dataclasses import dataclass
from datetime import datetime

from iskan.apps.accounts.rules import can_read_cases
from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import DrawResult, Handover
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


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDraw:
    """A draw in which the unit was drawn."""

    reference: str
    drawn_at: datetime


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


def draws_of_unit(*, project_code: str, unit_class: str, unit_code: str) -> tuple[UnitDraw, ...]:
    """Return the draws in which a unit was drawn, the newest first."""
    # The class is asked for because the index of results begins with draw and class.
    rows = DrawResult.objects.filter(
        draw__project_code=project_code, drawn_class=unit_class, unit=unit_code, draw__outcome__isnull=False
    ).order_by("-draw_id")
    return tuple(
        UnitDraw(reference=reference, drawn_at=at)
        for reference, at in rows.values_list("draw__reference", "draw__outcome__at")
    )


def _handovers(offer_ids: list[int]) -> dict[int, UnitHandover]:
    rows = Handover.objects.filter(offer__in=offer_ids).select_related("by")
    return {
        row.offer_id: UnitHandover(
            at=row.at, by=Text(ar=row.by.name_ar or row.by.username, en=row.by.name_en or row.by.username)
        )
        for row in rows
    }
