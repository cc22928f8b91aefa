"""What the boundary's forms sent: corners in fields, or GeoJSON pasted or uploaded; and what was wrong with them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from django.http import HttpRequest

from iskan.apps.housing_stock.ground import refusals
from iskan.apps.housing_stock.ground.corners import Corner, Ring
from iskan.apps.housing_stock.ground.reading import degrees, ring_from_geojson, text_of_file
from iskan.apps.housing_stock.ground.refusals import MOST_CORNERS, BadGround
from iskan.apps.housing_stock.ground.shape import checked_ring
from iskan.apps.housing_stock.operations.projects import BadDetails
from iskan.apps.housing_stock.sheets.tables import Readable
from iskan.core.text import Text

Typed = tuple[str, str]
BLANK: Final[Typed] = ("", "")
LONGEST_CELL: Final = 30


def typed_corners(request: HttpRequest) -> list[Typed]:
    """Return the corners as they were typed, latitude and longitude, empty rows among them."""
    pairs = zip(request.POST.getlist("north"), request.POST.getlist("east"), strict=False)
    return [(north.strip()[:LONGEST_CELL], east.strip()[:LONGEST_CELL]) for north, east in pairs][: MOST_CORNERS + 1]


def changed_rows(corners: list[Typed], asked: str) -> list[Typed]:
    """Return the rows after one was asked to be added behind another or taken out."""
    verb, _sign, place = asked.partition("-")
    index = int(place) if place.isdecimal() and len(place) < 4 else len(corners)  # noqa: PLR2004 -- rows are few
    if verb == "remove":
        return [one for number, one in enumerate(corners, start=1) if number != index]
    return [*corners[:index], BLANK, *corners[index:]]


def typed_from(ring: Iterable[Corner]) -> list[Typed]:
    """Return corners as their fields show them."""
    return [(f"{north:f}", f"{east:f}") for north, east in ring]


def ring_from(corners: list[Typed]) -> Ring:
    """Return the boundary the fields give.

    Raises:
        BadDetails: for the fields it names, or for the corners together.
    """
    rows = [row for row, one in enumerate(corners, start=1) if one != BLANK]
    faults: dict[str, Text] = {}
    read = [_corner(row, *corners[row - 1], faults) for row in rows]
    if faults:
        raise BadDetails(faults)
    try:
        return checked_ring([corner for corner in read if corner])
    except BadGround as fault:
        field = f"north-{rows[fault.corner - 1]}" if fault.corner else "corners"
        raise BadDetails({field: fault.text}) from fault


def ring_sent(request: HttpRequest) -> Ring:
    """Return the boundary of the GeoJSON that was uploaded, or else pasted.

    Raises:
        BadDetails: it cannot be read, or makes no boundary.
    """
    file = request.FILES.get("file")
    try:
        return ring_from_geojson(_words(file) if file else request.POST.get("geojson", ""))
    except BadGround as fault:
        raise BadDetails({"file" if file else "geojson": fault.text}) from fault


def _words(file: Readable) -> str:
    return text_of_file(file.read(refusals.MOST_BYTES + 1))


def _corner(row: int, north: str, east: str, faults: dict[str, Text]) -> Corner | None:
    read: dict[str, Decimal] = {}
    for name, typed, example in (("north", north, "26.152"), ("east", east, "50.632")):
        if not typed:
            faults[f"{name}-{row}"] = refusals.HALF_WRITTEN
        elif (value := degrees(typed)) is None:
            faults[f"{name}-{row}"] = refusals.NOT_A_NUMBER.format(example=example)
        else:
            read[name] = value
    return Corner(**read) if len(read) == len(("north", "east")) else None


def place_from(request: HttpRequest) -> Corner | None:
    """Return the place two fields give; nothing where both are empty.

    Raises:
        BadDetails: for the fields it names.
    """
    (north, east), *_more = [*typed_corners(request), BLANK]
    faults: dict[str, Text] = {}
    place = _corner(1, north, east, faults) if (north, east) != BLANK else None
    if faults:
        raise BadDetails(faults)
    return place


def seen_place(request: HttpRequest) -> Corner | None:
    """Return where the form's reader saw the building stand."""
    north, _sign, east = request.POST.get("seen", "").partition(",")
    latitude, longitude = degrees(north), degrees(east)
    return None if latitude is None or longitude is None else Corner(latitude, longitude)
