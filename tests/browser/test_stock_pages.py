"""Projects and units in the browser: both languages, both widths, dark, without script, and the map drawn or not."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from playwright.sync_api import expect
from tests.apps.housing_stock.test_sheets import ENGLISH, FILES, comma_separated
from tests.browser.conftest import EVERY_LOOK, Looks, Visitor
from tests.factories.cast import Cast, make_cast
from tests.factories.stock import make_project

from iskan.apps.housing_stock.enums import GateKind, UnitState
from iskan.apps.housing_stock.models import Gate, Unit
from iskan.apps.housing_stock.operations.importing import examine_sheet
from iskan.demo.stock import write_stock
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]
ROW = ["east-sitra", 2, None, "ZZ-1", "house-4br", 4, 220, None, "no", 26.15, 50.63, "building"]
SCREENS = (
    "", "east-sitra/", "new/", "east-sitra/edit/", "east-sitra/phases/9/", "east-sitra/progress/",
    "east-sitra/gates/{gate}/", "import/", "import/{sheet}/",
    "east-sitra/terms/house-4br/",
)  # fmt: skip


@dataclass(frozen=True)
class Office:
    """The cast, a gate to close, and a sheet that waits."""

    cast: Cast
    gate: int
    sheet: int


@pytest.fixture
def _stock(transactional_db: None) -> None:  # noqa: ARG001 -- the server reads what is committed
    with connection.cursor() as cursor:
        write_stock(cursor, at=clock.now())


@pytest.fixture
def office(_stock: None) -> Office:
    cast = make_cast(clock.now())
    gate = Gate.objects.filter(project__code="east-sitra", done_on__isnull=True).order_by("pk").first()
    assert gate is not None
    scope, file = cast.scope("supervisor", clock.today()), io.BytesIO(comma_separated(ENGLISH, ROW))
    sheet = examine_sheet(scope=scope, file=file, name="وحدات.csv", at=clock.now()).import_id
    assert sheet is not None
    return Office(cast, gate.pk, sheet)


def drawn(visitor: Visitor) -> None:
    """Bring the map near and wait until it stands."""
    visitor.page.locator("[data-map]").scroll_into_view_if_needed()
    visitor.page.wait_for_selector("[data-map][data-drawn]", timeout=20_000)


@EVERY_LOOK
@pytest.mark.usefixtures("_stock")
def test_the_public_pages(visitor: VisitorMaker, language: str, looks: Looks) -> None:
    someone = visitor(language=language, looks=looks)
    for path in ("/projects/", "/projects/salman-town/", "/projects/khalifa-town/?class=flat-3br#units"):
        someone.go(path)
        someone.unfold()
        drawn(someone)
        someone.check()
    someone.go("/projects/?governorate=BH-14&programme=plot")
    someone.check()


@pytest.mark.usefixtures("_stock")
def test_without_script_the_list_is_the_page(visitor: VisitorMaker) -> None:
    someone = visitor(javascript=False)
    someone.go("/projects/")
    expect(someone.page.locator("[data-map-section]")).to_be_hidden()
    someone.page.select_option("#filter-governorate", "BH-15")
    someone.page.locator(".filters button").click()
    expect(someone.page.locator(".project-card")).to_have_count(4)
    someone.page.locator(".project-card a").first.click()
    someone.page.select_option("#filter-state", "building")
    someone.page.locator(".filters button").click()
    expect(someone.page).to_have_url(re.compile("state=building"))
    assert not someone.faults


@pytest.mark.usefixtures("_stock")
def test_a_point_of_the_map_says_what_it_is_and_leads_on(visitor: VisitorMaker) -> None:
    someone = visitor(language="en")
    someone.go("/projects/?governorate=BH-14")
    drawn(someone)
    labels = someone.page.locator(".map-project:not(.map-crowded)")
    expect(labels.nth(4)).to_be_attached()
    box = labels.filter(has_text="Khalifa Town").bounding_box()
    assert box is not None
    someone.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] + 10)
    someone.page.locator(".map-popup a").click()
    expect(someone.page).to_have_url(re.compile("/en/projects/khalifa-town/$"))


@pytest.mark.usefixtures("_stock")
def test_a_map_that_cannot_be_drawn_says_so(visitor: VisitorMaker) -> None:
    someone = visitor(language="en")
    someone.page.route("**/maplibre-gl.mjs", lambda route: route.abort())
    someone.go("/projects/")
    someone.page.locator("#map-title").scroll_into_view_if_needed()
    expect(someone.page.locator("[data-map-failed]")).to_be_visible()
    expect(someone.page.locator("[data-map]")).to_be_hidden()


@EVERY_LOOK
def test_the_desks_pages(office: Office, visitor: VisitorMaker, language: str, looks: Looks) -> None:
    keeper = visitor(language=language, looks=looks).come_in(office.cast.client("supervisor"))
    for screen in SCREENS:
        keeper.go(f"/staff/projects/{screen.format(gate=office.gate, sheet=office.sheet)}")
        keeper.unfold()
        keeper.check()
    keeper.go("/staff/projects/new/")
    keeper.follow(keeper.page.locator("main form button"))
    keeper.check()
    keeper.go("/staff/projects/import/")
    bad = comma_separated(ENGLISH, [*ROW[:3], "bad code", *ROW[4:]])
    keeper.page.set_input_files("#file", {"name": "وحدات.csv", "mimeType": "text/csv", "buffer": bad})
    keeper.page.locator("main form button").click()
    expect(keeper.page.locator("#faults tbody tr")).to_have_count(1)
    keeper.check()
    keeper.go("/staff/projects/import/")
    keeper.page.set_input_files("#file", FILES / "units-filtered-row.xlsx")
    keeper.follow(keeper.page.locator("main form button"))
    keeper.check()
    keeper.follow(keeper.page.locator("main form button").last)
    keeper.go("/staff/projects/import/")
    keeper.page.locator("a[href$='/take-back/']").click()
    keeper.follow(keeper.page.locator("main form button"))
    keeper.check()


@pytest.mark.usefixtures("transactional_db")
def test_from_an_open_gate_to_ready_units_without_script(visitor: VisitorMaker) -> None:
    """Walk in Arabic, without script: the gate keeps units back, is closed, and lets them be ready."""
    cast = make_cast(clock.now())
    make_project(open_gates=(GateKind.WATER,))
    keeper = visitor(javascript=False).come_in(cast.client("supervisor"))
    for closed in (False, True):
        if closed:
            keeper.go("/staff/projects/east-sitra/")
            gate = Gate.objects.get(kind=GateKind.WATER).pk
            keeper.page.click(f"a[href$='/gates/{gate}/']")
            keeper.follow(keeper.page.locator("main form button").first)
        keeper.go("/staff/projects/east-sitra/")
        keeper.page.click("main details summary >> nth=-1")
        keeper.page.locator("form[action$='/units/'] button").click()
        keeper.page.locator("button[name=confirmed]").click()
        expect(keeper.page.locator(".error-summary")).to_have_count(0 if closed else 1)
    assert set(Unit.objects.values_list("state", flat=True)) == {UnitState.READY}
    assert not keeper.faults
