"""Boundaries and places in the browser: drawn on the map with mouse or keyboard, or typed without script."""

import pytest
from playwright.sync_api import Locator, expect
from tests.apps.housing_stock.test_boundaries import RING, SQUARE, geojson
from tests.browser.conftest import EVERY_LOOK, Looks, Visitor
from tests.browser.test_stock_pages import Office, VisitorMaker, _stock, drawn, office
from tests.factories.cast import make_cast
from tests.factories.stock import make_project

from iskan.apps.housing_stock.ground.shape import ring_of
from iskan.apps.housing_stock.models import Building, Project, ProjectBoundary, Unit
from iskan.apps.housing_stock.operations.boundaries import draw_boundary
from iskan.foundation import clock

__all__ = ["_stock", "office"]
BOUNDARY = "/staff/projects/east-sitra/boundary/"


def corners(visitor: Visitor) -> list[tuple[str, str]]:
    rows = visitor.page.locator("[data-corner]")
    return [
        (rows.nth(index).locator("input").nth(0).input_value(), rows.nth(index).locator("input").nth(1).input_value())
        for index in range(rows.count())
    ]


def on_map(visitor: Visitor, corner: int) -> Locator:
    return visitor.page.locator(".map-corner").nth(corner - 1)


@EVERY_LOOK
def test_a_boundarys_pages(office: Office, visitor: VisitorMaker, language: str, looks: Looks) -> None:
    keeper = visitor(language=language, looks=looks).come_in(office.cast.client("supervisor"))
    keeper.go(BOUNDARY)
    drawn(keeper)
    keeper.unfold()
    keeper.check()
    keeper.page.fill("#north-3", "27.9")
    keeper.page.click("button[value=examine]:visible")
    expect(keeper.page.locator(".error-summary a[href='#north-3']")).to_be_visible()
    drawn(keeper)
    keeper.check()
    keeper.page.locator("[data-corner]").nth(2).locator("button[value^=remove]").click()
    keeper.page.click("button[value=examine]:visible")
    expect(keeper.page.locator(".sketch")).to_be_visible()
    keeper.check()
    keeper.page.click("button[value=keep]")
    expect(keeper.page.locator(".notice-row")).to_be_visible()
    assert ProjectBoundary.objects.filter(project__code="east-sitra").count() == 2
    keeper.go("/projects/east-sitra/")
    drawn(keeper)
    keeper.check()


@pytest.mark.usefixtures("transactional_db")
def test_corners_are_set_and_moved_on_the_map_with_the_keyboard_too(visitor: VisitorMaker) -> None:
    cast = make_cast(clock.now())
    make_project()
    keeper = visitor(language="en").come_in(cast.client("supervisor"))
    keeper.go(BOUNDARY)
    drawn(keeper)
    box = keeper.page.locator("[data-map]").bounding_box()
    assert box is not None
    for x, y in ((0.3, 0.3), (0.3, 0.7), (0.7, 0.7), (0.7, 0.3)):
        keeper.page.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    expect(keeper.page.locator(".map-corner")).to_have_count(4)
    before = corners(keeper)
    assert len(before) == 4
    on_map(keeper, 2).focus()
    keeper.page.keyboard.press("ArrowDown")
    keeper.page.keyboard.press("Shift+ArrowLeft")
    after = corners(keeper)
    assert (after[0], after[2:]) == (before[0], before[2:])
    assert float(after[1][0]) < float(before[1][0])
    assert float(after[1][1]) < float(before[1][1])
    on_map(keeper, 4).drag_to(keeper.page.locator("[data-map]"), target_position={"x": 500, "y": 60})
    assert corners(keeper)[3] != after[3]
    keeper.check()


