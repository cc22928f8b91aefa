"""The draws that settled who receives a unit."""

from dataclasses import dataclass
from datetime import datetime

from iskan.apps.draws.models import DrawResult


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDraw:
    """A draw in which the unit was drawn."""

    reference: str
    drawn_at: datetime


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
