"""Projects and their units, for anyone: what is built, how far, and where."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Router

from iskan.apps.housing_stock.queries import projects as stock
from iskan.apps.housing_stock.queries import units
from iskan.surfaces.api.presenters.projects import described, listed, projects_map, units_map

router = Router(tags=["projects"])
# The same for every reader, and fresh enough after a minute.
SHARED = {"Cache-Control": "public, max-age=60"}
GEOJSON = "application/geo+json"


@router.get("/")
def projects(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- Ninja passes it by this name
    """List every project with its progress, dates, and units by class and state."""
    return _shared([listed(card) for card in stock.projects()])


@router.get("/map.geojson", url_name="projects-map")
def projects_map_(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- Ninja passes it by this name
    """Return the projects as points on a map."""
    return _shared(projects_map(stock.projects()), GEOJSON)


@router.get("/{code}")
def project(request: HttpRequest, code: str) -> JsonResponse:  # noqa: ARG001 -- Ninja passes it by this name
    """Describe a project whole: with its progress over time and its gates."""
    return _shared(described(stock.project(code)))


@router.get("/{code}/units.geojson", url_name="units-map")
def units_map_(request: HttpRequest, code: str) -> JsonResponse:  # noqa: ARG001 -- Ninja passes it by this name
    """Return a project's ground and its units as points on a map, each with its class and state."""
    return _shared(units_map(stock.project(code), units.placed_units(code)), GEOJSON)


def _shared(found: Any, kind: str = "application/json") -> JsonResponse:
    return JsonResponse(found, safe=False, content_type=kind, headers=SHARED, json_dumps_params={"ensure_ascii": False})
