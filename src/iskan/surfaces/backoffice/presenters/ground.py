"""A project's boundary as its keepers see it: what stands, what would take its place, and what stood before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.templatetags.static import static
from django.utils.translation import gettext as _

from iskan.apps.housing_stock.ground.corners import Corner, Ring
from iskan.apps.housing_stock.ground.refusals import FEWEST_CORNERS
from iskan.apps.housing_stock.ground.shape import hectares, polygon
from iskan.apps.housing_stock.queries.boundaries import BoundaryVersion
from iskan.apps.housing_stock.queries.buildings import BuildingLine
from iskan.apps.housing_stock.queries.projects import ProjectPage
from iskan.core.text import Text
from iskan.surfaces.ui import stock
from iskan.surfaces.ui.formatting import datetime as write_instant
from iskan.surfaces.ui.formatting import language, ltr, number, person, t
from iskan.surfaces.ui.refusals import FormState

Names = Mapping[int, Text]
SIDE, MARGIN = 200, 12
NONE_DRAWN: Final = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """Boundaries drawn to one scale, without any script: the one before, and the one that is asked about."""

    width: int
    height: int
    before: str
    after: str
    corners: tuple[tuple[float, float, int], ...]


def sketch(before: Ring, after: Ring) -> Sketch:
    """Return both boundaries as points of a drawing, north at the top."""
    places = [*before, *after]
    norths, easts = [float(one.north) for one in places], [float(one.east) * 0.9 for one in places]
    scale = SIDE / (max(max(norths) - min(norths), max(easts) - min(easts)) or 1)

    def spot(corner: Corner) -> tuple[float, float]:
        x = MARGIN + (float(corner.east) * 0.9 - min(easts)) * scale
        return round(x, 1), round(MARGIN + (max(norths) - float(corner.north)) * scale, 1)

    return Sketch(
        width=round((max(easts) - min(easts)) * scale) + 2 * MARGIN,
        height=round((max(norths) - min(norths)) * scale) + 2 * MARGIN,
        before=_points(map(spot, before)),
        after=_points(map(spot, after)),
        corners=tuple((*spot(corner), place) for place, corner in enumerate(after, start=1)),
    )


def _points(spots: Any) -> str:
    return " ".join(f"{x},{y}" for x, y in spots)


def area(ring: Ring) -> str:
    """Return about how much a boundary encloses, in words."""
    return _("about %(area)s hectares") % {"area": f"{hectares(ring):,.1f}"} if ring else NONE_DRAWN


def corner_rows(corners: Sequence[tuple[str, str]], sent: FormState) -> tuple[dict[str, Any], ...]:
    """Return the rows of the form, three at least, each with what is wrong with it."""
    padded = [*corners, *[("", "")] * (FEWEST_CORNERS - len(corners))]
    return tuple(
        {
            "place": place,
            "north": north,
            "east": east,
            "north_error": sent.error(f"north-{place}"),
            "east_error": sent.error(f"east-{place}"),
        }
        for place, (north, east) in enumerate(padded, start=1)
    )


def version_rows(versions: Sequence[BoundaryVersion], names: Names) -> tuple[dict[str, Any], ...]:
    """Return the boundaries as rows of a table, newest first."""
    return tuple(
        {
            "id": one.id,
            "when": write_instant(one.at),
            "by": who(one.by_id, names),
            "corners": number(len(one.ring)) if one.ring else _("No boundary"),
            "area": area(one.ring),
            "stands": place == 0,
            "has_ring": bool(one.ring),
        }
        for place, one in enumerate(versions)
    )


def who(user_id: int | None, names: Names) -> str:
    """Return the name of whoever acted, or the system's."""
    return person(t(names[user_id])) if user_id is not None and user_id in names else _("The system")


def building_rows(lines: Sequence[BuildingLine]) -> tuple[dict[str, Any], ...]:
    """Return a project's buildings as rows of a table."""
    return tuple(
        {
            "code": one.code,
            "units": number(one.unit_count),
            "place": ltr(f"{one.place.north:f}, {one.place.east:f}") if one.place else _("Not on the map"),
            "is_placed": one.place is not None,
        }
        for one in lines
    )


def comparison(page: ProjectPage, before: Ring, after: Ring, outside: int) -> dict[str, Any]:
    """Return what the page that asks for confirmation says."""
    return {
        "sketch": sketch(before, after) if before or after else None,
        "rows": [
            [_("Corners"), number(len(before)) if before else NONE_DRAWN, number(len(after)) if after else NONE_DRAWN],
            [_("Area within"), area(before), area(after)],
        ],
        "land": _hectares(page),
        "outside": outside,
        "geojson": json.dumps(polygon(after)) if after else "",
    }


def _hectares(page: ProjectPage) -> str:
    return f"{page.land_hectares:,f}".rstrip("0").rstrip(".") if page.land_hectares else ""


def editor_map(features: str, code: str, **words: str) -> dict[str, str]:
    """Return what the script of a map one draws on is told."""
    return {
        "library": static("packages/maplibre-gl.mjs"),
        "worker": static("packages/maplibre-gl-worker.mjs"),
        "styles": static("packages/maplibre-gl.css"),
        "outline": static("stock/bahrain.json"),
        "features": features,
        "project": code,
        "language": language(),
        "words": json.dumps({**stock.map_words(), **_editor_words(), **words}, ensure_ascii=False),
    }


def boundary_map(page: ProjectPage) -> dict[str, str]:
    """Return what the script of the boundary's map is told."""
    return editor_map(stock.units_address(page), page.card.code)


def building_map(page: ProjectPage) -> dict[str, str]:
    """Return what the script of a building's map is told."""
    return editor_map(stock.units_address(page), page.card.code, corner=_("The building"), removed="")


def _editor_words() -> dict[str, str]:
    return {
        "corner": _("Corner {number}"),
        "place": _("Latitude {north}, longitude {east}"),
        "removed": _("Corner {number} is removed"),
    }
