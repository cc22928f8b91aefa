"""Corners of a boundary: whether they enclose ground in Bahrain without crossing, how much, and what lies inside."""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LinearRing, Polygon

from iskan.apps.housing_stock.ground import refusals
from iskan.apps.housing_stock.ground.corners import Corner, Ring
from iskan.apps.housing_stock.ground.refusals import BadGround
from iskan.apps.housing_stock.models import LATITUDES, LONGITUDES

PLACES: Final = Decimal("0.000001")
MILLIONTHS: Final = 1_000_000
METRES_A_DEGREE: Final = 111_320
SQUARE_METRES_A_HECTARE: Final = 10_000


def checked_ring(corners: Sequence[Corner]) -> Ring:
    """Return the corners of a sound boundary to a millionth of a degree, counter-clockwise.

    Raises:
        BadGround: too few or too many, one outside Bahrain or repeated, or sides that cross.
    """
    if len(corners) > refusals.MOST_CORNERS:
        raise BadGround(refusals.TOO_MANY.format(most=str(refusals.MOST_CORNERS)))
    for number, corner in enumerate(corners, start=1):
        _require_in_bahrain(number, corner)
    ring = tuple(Corner(north.quantize(PLACES), east.quantize(PLACES)) for north, east in corners)
    if len(set(ring)) < refusals.FEWEST_CORNERS:
        raise BadGround(refusals.TOO_FEW)
    _require_once_each(ring)
    _require_no_crossing(ring)
    return ring if LinearRing(_points(ring)).is_ccw else (ring[0], *reversed(ring[1:]))


def is_in_bahrain(corner: Corner) -> bool:
    """Say whether a place is in Bahrain or the waters around it."""
    return LATITUDES[0] <= corner.north <= LATITUDES[1] and LONGITUDES[0] <= corner.east <= LONGITUDES[1]


def polygon(ring: Ring) -> dict[str, Any]:
    """Return a boundary as GeoJSON writes it: longitude first, the first corner again at the end."""
    return {"type": "Polygon", "coordinates": [[[float(east), float(north)] for north, east in (*ring, ring[0])]]}


def ring_of(kept: Mapping[str, Any] | None) -> Ring:
    """Return the corners of a boundary as it is kept; none where none is."""
    if kept is None:
        return ()
    return tuple(Corner(_degrees(north), _degrees(east)) for east, north in kept["coordinates"][0][:-1])


def hectares(ring: Ring) -> float:
    """Return about how much ground a boundary encloses."""
    if not ring:
        return 0.0
    shrunk = math.cos(math.radians(float(ring[0].north)))
    square = Polygon(_points(ring)).area / MILLIONTHS**2 * METRES_A_DEGREE**2 * shrunk
    return square / SQUARE_METRES_A_HECTARE


def enclosed(ring: Ring, places: Sequence[Corner]) -> list[bool]:
    """Say of each place whether it lies inside a boundary or on it."""
    inside: list[bool] = np.asarray(shapely.covers(Polygon(_points(ring)), shapely.points(_points(places)))).tolist()
    return inside


def _degrees(value: float) -> Decimal:
    return Decimal(str(value)).quantize(PLACES)


def _require_in_bahrain(number: int, corner: Corner) -> None:
    if is_in_bahrain(corner):
        return
    swapped = is_in_bahrain(Corner(corner.east, corner.north))
    words = refusals.SWAPPED if swapped else refusals.OUTSIDE
    raise BadGround(words.format(corner=str(number)), number)


def _require_once_each(ring: Ring) -> None:
    first: dict[Corner, int] = {}
    for number, corner in enumerate(ring, start=1):
        if (seen := first.setdefault(corner, number)) != number:
            raise BadGround(refusals.REPEATED.format(corner=str(number), first=str(seen)), number)


def _require_no_crossing(ring: Ring) -> None:
    corners = _points(ring)
    sides = np.asarray(shapely.linestrings(np.stack([corners, np.roll(corners, -1, axis=0)], axis=1)))
    one, other = np.triu_indices(len(ring), k=1)
    neighbours = (other - one == 1) | (other - one == len(ring) - 1)
    meeting = shapely.intersects(sides[one], sides[other])
    # Neighbours meet in their common corner; what is wrong is one that runs back along the other.
    meeting[neighbours] = shapely.length(shapely.intersection(sides[one[neighbours]], sides[other[neighbours]])) > 0
    crossing = np.flatnonzero(meeting)
    if crossing.size:
        first, second = int(one[crossing[0]]), int(other[crossing[0]])
        ends = (first + 1, first + 2, second + 1, (second + 1) % len(ring) + 1)
        raise BadGround(refusals.CROSSING.format(**dict(zip("abcd", map(str, ends), strict=True))))


def _points(corners: Sequence[Corner]) -> NDArray[np.int64]:
    """Return corners in whole millionths of a degree, east first, which the geometry computes with exactly."""
    whole = [(round(east * MILLIONTHS), round(north * MILLIONTHS)) for north, east in corners]
    return np.array(whole, dtype=np.int64).reshape(-1, 2)
