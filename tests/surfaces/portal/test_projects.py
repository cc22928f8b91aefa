"""Anyone reads the projects, filtered by what they look for; nothing a person could be known by is in them."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.stock import make_project

from iskan.apps.housing_stock.enums import GateKind, UnitState
from iskan.apps.housing_stock.models import Unit
from iskan.apps.housing_stock.queries.units import PAGE

pytestmark = pytest.mark.django_db
REPORTS = {date(2024, 1, 1): 10, date(2025, 1, 1): 42}


def read(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_each_project_with_its_units_by_type_and_state() -> None:
    make_project(units={"house-4br": 2, "flat-3br": 1}, reports=REPORTS)
    page = read("/en/projects/")
    assert "Project east-sitra" in page
    assert "2 houses, 1 flat" in page
    assert "42%" in page
    assert "Completion planned for 1\xa0January\xa02027" in page
    assert 'href="/en/projects/east-sitra/"' in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"east-sitra", "east-hidd"}),
        ("?governorate=BH-15", {"east-hidd"}),
        ("?programme=ownership_flat", {"east-hidd"}),
        ("?governorate=BH-13&programme=ownership_flat", set()),
        ("?governorate=nowhere&programme=x", {"east-sitra", "east-hidd"}),
    ],
)
def test_the_list_is_filtered_by_governorate_and_programme(query: str, shown: set[str]) -> None:
    make_project()
    make_project("east-hidd", governorate="BH-15", units={"flat-3br": 1})
    page = read(f"/en/projects/{query}")
    assert {code for code in ("east-sitra", "east-hidd") if f"Project {code}" in page} == shown


def test_no_projects_is_a_page_too() -> None:
    assert "No project fits this filter" in read("/en/projects/")


def test_the_page_tells_progress_gates_and_units() -> None:
    make_project(reports=REPORTS, open_gates=(GateKind.WATER,))
    page = read("/en/projects/east-sitra/")
    assert "Progress rose from 10% on 1\xa0January\xa02024 to 42% on 1\xa0January\xa02025." in page
    assert "Done 15\xa0January\xa02026" in page
    assert "Not done yet" in page
    assert "EAST-SITRA-0001" in page
    assert 'data-features="/api/v1/projects/east-sitra/units.geojson"' in page


def test_a_project_without_reports_units_or_gates_is_a_page_too() -> None:
    project = make_project()
    Unit.objects.all().delete()
    project.gates.all().delete()
    project.phases.all().delete()
    page = read("/en/projects/east-sitra/")
    assert "No progress has been reported yet." in page
    assert "No units listed yet" in page
    assert "data-map" not in page


def test_units_are_filtered_and_paged() -> None:
    make_project(units={"house-4br": PAGE + 1, "flat-3br": 1})
    Unit.objects.filter(unit_class="flat-3br").update(state=UnitState.READY, floor=0, area="145.5")
    page = read("/en/projects/east-sitra/?class=flat-3br&state=ready")
    assert "145.5 m²" in page
    assert "Ground floor" in page
    assert "EAST-SITRA-0001" not in page
    first = read("/en/projects/east-sitra/?class=house-4br")
    assert f"after=EAST-SITRA-{PAGE:04}" in first
    assert f"EAST-SITRA-{PAGE + 1:04}" in read(f"/en/projects/east-sitra/?after=EAST-SITRA-{PAGE:04}")
    assert "No unit fits this filter" in read("/en/projects/east-sitra/?state=withheld")


def test_an_unknown_project_is_not_found() -> None:
    assert Client().get("/projects/nowhere/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_however_many(django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    for number in range(count):
        make_project(f"project-{number}", units={"house-4br": count})
    with django_assert_num_queries(2):
        read("/projects/")
    with django_assert_num_queries(6):
        read("/projects/project-0/")


def test_the_map_is_loaded_on_its_own_pages_alone() -> None:
    make_project()
    assert "stock/" not in read("/services/")
    assert "stock/map.js" in read("/projects/")
    assert "maplibre" not in read("/projects/").partition("<body")[0]
