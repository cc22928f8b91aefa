"""Projects and units for any program: JSON and GeoJSON, the same for everyone, fresh for a minute."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.factories.stock import make_project

from iskan.apps.housing_stock.enums import GateKind
from iskan.apps.housing_stock.models import Building, Project, Unit

pytestmark = pytest.mark.django_db
GROUND = {"type": "Polygon", "coordinates": [[[50.6, 26.1], [50.7, 26.1], [50.7, 26.2], [50.6, 26.1]]]}


def ask(address: str, status: int = 200) -> Any:
    answer = Client().get(f"/api/v1/projects/{address}")
    assert answer.status_code == status
    if status == 200:
        assert answer["Cache-Control"] == "public, max-age=60"
    return answer.json()


def test_projects_are_listed_and_described_whole() -> None:
    make_project(units={"house-4br": 2}, open_gates=(GateKind.ROADS,), reports={date(2025, 1, 1): 42})
    (listed,) = ask("")
    assert listed["name"] == {"ar": "مشروع east-sitra", "en": "Project east-sitra"}
    assert (listed["percent"], listed["planned_on"]) == (42, "2027-01-01")
    assert listed["units"] == [{"class": "house-4br", "state": "building", "count": 2}]
    described = ask("east-sitra")
    assert described["progress"] == [{"on": "2025-01-01", "percent": 42, "phase": None}]
    assert [gate["kind"] for gate in described["gates"] if gate["done_on"] is None] == ["roads"]


def test_the_map_has_the_projects_that_have_a_place() -> None:
    make_project()
    make_project("east-hidd")
    Project.objects.filter(code="east-hidd").update(latitude=None, longitude=None)
    (feature,) = ask("map.geojson")["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [50.632, 26.152]}
    assert feature["properties"]["code"] == "east-sitra"


def test_units_stand_on_their_own_place_or_their_buildings() -> None:
    project = make_project(units={"flat-3br": 3})
    Project.objects.update(boundary=GROUND)
    building = Building.objects.create(project=project, code="B1", latitude="26.2", longitude="50.5")
    Unit.objects.filter(code="EAST-SITRA-0002").update(latitude=None, longitude=None, building=building)
    Unit.objects.filter(code="EAST-SITRA-0003").update(latitude=None, longitude=None)
    ground, own, blocks = ask("east-sitra/units.geojson")["features"]
    assert ground["geometry"] == GROUND
    assert own["properties"] == {"code": "EAST-SITRA-0001", "unit": "flat-3br", "state": "building"}
    assert blocks["geometry"]["coordinates"] == [50.5, 26.2]


@pytest.mark.parametrize("address", ["nowhere", "nowhere/units.geojson"])
def test_an_unknown_project_is_refused_in_both_languages(address: str) -> None:
    assert set(ask(address, 404)["message"]) == {"ar", "en"}
