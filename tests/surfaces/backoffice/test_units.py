"""A unit's page: what it is, where it stands, its whole history, and the offers the viewer may open."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.cast import AT, Cast
from tests.factories.nominations import LATER, appointed, drawn, small_market
from tests.factories.stock import make_project
from tests.surfaces.backoffice.test_oversight import page

from iskan.apps.allocation.models import Offer
from iskan.apps.allocation.operations import handovers
from iskan.apps.draws.models import Draw
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Building, StockImport, Unit, UnitEvent
from iskan.apps.housing_stock.operations.units import set_unit_states

HOME = "projects/units/EAST-SITRA-0001/"


def moved(cast: Cast, *states: UnitState, reason: str = "") -> None:
    for hours, state in enumerate(states):
        at = AT + timedelta(hours=hours)
        set_unit_states(
            scope=cast.scope("supervisor"), codes=["EAST-SITRA-0001"], state=state, at=at, reason=reason
        )  # fmt: skip


def handed_over(cast: Cast) -> Offer:
    small_market(cast)
    offer = appointed(cast)
    handovers.hand_over(
        scope=cast.scope("reviewer"), offer_id=offer.pk, keys_count=2, electricity_reading=1, water_reading=1,
        snags=[], has_temporary_flat=False, at=LATER + timedelta(days=3),
    )  # fmt: skip
    offer.refresh_from_db()
    return offer


@pytest.mark.parametrize("role", ["reviewer", "auditor", "administrator", "supervisor", "outsider"])
def test_every_official_reads_what_a_unit_is_and_that_nothing_happened_yet(cast: Cast, role: str) -> None:
    make_project()
    shown = page(cast, role, HOME)
    assert "EAST-SITRA-0001" in shown
    assert "No event is recorded yet" in shown
    assert "There is no offer of this unit that you may open." in shown
    assert 'href="/en/staff/projects/east-sitra/"' in shown


def test_an_unknown_unit_is_not_found(cast: Cast) -> None:
    assert cast.client("reviewer").get("/en/staff/projects/units/NONE-1/").status_code == 404


def test_every_move_is_told_newest_first_with_who_made_it_and_why(cast: Cast) -> None:
    make_project()
    moved(cast, UnitState.READY, UnitState.WITHHELD, reason="تسرب في <السقف>")
    shown = page(cast, "auditor", HOME)
    trail = shown[shown.index('class="timeline"') :]
    assert trail.index("Withheld") < trail.index("Ready")
    assert "Official m.jasim" in trail
    assert "تسرب في &lt;السقف&gt;" in trail


def test_a_unit_that_came_from_a_file_names_it(cast: Cast) -> None:
    make_project()
    unit = Unit.objects.get(code="EAST-SITRA-0001")
    UnitEvent.objects.create(unit=unit, source="", target="building", at=AT, by_id=cast.supervisor.pk)
    StockImport.objects.create(
        file_name="units<1>.xlsx", rows=[], uploaded_by_id=cast.supervisor.pk, uploaded_at=AT, confirmed_at=AT
    )
    shown = page(cast, "reviewer", HOME)
    assert "Entered in the stock: Under construction" in shown
    assert "units&lt;1&gt;.xlsx" in shown


def test_the_draw_and_the_handover_stand_in_the_history(cast: Cast) -> None:
    offer = handed_over(cast)
    shown = page(cast, "auditor", f"projects/units/{offer.unit_code}/")
    assert "By the result of the draw" in shown
    assert f'href="/en/staff/draws/{Draw.objects.get().reference}/"' in shown
    assert "Keys handed over on the offer of case" in shown
    assert "Official r.isa" in shown
    assert f'href="/en/staff/offers/{offer.pk}/"' in shown
    assert f'href="/en/staff/cases/{offer.case.reference}/"' in shown


@pytest.mark.parametrize("role", ["outsider", "administrator"])
def test_whoever_may_not_open_the_case_sees_no_offer(cast: Cast, role: str) -> None:
    offer = handed_over(cast)
    shown = page(cast, role, f"projects/units/{offer.unit_code}/")
    assert "Handed over" in shown
    assert offer.case.reference not in shown
    assert "/staff/offers/" not in shown[shown.index("<main") :]
    assert "There is no offer of this unit that you may open." in shown


def test_offers_and_projects_lead_to_the_unit(cast: Cast) -> None:
    small_market(cast)
    offer = drawn(cast)
    link = f'href="/en/staff/projects/units/{offer.unit_code}/"'
    assert link in page(cast, "reviewer", "offers/?state=drawn")
    assert link in page(cast, "reviewer", f"offers/{offer.pk}/")
    assert link in page(cast, "administrator", "projects/buri/")


def test_the_place_is_told_in_words_and_a_building_without_one_may_be_placed(cast: Cast) -> None:
    project = make_project(units={"flat-3br": 1})
    assert "26.152100, 50.632000" in page(cast, "reviewer", HOME)
    building = Building.objects.create(project=project, code="B7", latitude=Decimal("26.1"), longitude=Decimal("50.6"))
    Unit.objects.update(building=building, latitude=None, longitude=None)
    shown = page(cast, "reviewer", HOME)
    assert "The place of building" in shown
    assert 'data-at="50.600000,26.100000"' in shown
    Building.objects.update(latitude=None, longitude=None)
    assert "Put the building on the map" in page(cast, "supervisor", HOME)
    unplaced = page(cast, "reviewer", HOME)
    assert "has a place on the map yet" in unplaced
    assert "Put the building on the map" not in unplaced
    assert "data-map-section" not in unplaced


def test_the_statements_do_not_grow_with_the_history(cast: Cast) -> None:
    make_project()
    client, counts = cast.client("reviewer"), []
    client.get(f"/en/staff/{HOME}")
    states = (UnitState.READY, UnitState.WITHHELD, UnitState.READY)
    for history in (states[:1], states[1:]):
        moved(cast, *history)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/en/staff/{HOME}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
