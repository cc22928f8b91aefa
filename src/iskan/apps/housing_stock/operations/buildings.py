"""Putting a building where it stands."""

from datetime import datetime

from django.db import transaction

from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.ground import refusals
from iskan.apps.housing_stock.ground.corners import Corner
from iskan.apps.housing_stock.ground.refusals import BadGround
from iskan.apps.housing_stock.ground.shape import PLACES, is_in_bahrain
from iskan.apps.housing_stock.models import Building
from iskan.apps.housing_stock.operations.permission import StockChangedMeanwhile, require
from iskan.apps.housing_stock.operations.projects import locked_project
from iskan.apps.housing_stock.queries.buildings import NoSuchBuilding, place_of
from iskan.foundation import audit
from iskan.foundation.scope import Scope


def place_building(
    *, scope: Scope, project_code: str, code: str, place: Corner | None, seen: Corner | None, at: datetime
) -> Building:
    """Put a building at a place, or off the map without one; ``seen`` is where the viewer saw it stand.

    Raises:
        NotForThisRole: the viewer does not keep the stock. NoSuchProject, NoSuchBuilding: there is none of that code.
        BadGround: the place is not in Bahrain. StockChangedMeanwhile: somebody else moved it.
    """
    require(scope, rules.can_keep_stock)
    if place is not None:
        place = _checked(place)
    with transaction.atomic():
        project = locked_project(project_code)
        building = project.buildings.select_for_update().filter(code=code).first()
        if building is None:
            raise NoSuchBuilding(code)
        before = place_of(building)
        if before != seen:
            raise StockChangedMeanwhile
        building.latitude, building.longitude = place or (None, None)
        building.save(update_fields=["latitude", "longitude"])
        audit.record(
            scope=scope, action="building.place", subject_kind="project", subject=str(project.pk), at=at,
            building=code, before=_told(before), after=_told(place),
        )  # fmt: skip
    return building


def _checked(place: Corner) -> Corner:
    if is_in_bahrain(place):
        return Corner(place.north.quantize(PLACES), place.east.quantize(PLACES))
    is_swapped = is_in_bahrain(Corner(place.east, place.north))
    raise BadGround(refusals.PLACE_SWAPPED if is_swapped else refusals.PLACE_OUTSIDE, corner=1)


def _told(place: Corner | None) -> str | None:
    return f"{place.north}, {place.east}" if place else None
