"""What apps above the cases show on an official's case page: the list, the offer, the signed documents."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.cast import Cast
from tests.factories.nominations import answer, appointed, drawn, offered, small_market

from iskan.apps.allocation.models import Offer
from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.waiting_lists.enums import CancellationGround
from iskan.apps.waiting_lists.operations import cancellations
from iskan.foundation import clock
from iskan.surfaces.backoffice.plates import PLATES as DESK
from iskan.surfaces.portal.plates import PLATES as PORTAL
from iskan.surfaces.ui.plates import PlateSet, ShownCase

pytestmark = pytest.mark.usefixtures("market")


@pytest.fixture
def market(cast: Cast) -> list[Case]:
    return small_market(cast)


def page(cast: Cast, case: Case, role: str = "reviewer") -> str:
    answered = cast.client(role).get(f"/en/staff/cases/{case.reference}/")
    assert answered.status_code == 200
    return answered.content.decode()


def head(shown: str) -> str:
    return shown[shown.index('class="case-head"') : shown.index("</header>", shown.index('class="case-head"'))]


def test_an_offer_shows_in_the_head_and_leads_to_its_page(cast: Cast) -> None:
    offer = offered(cast)[0]
    shown = page(cast, offer.case)
    assert "Offer awaits an answer" in head(shown)
    assert 'href="#plate-offer"' in shown
    assert f'href="/en/staff/offers/{offer.pk}/"' in shown[shown.index('id="plate-offer"') :]


def test_an_offer_refused_is_no_longer_where_the_case_stands(cast: Cast) -> None:
    offer = offered(cast)[0]
    answer(offer, accepted=False)
    shown = page(cast, offer.case)
    assert "Refused" not in head(shown)
    assert 'id="plate-offer"' in shown


def test_a_case_on_its_list_says_where_and_who_may_end_it(cast: Cast, market: list[Case]) -> None:
    assert "Propose to cancel" in page(cast, market[0])
    shown = page(cast, market[0], "auditor")
    assert "on the list" in shown[shown.index('id="plate-place"') :]
    assert "Propose to cancel" not in shown


def test_a_cancelled_application_says_so_and_why(cast: Cast, market: list[Case]) -> None:
    case, at = market[0], clock.now()
    proposed = cancellations.propose_cancellation(
        scope=cast.scope("reviewer"), reference=case.reference, ground=CancellationGround.OWNS_PROPERTY,
        explanation="عقار", at=at,
    )  # fmt: skip
    cancellations.decide_cancellation(
        scope=cast.scope("approver"), cancellation_id=proposed.pk, approved=True, reason="سبب القرار", at=at
    )
    shown = page(cast, case)
    assert "Cancelled by decision" in head(shown)
    assert "سبب القرار" in shown[shown.index('id="plate-place"') :]


def test_all_that_hangs_on_a_granted_case_is_one_read(cast: Cast) -> None:
    offer: Offer = appointed(cast)
    with CaptureQueriesContext(connection) as queries:
        page(cast, offer.case)
    tables = ("waiting_lists_waitinglistentry", "allocation_offer", "documents_issueddocument")
    told = [query["sql"] for query in queries if "SELECT (SELECT json_build_array(count(*))" not in query["sql"]]
    assert len(told) == len(queries) - 1  # the menu's numbers, on every page of the desk
    reads = [sql for sql in told if any(table in sql for table in tables)]
    assert len(reads) == 1


def test_a_case_in_review_has_none(cast: Cast, market: list[Case]) -> None:
    Case.objects.filter(pk=market[0].pk).update(stage="in_review", closed_at=None)
    assert 'id="plate-' not in page(cast, market[0])


@pytest.mark.parametrize("surface", [DESK, PORTAL], ids=["desk", "portal"])
def test_a_plate_names_all_it_reads(cast: Cast, surface: PlateSet) -> None:
    """What a plate shows by its own reads alone is what it shows among the others."""
    case = drawn(cast).case
    for plate in surface.plates:
        alone = PlateSet([plate])
        assert shown(alone, alone, case, cast) == shown(alone, surface, case, cast), plate.code


def shown(plates: PlateSet, readers: PlateSet, case: Case, cast: Cast) -> list[object]:
    """Return what some plates show of a case by what others read."""
    service = service_of(case)
    stage = service.lifecycle.stage(case.stage)
    related = readers.read(id=case.pk, reference=case.reference, service=service, stage=stage)
    told = ShownCase(
        id=case.pk, reference=case.reference, service=service, stage=stage, scope=cast.scope("auditor"),
        today=clock.today(), related=related,
    )  # fmt: skip
    return [list(plates.heads(service, stage, related)), plates.shown(told)]
