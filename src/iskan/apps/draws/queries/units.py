"""The draws that settled who receives a unit, and what stands on the lists of those still open."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from iskan.apps.draws.models import DrawFile, DrawResult, DrawTicket
from iskan.core.draw.folder import LISTS
from iskan.core.draw.lists import pairs_in


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDraw:
    """A draw in which the unit was drawn."""

    reference: str
    drawn_at: datetime


def draws_of_unit(*, project_code: str, unit_class: str, unit_code: str) -> tuple[UnitDraw, ...]:
    """Return the draws in which a unit was drawn, the newest first."""
    rows = DrawResult.objects.filter(
        draw__project_code=project_code, drawn_class=unit_class, unit=unit_code, draw__outcome__isnull=False
    ).order_by("-draw_id")
    return tuple(
        UnitDraw(reference=reference, drawn_at=at)
        for reference, at in rows.values_list("draw__reference", "draw__outcome__at")
    )


def units_of_open_draws(codes: Collection[str]) -> frozenset[str]:
    """Return which of the units stand on the list of a draw that is frozen and neither held nor called off."""
    _candidates, units_file, _rules = LISTS
    lists = DrawFile.objects.filter(name=units_file, draw__outcome__isnull=True, draw__cancellation__isnull=True)
    wanted = {code.encode(): code for code in codes}
    listed = (unit for content in lists.values_list("content", flat=True) for unit, _class in pairs_in(bytes(content)))
    return frozenset(wanted[unit] for unit in listed if unit in wanted)


def cases_of_open_draws(case_ids: Collection[int]) -> frozenset[int]:
    """Return which of the cases are candidates of a draw that is frozen and neither held nor called off."""
    tickets = DrawTicket.objects.filter(
        case_id__in=case_ids, draw__outcome__isnull=True, draw__cancellation__isnull=True
    )
    return frozenset(tickets.values_list("case_id", flat=True))
