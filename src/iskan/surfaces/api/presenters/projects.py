"""Projects and units as JSON, and as GeoJSON for maps; nothing of any person is in them."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from iskan.apps.housing_stock.queries.projects import ProjectCard, ProjectPage
from iskan.apps.housing_stock.queries.units import PlacedUnit
from iskan.core.facts_json import fact_to_json
from iskan.policy.governorates import governorate_name


def listed(card: ProjectCard) -> dict[str, Any]:
    """Describe a project in a list."""
    dates = card.dates
    return {
        "code": card.code,
        "name": fact_to_json(card.name),
        "town": fact_to_json(card.town),
        "governorate": {"code": card.governorate, "name": fact_to_json(governorate_name(card.governorate))},
        "kind": card.kind.value,
        "programme": card.programme.value,
        "percent": card.percent,
        "started_on": dates.started_on,
        "planned_on": dates.planned_on,
        "completed_on": dates.completed_on,
        "units": [{"class": part.unit_class, "state": part.state.value, "count": part.count} for part in card.counts],
    }


def described(page: ProjectPage) -> dict[str, Any]:
    """Describe a project whole."""
    return listed(page.card) | {
        "land_hectares": page.land_hectares,
        "progress": [{"on": report.on, "percent": report.percent, "phase": report.phase} for report in page.reports],
        "gates": [
            {"kind": gate.kind.value, "phase": gate.phase, "required": gate.is_required, "done_on": gate.done_on}
            for gate in page.gates
        ],
    }


def projects_map(cards: Iterable[ProjectCard]) -> dict[str, Any]:
    """Return the projects that have a place, as points."""
    return _collection(
        _point(card.latitude, card.longitude, code=card.code, ar=card.name.ar, en=card.name.en, percent=card.percent)
        for card in cards
        if card.latitude is not None and card.longitude is not None
    )


def units_map(page: ProjectPage, units: Iterable[PlacedUnit]) -> dict[str, Any]:
    """Return a project's ground, where it is known, and its units as points; flats where their building stands."""
    known = list(units)
    features = [
        _point(unit.latitude, unit.longitude, code=unit.code, unit=unit.unit_class, state=unit.state.value)
        for unit in known
        if not unit.building
    ]
    features += _buildings(unit for unit in known if unit.building)
    ground = {"type": "Feature", "geometry": page.boundary, "properties": {"code": page.card.code}}
    return _collection([ground, *features] if page.boundary else features)


def _buildings(flats: Iterable[PlacedUnit]) -> list[dict[str, Any]]:
    """Return each building once, with how many of its flats stand in which state."""
    places: dict[str, PlacedUnit] = {}
    states: dict[str, Counter[str]] = {}
    for flat in flats:
        places.setdefault(flat.building, flat)
        states.setdefault(flat.building, Counter())[flat.state.value] += 1
    return [_building(place, states[code]) for code, place in places.items()]


def _building(place: PlacedUnit, states: Counter[str]) -> dict[str, Any]:
    mostly = states.most_common(1)[0][0]
    return _point(place.latitude, place.longitude, building=place.building, states=dict(states), mostly=mostly)


def _point(latitude: Decimal, longitude: Decimal, **properties: Any) -> dict[str, Any]:
    coordinates = [float(longitude), float(latitude)]
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": coordinates}, "properties": properties}


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}