@pytest.mark.usefixtures("transactional_db")
def test_corners_are_added_to_a_side_removed_and_kept(visitor: VisitorMaker) -> None:
    cast = make_cast(clock.now())
    draw_boundary(scope=cast.scope("supervisor"), project_code=make_project().code, ring=RING, seen=0, at=clock.now())
    keeper = visitor(language="en").come_in(cast.client("supervisor"))
    keeper.go(BOUNDARY)
    drawn(keeper)
    before = corners(keeper)
    one, other = (on_map(keeper, number).bounding_box() for number in (1, 2))
    assert one is not None
    assert other is not None
    keeper.page.mouse.click((one["x"] + other["x"]) / 2 + 14, (one["y"] + other["y"]) / 2 + 34)
    assert [len(corners(keeper)), corners(keeper)[0], corners(keeper)[2]] == [5, before[0], before[1]]
    on_map(keeper, 3).focus()
    keeper.page.keyboard.press("Delete")
    expect(keeper.page.locator(".map-corner")).to_have_count(4)
    keeper.page.locator("[data-corner] button[value^=add]").first.click()
    assert corners(keeper)[1] == ("", "")
    typed = corners(keeper)
    keeper.page.click("button[value=examine]:visible")
    keeper.page.click("button[value=keep]")
    expect(keeper.page.locator(".notice-row")).to_be_visible()
    kept = {(f"{one.north:.6f}", f"{one.east:.6f}") for one in ring_of(Project.objects.get().boundary)}
    assert kept == set(typed) - {("", "")}


@EVERY_LOOK
def test_a_building_is_put_on_the_map(office: Office, visitor: VisitorMaker, language: str, looks: Looks) -> None:
    project = Project.objects.get(code="east-sitra")
    block = Building.objects.create(project=project, code="B1")
    Unit.objects.filter(pk__in=project.units.values("pk")[:8]).update(building=block, latitude=None, longitude=None)
    keeper = visitor(language=language, looks=looks).come_in(office.cast.client("supervisor"))
    keeper.go(f"/staff/projects/{project.code}/buildings/B1/")
    drawn(keeper)
    keeper.page.locator("[data-map]").click(position={"x": 120, "y": 120})
    expect(keeper.page.locator(".map-corner")).to_have_count(1)
    on_map(keeper, 1).focus()
    keeper.page.keyboard.press("ArrowUp")
    north, east = corners(keeper)[0]
    keeper.check()
    keeper.page.click("main form button")
    expect(keeper.page.locator(".notice-row")).to_be_visible()
    block.refresh_from_db()
    assert (str(block.latitude), str(block.longitude)) == (north, east)
    keeper.unfold()
    keeper.check()


@pytest.mark.usefixtures("transactional_db")
def test_a_boundary_without_script(visitor: VisitorMaker) -> None:
    cast = make_cast(clock.now())
    make_project()
    keeper = visitor(javascript=False).come_in(cast.client("supervisor"))
    keeper.go(BOUNDARY)
    expect(keeper.page.locator("[data-map-section]")).to_be_hidden()
    keeper.page.click("button[data-add]")
    expect(keeper.page.locator("[data-corner]")).to_have_count(4)
    for row, (east, north) in enumerate(SQUARE[:-1], start=1):
        keeper.page.fill(f"#north-{row}", str(north))
        keeper.page.fill(f"#east-{row}", str(east))
    keeper.page.press("#east-4", "Enter")
    keeper.page.click("button[value=keep]")
    assert len(ring_of(Project.objects.get().boundary)) == 4
    keeper.go(BOUNDARY)
    keeper.page.click("#send summary")
    other = geojson([50.62, 26.14], *SQUARE[1:3], [50.62, 26.14]).encode()
    keeper.page.set_input_files("#file", {"name": "حد.geojson", "mimeType": "application/json", "buffer": other})
    keeper.page.click("button[value=send]")
    keeper.page.click("button[value=keep]")
    assert len(ring_of(Project.objects.get().boundary)) == 3
    keeper.go(BOUNDARY)
    keeper.page.click("a[href^='?from=']")
    keeper.page.click("button[value=examine]:visible")
    keeper.page.click("button[value=keep]")
    assert len(ring_of(Project.objects.get().boundary)) == 4
    assert ProjectBoundary.objects.count() == 3
    assert not keeper.faults
