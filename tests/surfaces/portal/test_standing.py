"""How the status page opens for a household nominated, offered a home, housed, or back on the list."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.cast import AT, Cast, signed_in
from tests.factories.nominations import (
    LATER,
    accepted,
    answer,
    appointed,
    certified,
    drawn,
    offered,
    owns_nothing,
    small_market,
)

from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import Offer
from iskan.apps.allocation.operations import handovers, offers
from iskan.apps.waiting_lists.enums import CancellationGround
from iskan.apps.waiting_lists.models import Cancellation, WaitingListEntry
from iskan.policy.offer_standing import STANDINGS

pytestmark = pytest.mark.usefixtures("market")


@pytest.fixture
def market(cast: Cast) -> None:
    small_market(cast)


def head(offer: Offer, language: str = "en") -> str:
    """Return the words of the page's head, without their marks; the list of cases and the first page say the same."""
    prefix, client = "" if language == "ar" else "/en", signed_in(offer.case.applicant)
    shown = client.get(f"{prefix}/cases/{offer.case.reference}/").content.decode()
    found = re.search(r'class="status-words">.*?</p>(.*?)</div>', shown, re.DOTALL)
    assert found
    said = _bare(found[1])
    for listed in ("/cases/", "/"):
        card = re.search(
            r'class="case-card-head">(.*?)<p class="case-card-foot',
            client.get(f"{prefix}{listed}").content.decode(),
            re.DOTALL,
        )
        assert card
        stage, step = re.findall(r'<span class="ds-tag tag"[^>]*>(.*?)</span>|<p>(.*?)</p>', card[1], re.DOTALL)
        assert _bare(f"{stage[0]} {step[1]}") == said
    return said


def _bare(markup: str) -> str:
    return " ".join(re.sub("<[^>]+>", "", re.sub("</(p|h1)>", " ", markup)).split())


def handed_over(cast: Cast) -> Offer:
    offer = appointed(cast)
    handovers.hand_over(
        scope=cast.scope("reviewer"), offer_id=offer.pk, keys_count=3, electricity_reading=12, water_reading=4,
        snags=[("kitchen", "crack")], has_temporary_flat=False, at=LATER,
    )  # fmt: skip
    return Offer.objects.get(pk=offer.pk)


def test_a_case_is_among_the_open_ones_until_its_household_has_a_home(cast: Cast) -> None:
    offer = appointed(cast)
    listed = signed_in(offer.case.applicant).get("/en/cases/").content.decode()
    assert ">Closed<" not in listed
    handovers.hand_over(
        scope=cast.scope("reviewer"), offer_id=offer.pk, keys_count=3, electricity_reading=12, water_reading=4,
        snags=[], has_temporary_flat=False, at=LATER,
    )  # fmt: skip
    assert ">Closed<" in signed_in(offer.case.applicant).get("/en/cases/").content.decode()


def test_every_state_of_an_offer_has_its_words() -> None:
    assert set(STANDINGS) == set(OfferState.values)


def test_a_nomination_then_an_offer_until_its_last_day(cast: Cast) -> None:
    certificate = certified(cast)[0]
    assert "Your nomination certificate is issued" in head(certificate)
    offers.send_offers(scope=cast.scope("reviewer"), offer_ids=[certificate.pk], at=AT)
    assert "Accept or refuse the offer in Project buri by 16 March 2026 at the latest." in head(certificate)
    assert "في موعد أقصاه 16 مارس 2026" in head(certificate, "ar")


def test_an_acceptance_waits_for_the_draw(cast: Cast) -> None:
    assert "A public draw settles your home in Project buri" in head(accepted(cast)[0])


def test_the_home_drawn_and_the_contract_name_the_unit(cast: Cast) -> None:
    offer = drawn(cast)
    assert f"Your home in Project buri is {offer.unit_code}." in head(offer)
    owns_nothing(offer)
    handovers.issue_contract(scope=cast.scope("reviewer"), offer_id=offer.pk, at=LATER)
    assert f"Choose when to inspect home {offer.unit_code}" in head(offer)
    assert "يرجى اختيار موعد معاينة الوحدة" in head(offer, "ar")


def test_an_appointment_is_named(cast: Cast) -> None:
    offer = appointed(cast)
    assert f"You receive the keys of home {offer.unit_code} in Project buri: Sunday 8 March 2026, 12:00 pm" in head(
        offer
    )
    assert "صدر العقد، وحُدّد موعد التسليم" in head(offer, "ar")


def test_the_keys_end_the_wait(cast: Cast) -> None:
    offer = handed_over(cast)
    said = head(offer)
    assert "You have the keys of your home" in said
    assert "on 5 March 2026, and your application has left the waiting list" in said
    assert "you are on the waiting list" not in said
    assert "تسلمت مفاتيح وحدتك" in head(offer, "ar")
    assert "دخل طلبك قائمة الانتظار" not in head(offer, "ar")


def test_an_old_cancellation_revived_since_does_not_hide_the_keys(cast: Cast) -> None:
    offer = handed_over(cast)
    entry = WaitingListEntry.objects.get(case=offer.case)
    Cancellation.objects.create(
        entry=entry, ground=CancellationGround.NOT_RESIDENT, explanation="x", proposed_by=cast.reviewer,
        proposed_at=AT, outcome="approved", decided_by=cast.approver, decided_at=AT, reason="x",
    )  # fmt: skip
    assert "You have the keys of your home" in head(offer)


def test_a_refusal_a_lapse_and_a_withdrawn_nomination_lead_back_to_the_list(cast: Cast) -> None:
    refused, lapsed, dropped = offered(cast)
    offers.withdraw_nomination(scope=cast.scope("approver"), offer_id=dropped.pk, reason="سبب", at=AT)
    assert "The ministry withdrew your nomination in Project" in head(dropped)
    answer(refused, accepted=False)
    assert "On the waiting list You refused the offer in Project buri on 2 March 2026." in head(refused)
    offers.expire_offers(at=AT + timedelta(days=20))
    assert "lapsed unanswered on 22 March 2026" in head(lapsed)
    assert "على قائمة الانتظار انقضت بتاريخ" in head(lapsed, "ar")


def test_the_head_costs_no_statement(cast: Cast) -> None:
    offer = handed_over(cast)
    client: Client = signed_in(offer.case.applicant)
    address = f"/en/cases/{offer.case.reference}/"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) == 3  # as of any granted application


def test_the_way_to_the_keys_begins_where_the_household_stands(cast: Cast) -> None:
    refused, waiting, _third = offered(cast)
    assert ahead(waiting) == ["Allocation", "Electronic draw", "Contract", "Keys"]
    answer(refused, accepted=False)
    assert ahead(refused)[0] == "Details updated and checked again"


def test_with_a_contract_only_the_keys_lie_ahead(cast: Cast) -> None:
    assert ahead(appointed(cast)) == ["Keys"]


def ahead(offer: Offer) -> list[str]:
    """Return the stretches the page says still lie ahead."""
    shown = signed_in(offer.case.applicant).get(f"/en/cases/{offer.case.reference}/").content.decode()
    steps = shown[shown.index('class="step-list"') :]
    return re.findall(r"<li><strong>(.*?)</strong>", steps[: steps.index("</ol>")])
