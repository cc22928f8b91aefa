"""Reading a boundary from what was typed or sent: fields of corners, or GeoJSON whatever program wrote it."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NoReturn

from iskan.apps.housing_stock.ground import refusals
from iskan.apps.housing_stock.ground.corners import Corner, Ring
from iskan.apps.housing_stock.ground.refusals import BadGround
from iskan.apps.housing_stock.ground.shape import checked_ring
from iskan.core.text import latin_digits

LONGEST_NUMBER: Final = 30
COORDINATES: Final = (2, 3)


def ring_from_geojson(words: str) -> Ring:
    """Return the corners of the one polygon a GeoJSON holds.

    Raises:
        BadGround: it cannot be read, holds no polygon or several, is not closed, or its corners make no boundary.
    """
    if not words.strip():
        raise BadGround(refusals.NOTHING_SENT)
    if len(words.encode()) > refusals.MOST_BYTES:
        raise BadGround(refusals.TOO_LARGE)
    found = list(_polygons(_read(words)))
    if len(found) != 1:
        raise BadGround(refusals.SEVERAL if found else refusals.NO_POLYGON)
    return _ring(found[0])


def text_of_file(content: bytes) -> str:
    """Return the words of a file, or raise `BadGround`."""
    if len(content) > refusals.MOST_BYTES:
        raise BadGround(refusals.TOO_LARGE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadGround(refusals.NOT_GEOJSON) from fault


def degrees(typed: str) -> Decimal | None:
    """Return a number in degrees as it was typed, in any digits; nothing where there is none."""
    bare = latin_digits(typed).replace("٫", ".").replace(",", ".").strip()
    try:
        value = Decimal(bare) if len(bare) <= LONGEST_NUMBER else None
    except InvalidOperation:
        return None
    return value if value is not None and value.is_finite() else None


def _read(words: str) -> Any:
    try:
        return json.loads(words, parse_float=Decimal, parse_int=Decimal, parse_constant=_refused)
    except (ValueError, RecursionError, InvalidOperation) as fault:
        raise BadGround(refusals.NOT_GEOJSON) from fault


def _refused(word: str) -> NoReturn:
    raise ValueError(word)


def _polygons(value: Any) -> Iterator[Any]:
    """Yield the rings of each polygon in a geometry, a feature or a collection of either."""
    kind = value.get("type") if isinstance(value, dict) else None
    if kind == "Polygon":
        yield value.get("coordinates")
    elif kind == "MultiPolygon":
        yield from _listed(value.get("coordinates"))
    elif kind == "Feature":
        yield from _polygons(value.get("geometry"))
    elif kind in {"FeatureCollection", "GeometryCollection"}:
        for part in _listed(value.get("features", value.get("geometries"))):
            yield from _polygons(part)
    elif kind is None:
        raise BadGround(refusals.NOT_GEOJSON)


def _listed(value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        raise BadGround(refusals.NOT_GEOJSON)
    return value


def _ring(rings: Any) -> Ring:
    written = _listed(rings)
    if len(written) != 1:
        raise BadGround(refusals.HOLES if written else refusals.NO_POLYGON)
    places = _listed(written[0])
    if len(places) > refusals.MOST_CORNERS + 1:
        raise BadGround(refusals.TOO_MANY.format(most=str(refusals.MOST_CORNERS)))
    corners = [_corner(number, place) for number, place in enumerate(places, start=1)]
    if corners and (len(corners) == 1 or corners[0] != corners[-1]):
        raise BadGround(refusals.NOT_CLOSED)
    return checked_ring(corners[:-1])


def _corner(number: int, place: Any) -> Corner:
    if not isinstance(place, list) or len(place) not in COORDINATES:
        raise BadGround(refusals.NOT_A_PLACE.format(corner=str(number)), number)
    east, north = place[:2]
    if not isinstance(east, Decimal) or not isinstance(north, Decimal):
        raise BadGround(refusals.NOT_A_PLACE.format(corner=str(number)), number)
    return Corner(north, east)
