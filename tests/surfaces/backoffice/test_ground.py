"""A project's boundary on the desk, without script: typed or sent, shown beside the one that stands, then confirmed."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.apps.housing_stock.test_boundaries import RING, SQUARE, WIDER, geojson
from tests.factories.cast import AT, Cast
from tests.factories.stock import make_project

from iskan.apps.housing_stock.ground.shape import polygon
from iskan.apps.housing_stock.models import Building, Project, ProjectBoundary, Unit
from iskan.apps.housing_stock.operations.boundaries import draw_boundary
from iskan.foundation.models import AuditEntry

PAGE = "/en/staff/projects/east-sitra/boundary/"
FIELDS = {"north": ["26.15", "26.15", "٢٦٫١٦", "", "26.16"], "east": ["50.63", "50.64", "50.64", "", "50.63"]}


@pytest.fixture(autouse=True)
def _project(cast: Cast) -> None:  # noqa: ARG001 -- the cast is made before the project
    make_project(units={"house-4br": 120})


def send(cast: Cast, status: int = 200, **words: Any) -> str:
    answer = cast.client("supervisor").post(PAGE, words)
    assert answer.status_code == status
    return answer.content.decode()


def standing() -> Any:
    return Project.objects.get().boundary


def test_typed_corners_are_shown_and_kept_once_confirmed(cast: Cast) -> None:
    asked = send(cast, do="examine", seen=0, **FIELDS)
    assert "Keep this boundary?" in asked
    assert "40 homes and plots would stand outside" in asked
    assert "about 111." in asked
    assert standing() is None
    sent = re.search(r'name="geojson" value="([^"]+)"', asked)
    assert sent is not None
    send(cast, 302, do="keep", seen=0, geojson=sent[1].replace("&#34;", '"'))
    assert standing() == polygon(RING)
    shown = cast.client("auditor").get("/en/projects/east-sitra/").content.decode()
    newest = ProjectBoundary.objects.get()
    assert f"units.geojson?boundary={newest.pk}" in shown
    answer = cast.client("auditor").get(f"{reverse('api:units-map', args=['east-sitra'])}?boundary={newest.pk}")
    assert answer.json()["features"][0]["geometry"] == polygon(RING)
    listed = cast.client("supervisor").get(PAGE).content.decode()
    assert "Stands now" in listed
    assert 'value="26.150000"' in listed


def test_an_earlier_boundary_is_brought_back(cast: Cast) -> None:
    keeper = cast.scope("supervisor")
    first = draw_boundary(scope=keeper, project_code="east-sitra", ring=RING, seen=0, at=AT)
    second = draw_boundary(scope=keeper, project_code="east-sitra", ring=WIDER, seen=first.pk, at=AT)
    shown = cast.client("supervisor").get(f"{PAGE}?from={first.pk}").content.decode()
    assert "These are the corners as they were" in shown
    assert 'value="26.140000"' not in shown
    assert cast.client("supervisor").get(f"{PAGE}?from=999999").status_code == 404
    asked = send(cast, do="send", seen=second.pk, geojson=json.dumps(polygon(RING)))
    assert "Replace the boundary?" in asked
    send(cast, 302, do="keep", seen=second.pk, geojson=json.dumps(polygon(RING)))
    assert standing() == polygon(RING)


def test_a_boundary_is_taken_away_and_said_to_be(cast: Cast) -> None:
    kept = draw_boundary(scope=cast.scope("supervisor"), project_code="east-sitra", ring=RING, seen=0, at=AT)
    assert "Take the boundary away?" in send(cast, do="remove", seen=kept.pk)
    send(cast, 302, do="keep", seen=kept.pk, geojson="")
    assert standing() is None
    assert "does not differ" in send(cast, 422, do="remove", seen=ProjectBoundary.objects.latest("pk").pk)


def test_another_drawn_meanwhile_is_not_overwritten(cast: Cast) -> None:
    draw_boundary(scope=cast.scope("supervisor"), project_code="east-sitra", ring=WIDER, seen=0, at=AT)
    shown = send(cast, 409, do="keep", seen=0, geojson=json.dumps(polygon(RING)))
    assert "Another official changed this meanwhile" in shown
    assert 'value="26.150000"' in shown
    assert f'name="seen" value="{ProjectBoundary.objects.get().pk}"' in shown
    assert standing() == polygon(WIDER)


def test_what_is_wrong_stands_beside_what_was_typed(cast: Cast) -> None:
    wrong = {"north": ["north", "26.15", "27.5"], "east": ["50.63", "", "50.64"]}
    shown = send(cast, 422, do="examine", seen=0, **wrong)
    assert 'href="#north-1"' in shown
    assert 'href="#east-2"' in shown
    assert 'value="north"' in shown
    outside = {"north": ["", "26.15", "26.15", "27.5"], "east": ["", "50.63", "50.64", "50.64"]}
    assert 'href="#north-4"' in send(cast, 422, do="examine", seen=0, **outside)
    crossing = {"north": ["26.15", "26.16", "26.15", "26.16"], "east": ["50.63", "50.64", "50.64", "50.63"]}
    shown = send(cast, 422, do="examine", seen=0, **crossing)
    assert "crosses itself" in shown
    assert 'href="#corners"' in shown
    assert 'href="#corners"' in send(cast, 422)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04\xff", "no sound GeoJSON"),
        (b" " * 300_000, "too large"),
        (geojson(*SQUARE[:-1]).encode(), "not closed"),
        (geojson(*([north, east] for east, north in SQUARE)).encode(), "changed places"),
    ],
)
def test_a_file_that_makes_no_boundary_is_refused_by_name(cast: Cast, content: bytes, why: str) -> None:
    shown = send(cast, 422, do="send", seen=0, file=SimpleUploadedFile("حد.geojson", content))
    assert why in shown
    assert 'href="#file"' in shown


def test_a_file_is_shown_and_may_be_changed_further(cast: Cast) -> None:
    file = SimpleUploadedFile("حد.geojson", geojson(*SQUARE).encode("utf-8-sig"))
    assert "Keep this boundary?" in send(cast, do="send", seen=0, file=file)
    changed = send(cast, do="change", seen=0, geojson=json.dumps(polygon(RING)))
    assert changed.count('name="north"') == 4
    assert 'value="26.160000"' in changed


def test_rows_are_added_and_taken_out_without_script(cast: Cast) -> None:
    added = send(cast, do="add-2", seen=0, **FIELDS)
    assert added.count('name="north"') == 6
    assert re.findall(r'name="north" value="([^"]*)"', added)[2] == ""
    gone = send(cast, do="remove-1", seen=0, **FIELDS)
    assert re.findall(r'name="north" value="([^"]*)"', gone)[0] == "26.15"
    assert gone.count('name="north"') == 4
    assert send(cast, do="add-", seen=0).count('name="north"') == 3
    assert ProjectBoundary.objects.count() == 0


@pytest.mark.parametrize("role", ["reviewer", "approver", "auditor", "administrator"])
def test_only_keepers_draw(cast: Cast, role: str) -> None:
    client = cast.client(role)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"do": "keep", "geojson": json.dumps(polygon(RING))}).status_code == 403
    assert standing() is None


BUILDING = "/en/staff/projects/east-sitra/buildings/B1/"


def place(cast: Cast, status: int = 302, **words: Any) -> str:
    answer = cast.client("supervisor").post(BUILDING, words)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_building_is_put_where_it_stands_moved_and_taken_off(cast: Cast) -> None:
    building = Building.objects.create(project=Project.objects.get(), code="B1")
    Unit.objects.update(building=building, latitude=None, longitude=None)
    shown = cast.client("supervisor").get("/en/staff/projects/east-sitra/").content.decode()
    assert "Not on the map" in shown
    assert "/buildings/B1/" in shown
    place(cast, north="٢٦٫١٥٣", east="50.634", seen="")
    features = cast.client("auditor").get(reverse("api:units-map", args=["east-sitra"])).json()["features"]
    assert [one["geometry"]["coordinates"] for one in features] == [[50.634, 26.153]]
    assert features[0]["properties"] == {"building": "B1", "states": {"building": 120}, "mostly": "building"}
    assert 'value="26.153000,50.634000"' in cast.client("supervisor").get(BUILDING).content.decode()
    assert "Another official changed this meanwhile" in place(cast, 409, north="26.2", east="50.6", seen="")
    place(cast, north="26.154", east="50.634", seen="26.153000,50.634000")
    place(cast, north="", east="", seen="26.154,50.634")
    building.refresh_from_db()
    assert building.latitude is None
    told = [line.detail["after"] for line in AuditEntry.objects.filter(action="building.place").order_by("id")]
    assert told == ["26.153000, 50.634000", "26.154000, 50.634000", None]


def test_a_place_that_cannot_be_is_said_at_its_field(cast: Cast) -> None:
    Building.objects.create(project=Project.objects.get(), code="B1")
    assert "changed places" in place(cast, 422, north="50.634", east="26.153", seen="")
    assert "outside Bahrain" in place(cast, 422, north="24.7", east="46.7", seen="")
    shown = place(cast, 422, north="here", east="", seen="")
    assert 'href="#north-1"' in shown
    assert 'href="#east-1"' in shown
    assert 'value="here"' in shown
    for role in ("reviewer", "auditor"):
        assert cast.client(role).post(BUILDING, {"north": "26.1", "east": "50.6"}).status_code == 403
    assert cast.client("supervisor").get(BUILDING.replace("B1", "B9")).status_code == 404
