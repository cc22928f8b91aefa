"""A project's boundary through time: each as it was drawn, when and by whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from iskan.apps.housing_stock.ground.corners import Corner, Ring
from iskan.apps.housing_stock.ground.shape import enclosed, ring_of
from iskan.apps.housing_stock.models import ProjectBoundary
from iskan.apps.housing_stock.queries.units import placed_units

SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryVersion:
    """A boundary as it stood from an instant on; without corners where it was taken away."""

    id: int
    ring: Ring
    at: datetime
    by_id: int | None


def boundary_versions(project_code: str) -> tuple[BoundaryVersion, ...]:
    """Return a project's latest boundaries, newest first; the first is the one that stands."""
    rows = ProjectBoundary.objects.filter(project__code=project_code).order_by("-id")[:SHOWN]
    return tuple(BoundaryVersion(id=row.pk, ring=ring_of(row.boundary), at=row.at, by_id=row.by_id) for row in rows)


def units_outside(project_code: str, ring: Ring) -> int:
    """Return how many of a project's units that have a place would lie outside a boundary."""
    places = [Corner(unit.latitude, unit.longitude) for unit in placed_units(project_code)]
    return enclosed(ring, places).count(False)
