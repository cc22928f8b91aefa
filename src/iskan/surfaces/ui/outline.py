"""Bahrain and numbered places as SVG drawn on the server: it needs no script and asks no other host."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from iskan.surfaces.ui.formatting import language

_OUTLINE: Final = Path(__file__).parent / "static" / "stock" / "bahrain.json"
_WIDTH: Final = 640
# Where people live, in degrees: west, south, east, north; and how far around a few places a near map reaches.
_INHABITED: Final = (50.40, 25.97, 50.72, 26.33)
_MARGIN: Final = 0.02
_NEAR: Final = (0.19, 0.1)
_LEAN: Final = math.cos(math.radians(26.1))
_LABEL_EDGE: Final = 40
_NAME_REACH, _PIN_REACH = 75, 36


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on the drawing, by the number it has in the list beside it."""

    x: float
    y: float
    number: int
    is_area: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A governorate's name where it is written."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineMap:
    """What the drawing is made of."""

    width: int
    height: int
    lands: tuple[str, ...]
    labels: tuple[Label, ...]
    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """A piece of the map, in degrees, and how it becomes a drawing."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> float:
        return _WIDTH / ((self.east - self.west) * _LEAN)

    @property
    def height(self) -> int:
        return round((self.north - self.south) * self.scale)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (
            round((longitude - self.west) * _LEAN * self.scale, 1),
            round((self.north - latitude) * self.scale, 1),
        )


def outline_map(places: Sequence[tuple[float, float, bool]], *, near: bool = False) -> OutlineMap:
    """Return the drawing of numbered places, each a longitude, a latitude and whether it marks only an area.

    ``near`` cuts the drawing around them; otherwise all of Bahrain is seen.
    """
    frame = _near(places) if near and places else _whole(places)
    features = _outline()["features"]
    pins = tuple(
        Pin(*frame.at(longitude, latitude), number, is_area)
        for number, (longitude, latitude, is_area) in enumerate(places, 1)
    )
    return OutlineMap(
        width=_WIDTH,
        height=frame.height,
        lands=tuple(_path(frame, feature["geometry"]["coordinates"]) for feature in features),
        labels=tuple(filter(None, (_label(frame, feature["properties"], pins) for feature in features))),
        pins=pins,
    )


@lru_cache(maxsize=1)
def _outline() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(_OUTLINE.read_text(encoding="utf-8"))
    return read


def _whole(places: Sequence[tuple[float, float, bool]]) -> _Frame:
    """Return where people live, widened to hold every place."""
    west, south, east, north = _INHABITED
    return _Frame(
        min(west, *(one[0] - _MARGIN for one in places), west),
        min(south, *(one[1] - _MARGIN for one in places), south),
        max(east, *(one[0] + _MARGIN for one in places), east),
        max(north, *(one[1] + _MARGIN for one in places), north),
    )


def _near(places: Sequence[tuple[float, float, bool]]) -> _Frame:
    """Return the surroundings of some places."""
    across, along = _NEAR
    return _Frame(
        min(one[0] for one in places) - across,
        min(one[1] for one in places) - along,
        max(one[0] for one in places) + across,
        max(one[1] for one in places) + along,
    )


def _path(frame: _Frame, polygons: Sequence[Any]) -> str:
    """Return the lands of one governorate as one path."""
    rings = (ring for polygon in polygons for ring in polygon)
    return "".join(
        "M" + "L".join("{} {}".format(*frame.at(longitude, latitude)) for longitude, latitude in ring) + "Z"
        for ring in rings
    )


def _label(frame: _Frame, properties: dict[str, Any], pins: Sequence[Pin]) -> Label | None:
    """Return a governorate's name where it would be read whole, below the pins that would cover it."""
    x, y = frame.at(*properties["at"])
    for pin in sorted(pins, key=lambda one: one.y):
        if abs(pin.x - x) < _NAME_REACH and abs(pin.y - y) < _PIN_REACH:
            y = round(pin.y + _PIN_REACH, 1)
    fits = _LABEL_EDGE < x < _WIDTH - _LABEL_EDGE and _LABEL_EDGE / 2 < y < frame.height - _LABEL_EDGE / 2
    return Label(x, y, properties[language()]) if fits else None
