"""Corners of a boundary: whether they enclose ground in Bahrain without crossing, how much, and what lies inside."""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any, Final, NamedTuple

from iskan.apps.housing_stock.ground import refusals
from iskan.apps.housing_stock.ground.refusals import BadGround
from iskan.apps.housing_stock.models import LATITUDES, LONGITUDES

PLACES: Final = Decimal("0.000001")
METRES_A_DEGREE: Final = 111_320
SQUARE_METRES_A_HECTARE: Final = 10_000


class Corner(NamedTuple):
    """A corner in decimal degrees."""

    north: Decimal
    east: Decimal


Ring = tuple[Corner, ...]
"""The corners in their order; the last is joined to the first."""


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
    return ring if _doubled_area(ring) > 0 else (ring[0], *reversed(ring[1:]))


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
    square = abs(float(_doubled_area(ring))) / 2 * METRES_A_DEGREE**2 * shrunk
    return square / SQUARE_METRES_A_HECTARE


def encloses(ring: Ring, place: Corner) -> bool:
    """Say whether a place lies inside a boundary."""
    inside = False
    for one, other in _sides(ring):
        if (one.north > place.north) != (other.north > place.north):
            share = (place.north - one.north) / (other.north - one.north)
            inside ^= place.east < one.east + share * (other.east - one.east)
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
    sides, count = _sides(ring), len(ring)
    for one, other in combinations(range(count), 2):
        if other == one + 1:
            meets = _turns_back(*sides[one], sides[other][1])
        elif one == 0 and other == count - 1:
            meets = _turns_back(*sides[other], sides[one][1])
        else:
            meets = _meet(sides[one], sides[other])
        if meets:
            ends = (one + 1, one + 2, other + 1, (other + 1) % count + 1)
            raise BadGround(refusals.CROSSING.format(**dict(zip("abcd", map(str, ends), strict=True))))


def _sides(ring: Ring) -> list[tuple[Corner, Corner]]:
    return list(zip(ring, (*ring[1:], *ring[:1]), strict=True))


def _doubled_area(ring: Ring) -> Decimal:
    return sum((a.east * b.north - b.east * a.north for a, b in _sides(ring)), Decimal(0))


def _turn(a: Corner, b: Corner, c: Corner) -> Decimal:
    """Return whether the way from a by b to c turns left (above nought), right (below), or not."""
    return (b.east - a.east) * (c.north - a.north) - (b.north - a.north) * (c.east - a.east)


def _turns_back(a: Corner, b: Corner, c: Corner) -> bool:
    """Say whether the side from b runs back along the one that came to it."""
    onward = (b.east - a.east) * (c.east - b.east) + (b.north - a.north) * (c.north - b.north)
    return _turn(a, b, c) == 0 and onward < 0


def _meet(one: tuple[Corner, Corner], other: tuple[Corner, Corner]) -> bool:
    """Say whether two sides without a common corner share a point."""
    a, b = one
    c, d = other
    if max(a.east, b.east) < min(c.east, d.east) or max(c.east, d.east) < min(a.east, b.east):
        return False
    if max(a.north, b.north) < min(c.north, d.north) or max(c.north, d.north) < min(a.north, b.north):
        return False
    return _turn(a, b, c) * _turn(a, b, d) <= 0 and _turn(c, d, a) * _turn(c, d, b) <= 0
