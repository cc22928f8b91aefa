"""A project's buildings: where each stands, and how many units it holds."""

from dataclasses import dataclass

from django.db.models import Count

from iskan.apps.housing_stock.ground.corners import Corner
from iskan.apps.housing_stock.models import Building


class NoSuchBuilding(LookupError):
    """The project has no building of that code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingLine:
    """A building in a list; without a place it is on no map."""

    code: str
    unit_count: int
    place: Corner | None


def buildings_of(project_code: str) -> tuple[BuildingLine, ...]:
    """Return a project's buildings in the order of their codes."""
    rows = Building.objects.filter(project__code=project_code).annotate(unit_count=Count("units")).order_by("code")
    return tuple(
        BuildingLine(code=row.code, unit_count=getattr(row, "unit_count", 0), place=place_of(row)) for row in rows
    )


def building(project_code: str, code: str) -> BuildingLine:
    """Return one building.

    Raises:
        NoSuchBuilding: the project has none of that code.
    """
    found = next((one for one in buildings_of(project_code) if one.code == code), None)
    if found is None:
        raise NoSuchBuilding(code)
    return found


def place_of(row: Building) -> Corner | None:
    """Return where a building stands, if that is known."""
    if row.latitude is None or row.longitude is None:
        return None
    return Corner(row.latitude, row.longitude)
