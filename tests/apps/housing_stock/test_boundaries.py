"""A boundary is read whatever wrote it, refused in words that name what to mend, and kept beside those before it."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.stock import make_project

from iskan.apps.housing_stock.ground import refusals
from iskan.apps.housing_stock.ground.corners import Corner
from iskan.apps.housing_stock.ground.reading import degrees, ring_from_geojson, text_of_file
from iskan.apps.housing_stock.ground.refusals import BadGround
from iskan.apps.housing_stock.ground.shape import checked_ring, enclosed, hectares, polygon, ring_of
from iskan.apps.housing_stock.models import Project, ProjectBoundary
from iskan.apps.housing_stock.operations.boundaries import NothingDiffers, draw_boundary
from iskan.apps.housing_stock.operations.permission import StockChangedMeanwhile
from iskan.apps.housing_stock.queries.boundaries import boundary_versions, units_outside
from iskan.apps.housing_stock.queries.projects import project as project_page
from iskan.core.refusal import NotForThisRole
from iskan.core.text import Text
from iskan.foundation.models import AuditEntry

SQUARE = [[50.63, 26.15], [50.64, 26.15], [50.64, 26.16], [50.63, 26.16], [50.63, 26.15]]


def geojson(*places: Any, kind: str = "Polygon") -> str:
    return json.dumps({"type": kind, "coordinates": [list(places)]})


def corners(*places: tuple[str, str]) -> list[Corner]:
    return [Corner(Decimal(north), Decimal(east)) for north, east in places]


RING = checked_ring(corners(("26.15", "50.63"), ("26.15", "50.64"), ("26.16", "50.64"), ("26.16", "50.63")))
WIDER = checked_ring(corners(("26.14", "50.62"), ("26.14", "50.64"), ("26.16", "50.64"), ("26.16", "50.62")))


@pytest.mark.parametrize(
    "words",
    [
        geojson(*SQUARE),
        json.dumps({"type": "MultiPolygon", "coordinates": [[SQUARE]]}),
        json.dumps({"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}),
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {"type": "Feature", "geometry": {"type": "Point", "coordinates": [50.6, 26.1]}},
                    {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [SQUARE]}},
                ],
            }
        ),
        geojson(*([*place, 3.5] for place in SQUARE)),
        geojson(*reversed(SQUARE)),
    ],
)
def test_every_way_of_writing_the_same_boundary_is_read(words: str) -> None:
    found = ring_from_geojson(words)
    assert set(found) == set(RING)
    assert polygon(found)["coordinates"][0][0] == polygon(found)["coordinates"][0][-1]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", refusals.NOTHING_SENT),
        ("{", refusals.NOT_GEOJSON),
        ("[1, 2]", refusals.NOT_GEOJSON),
        ("[" * 100_000, refusals.NOT_GEOJSON),
        ('{"type": "Polygon", "coordinates": [[[NaN, 26.1]]]}', refusals.NOT_GEOJSON),
        ('{"type": "Polygon"}', refusals.NOT_GEOJSON),
        ('{"type": "Point", "coordinates": [50.6, 26.1]}', refusals.NO_POLYGON),
        ('{"type": "FeatureCollection", "features": []}', refusals.NO_POLYGON),
        (json.dumps({"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}), refusals.SEVERAL),
        (json.dumps({"type": "Polygon", "coordinates": [SQUARE, SQUARE]}), refusals.HOLES),
        (geojson(*SQUARE[:-1]), refusals.NOT_CLOSED),
        (geojson(SQUARE[0], SQUARE[1], SQUARE[0]), refusals.TOO_FEW),
        (geojson(), refusals.TOO_FEW),
        (geojson(SQUARE[0], "here", SQUARE[0]), refusals.NOT_A_PLACE.format(corner="2")),
        (geojson(SQUARE[0], [True, False], SQUARE[0]), refusals.NOT_A_PLACE.format(corner="2")),
        (geojson(SQUARE[0], ["50.6", "26.1"], SQUARE[0]), refusals.NOT_A_PLACE.format(corner="2")),
        (geojson(SQUARE[0], SQUARE[1], [46.7, 24.7], SQUARE[0]), refusals.OUTSIDE.format(corner="3")),
        (geojson(SQUARE[0], [1e300, 26.1], SQUARE[1], SQUARE[0]), refusals.OUTSIDE.format(corner="2")),
        (geojson([26.15, 50.63], SQUARE[1], SQUARE[2], [26.15, 50.63]), refusals.SWAPPED.format(corner="1")),
        (
            geojson(SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]),
            refusals.CROSSING.format(a="1", b="2", c="3", d="4"),
        ),
        (
            geojson(SQUARE[0], SQUARE[1], SQUARE[2], SQUARE[1], SQUARE[0]),
            refusals.REPEATED.format(corner="4", first="2"),
        ),
        (
            geojson([50.63, 26.15], [50.65, 26.15], [50.64, 26.15], [50.63, 26.15]),
            refusals.CROSSING.format(a="1", b="2", c="2", d="3"),
        ),
        (geojson(*([50.6 + index / 1000, 26.1] for index in range(202))), refusals.TOO_MANY.format(most="200")),
        (" " * refusals.MOST_BYTES + geojson(*SQUARE), refusals.TOO_LARGE),
    ],
)  # fmt: skip
def test_what_makes_no_boundary_is_refused_in_words(words: str, why: Text) -> None:
    with pytest.raises(BadGround) as refused:
        ring_from_geojson(words)
    assert refused.value.text == why


def test_a_file_that_is_no_text_or_too_large_is_refused() -> None:
    assert text_of_file("\ufeff{}".encode()) == "{}"
    for content, why in ((b"\xff\xfe\x00", refusals.NOT_GEOJSON), (b" " * 300_000, refusals.TOO_LARGE)):
        with pytest.raises(BadGround) as refused:
            text_of_file(content)
        assert refused.value.text == why


def test_degrees_are_read_in_any_digits() -> None:
    assert degrees("٢٦٫١٥٢") == degrees(" 26,152 ") == Decimal("26.152")
    assert [degrees(typed) for typed in ("", "north", "nan", "1" * 40)] == [None] * 4


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=9))
def test_whatever_is_drawn_is_a_boundary_or_a_refusal(grid: list[tuple[int, int]]) -> None:
    try:
        ring = checked_ring([Corner(26 + Decimal(n) / 100, 50 + Decimal(e) / 100) for n, e in grid])
    except BadGround:
        return
    assert checked_ring(ring) == ring == ring_of(polygon(ring))
    assert hectares(ring) > 0
    assert checked_ring(ring[1:] + ring[:1])


@given(st.text(max_size=40))
def test_words_of_any_kind_are_refused_and_nothing_else(words: str) -> None:
    with pytest.raises(BadGround):
        ring_from_geojson(words)


def test_ground_is_measured_and_places_found_in_it() -> None:
    assert 110 < hectares(RING) < 112
    places = [Corner(Decimal("26.155"), Decimal(east)) for east in ("50.635", "50.645")]
    assert enclosed(RING, places) == [True, False]
    assert enclosed(RING, []) == []
    assert enclosed(RING, RING) == [True] * 4, "a place on the boundary belongs to it, on whichever side"
    assert hectares(()) == 0


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- the cast is kept in the database
    return make_cast()


def test_each_boundary_is_kept_beside_those_before_it(cast: Cast) -> None:
    project = make_project(units={"house-4br": 120})
    keeper, code = cast.scope("supervisor"), project.code
    first = draw_boundary(scope=keeper, project_code=code, ring=RING, seen=0, at=AT)
    with pytest.raises(NothingDiffers):
        draw_boundary(scope=keeper, project_code=code, ring=RING, seen=first.pk, at=AT)
    with pytest.raises(StockChangedMeanwhile):
        draw_boundary(scope=keeper, project_code=code, ring=WIDER, seen=0, at=AT)
    second = draw_boundary(scope=keeper, project_code=code, ring=WIDER, seen=first.pk, at=AT)
    third = draw_boundary(scope=keeper, project_code=code, ring=(), seen=second.pk, at=AT)
    assert [one.ring for one in boundary_versions(code)] == [(), WIDER, RING]
    assert project_page(code).boundary_id == third.pk
    project.refresh_from_db()
    assert (project.boundary, project.version) == (None, 1)
    told = AuditEntry.objects.filter(action="project.boundary").order_by("id")
    assert [(line.detail["before"], line.detail["corners"]) for line in told] == [(0, 4), (first.pk, 4), (second.pk, 0)]
    assert {line.actor_id for line in told} == {keeper.user_id}
    assert (units_outside(code, RING), units_outside(code, WIDER)) == (40, 40)


def test_only_keepers_draw_and_nobody_rewrites(cast: Cast) -> None:
    code = make_project().code
    for role in ("reviewer", "approver", "auditor", "administrator"):
        with pytest.raises(NotForThisRole):
            draw_boundary(scope=cast.scope(role), project_code=code, ring=RING, seen=0, at=AT)
    with pytest.raises(BadGround):
        draw_boundary(scope=cast.scope("supervisor"), project_code=code, ring=RING[:2], seen=0, at=AT)
    draw_boundary(scope=cast.scope("supervisor"), project_code=code, ring=RING, seen=0, at=AT)
    for change in (ProjectBoundary.objects.all().delete, lambda: ProjectBoundary.objects.update(boundary=None)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Project.objects.get().boundary == polygon(RING)
