"""A unit's page in the browser: both languages, both widths, dark, its map drawn and without script."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import EVERY_LOOK, Looks, Visitor
from tests.factories import nominations
from tests.factories.cast import Cast, make_cast
from tests.factories.stock import make_project

from iskan.apps.allocation.models import Offer
from iskan.apps.allocation.operations import handovers
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Building, Unit
from iskan.apps.housing_stock.operations.units import set_unit_states
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]


@dataclass(frozen=True)
class Stock:
    """The cast, a unit with keys handed over, and one nothing has happened to and nobody has placed."""

    cast: Cast
    given: str
    untouched: str


@pytest.fixture
def units(transactional_db: None) -> Stock:  # noqa: ARG001 -- the server's threads read what is committed
    register_versions(at=clock.now())
    cast = make_cast(clock.now())
    nominations.small_market(cast)
    _withheld_for_a_while(cast, "BURI-0001")
    offer = nominations.appointed(cast)
    handovers.hand_over(
        scope=cast.scope("reviewer"), offer_id=offer.pk, keys_count=2, electricity_reading=1, water_reading=1,
        snags=[], has_temporary_flat=False, at=nominations.LATER + timedelta(days=3),
    )  # fmt: skip
    project = make_project("tubli", units={"flat-3br": 1})
    building = Building.objects.create(project=project, code="B7")
    Unit.objects.filter(project=project).update(
        building=building, latitude=None, longitude=None, floor=2, rooms=3, area=Decimal(180)
    )
    return Stock(cast, Offer.objects.get(pk=offer.pk).unit_code, "TUBLI-0001")


def _withheld_for_a_while(cast: Cast, code: str) -> None:
    scope, at = cast.scope("supervisor"), nominations.AT - timedelta(days=9)
    set_unit_states(scope=scope, codes=[code], state=UnitState.WITHHELD, at=at, reason="تسرب في سقف المطبخ")
    later = at + timedelta(days=2)
    set_unit_states(scope=scope, codes=[code], state=UnitState.READY, at=later, reason="أصلح المقاول التسرب")


@EVERY_LOOK
def test_a_unit_with_a_history_and_one_without(
    units: Stock, visitor: VisitorMaker, language: str, looks: Looks
) -> None:
    reader = visitor(language=language, looks=looks).come_in(units.cast.client("auditor"))
    reader.go(f"/staff/projects/units/{units.given}/")
    reader.page.locator("[data-map]").scroll_into_view_if_needed()
    reader.page.wait_for_selector("[data-map][data-drawn]", timeout=20_000)
    expect(reader.page.locator(".map-project")).to_have_text(units.given)
    reader.check()
    reader.go(f"/staff/projects/units/{units.untouched}/")
    reader.check()


def test_from_a_project_to_a_unit_to_its_offer_without_script(units: Stock, visitor: VisitorMaker) -> None:
    reader = visitor(language="en", javascript=False).come_in(units.cast.client("reviewer"))
    reader.go("/staff/projects/buri/")
    reader.page.get_by_role("link", name=units.given).click()
    expect(reader.page.locator("[data-map-section]")).to_be_hidden()
    expect(reader.page.get_by_text("26.152")).to_be_visible()
    reader.page.get_by_role("link", name="Open the offer").click()
    reader.page.get_by_role("link", name=units.given).click()
    expect(reader.page).to_have_url(re.compile(f"/staff/projects/units/{units.given}/$"))
