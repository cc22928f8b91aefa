"""A home as it is offered: before the draw what those of its class are like, after it the one that was drawn."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, Min

from iskan.apps.housing_stock.models import Project, Unit
from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedHome:
    """What is known of a home: of one that is drawn its own values, otherwise the least and most of its class."""

    town: Text
    governorate: str
    least_area: Decimal | None
    most_area: Decimal | None
    building: str
    floor: int | None
    house: str
    road: str
    block: str
    latitude: Decimal | None
    longitude: Decimal | None
    is_project_place: bool


def offered_home(project_code: str, unit_class: str, unit_code: str = "") -> OfferedHome:
    """Return what is known of an offered home; the place is its own, its building's or the project's."""
    project = Project.objects.get(code=project_code)
    units = Unit.objects.filter(project=project, unit_class=unit_class)
    one = units.filter(code=unit_code).select_related("building").first() if unit_code else None
    areas = (units.filter(pk=one.pk) if one else units).aggregate(least=Min("area"), most=Max("area"))
    own = [place for place in (one, one.building if one else None) if place and place.latitude is not None]
    place = own[0] if own else project
    return OfferedHome(
        town=Text(ar=project.town_ar, en=project.town_en),
        governorate=project.governorate,
        least_area=areas["least"],
        most_area=areas["most"],
        building=one.building.code if one and one.building else "",
        floor=one.floor if one else None,
        house=one.house if one else "",
        road=one.road if one else "",
        block=one.block if one else "",
        latitude=place.latitude,
        longitude=place.longitude,
        is_project_place=not own,
    )
