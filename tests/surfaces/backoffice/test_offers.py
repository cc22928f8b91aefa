"""Offers at the desk: sent, judged, contracted, handed over; hours opened; refusals said."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings
from tests.apps.documents.conftest import signing_key  # noqa: F401 -- a fixture is found by its name
from tests.factories.cast import Cast
from tests.factories.nominations import (
    accepted,
    appointed,
    approved,
    certified,
    contracted,
    drawn,
    owns_nothing,
    small_market,
)
from tests.surfaces.backoffice.test_oversight import page, send

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import HandoverSlot, Offer
from iskan.apps.allocation.operations import offers
from iskan.apps.allocation.operations.offering import step
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.operations import draw_document
from iskan.config.settings.test import NOBODY
from iskan.foundation import clock
from iskan.foundation.scope import SYSTEM

pytestmark = pytest.mark.usefixtures("market")


@pytest.fixture
def market(cast: Cast) -> None:
    small_market(cast)


def agree(cast: Cast) -> None:
    """Have the approver agree to the one act proposed."""
    act = ProposedAct.objects.get(outcome="")
    assert send(cast, "approver", f"acts/{act.pk}/", verdict="agree").status_code == 302


def test_certified_offers_are_sent_together(cast: Cast) -> None:
    waiting = certified(cast)
    shown = page(cast, "reviewer", "offers/?state=certified")
    assert "Send the chosen offers" in shown
    assert "Send the chosen offers" not in page(cast, "auditor", "offers/")

    assert "Time to answer: 14 days." in shown
    refused = send(cast, "reviewer", "offers/", state="certified")
    assert (refused.status_code, "Choose at least one offer." in refused.content.decode()) == (422, True)
    assert send(cast, "auditor", "offers/", offers=[waiting[0].pk]).status_code == 403
    assert send(cast, "reviewer", "offers/", offers=[o.pk for o in waiting[:2]]).status_code == 302
    assert Offer.objects.filter(state=OfferState.OFFERED).count() == 2
    assert waiting[0].case.reference in page(cast, "auditor", "offers/?state=offered")


def test_without_a_time_to_answer_none_is_typed_and_none_is_sent(cast: Cast) -> None:
    found = approved(cast)
    offers.open_offers(distribution_id=found.pk, at=clock.now())
    offer = Offer.objects.order_by("pk")[0]
    step(offer=offer, scope=SYSTEM, code="certified", at=clock.now())
    for path in ("offers/?state=certified", f"offers/{offer.pk}/"):
        shown = page(cast, "reviewer", path)
        assert "The time to answer an offer." in shown
        assert 'name="days"' not in shown
        assert "Send the chosen offers" not in shown
    refused = send(cast, "reviewer", "offers/", state="certified", offers=[offer.pk], days="30")
    assert (refused.status_code, "is not configured" in refused.content.decode()) == (422, True)
    assert not Offer.objects.filter(state=OfferState.OFFERED).exists()


def test_a_doubtful_check_is_settled_by_two(cast: Cast) -> None:
    found = approved(cast)
    offers.open_offers(distribution_id=found.pk, at=clock.now())
    offer = Offer.objects.order_by("pk")[0]
    step(offer=offer, scope=SYSTEM, code="doubted", at=clock.now())

    words = "Propose what follows the second check"
    assert words in page(cast, "reviewer", f"offers/{offer.pk}/")
    assert words not in page(cast, "approver", f"offers/{offer.pk}/")
    unsaid = send(cast, "reviewer", f"offers/{offer.pk}/settle/", reason="شهادة راتب")
    assert (unsaid.status_code, "Choose one of the options." in unsaid.content.decode()) == (422, True)
    send(cast, "reviewer", f"offers/{offer.pk}/settle/", verdict="certify", reason="شهادة راتب")
    agree(cast)
    offer.refresh_from_db()
    assert offer.state == OfferState.CERTIFIED
    send(cast, "reviewer", f"offers/{offer.pk}/withdraw/", reason="فقد شرطًا أساسيًا")
    assert "Awaits a second official" in page(cast, "approver", f"offers/{offer.pk}/")
    agree(cast)
    assert "فقد شرطًا أساسيًا" in page(cast, "auditor", f"offers/{offer.pk}/")
    late = send(cast, "approver", f"offers/{offer.pk}/withdraw/", reason="مرة أخرى")
    assert (late.status_code, "has moved on" in late.content.decode()) == (409, True)


def test_the_contract_follows_the_draw(cast: Cast, settings: Settings) -> None:
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, NOBODY)
    offer = drawn(cast)
    assert "Propose to issue the contract" in page(cast, "reviewer", f"offers/{offer.pk}/")
    unanswered = send(cast, "reviewer", f"offers/{offer.pk}/contract/")
    assert (unanswered.status_code, "has not answered yet" in " ".join(unanswered.content.decode().split())) == (
        503,
        True,
    )
    owns_nothing(offer, clock.now())
    assert send(cast, "reviewer", f"offers/{offer.pk}/contract/").status_code == 302
    offer.refresh_from_db()
    assert offer.state == OfferState.DRAWN
    agree(cast)
    offer.refresh_from_db()
    assert offer.state == OfferState.CONTRACTED
    assert "Nomination and offer" in page(cast, "reviewer", f"cases/{offer.case.reference}/")


def test_the_keys_are_handed_over_with_snags_and_the_flat_returned(cast: Cast) -> None:
    offer = appointed(cast)
    unread = send(cast, "reviewer", f"offers/{offer.pk}/handover/", keys="2", electricity="x", water="1")
    assert (unread.status_code, "Enter a whole number." in unread.content.decode()) == (422, True)
    words = {"keys": "3", "electricity": "12", "water": "4", "flat": "yes", "where-1": "المطبخ", "what-1": "شرخ"}
    assert send(cast, "reviewer", f"offers/{offer.pk}/handover/", **words).status_code == 302
    shown = page(cast, "reviewer", f"offers/{offer.pk}/")
    assert "المطبخ" in shown
    assert "It was returned today" in shown
    snag = offer.handover.snags.get()
    assert send(cast, "reviewer", f"offers/{offer.pk}/snags/{snag.pk}/").status_code == 302
    assert send(cast, "reviewer", f"offers/{offer.pk}/flat/").status_code == 302
    assert "Returned on" in page(cast, "auditor", f"offers/{offer.pk}/")


def test_hours_are_opened(cast: Cast) -> None:
    hour = timezone.localtime(clock.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    for words, said in (
        ({"starts_at": "soon", "project": "buri", "capacity": "2"}, "Enter the date and the time."),
        ({"starts_at": hour, "project": "atlantis", "capacity": "2"}, "Choose one of the options."),
        ({"starts_at": "2020-01-01T08:00", "project": "buri", "capacity": "2"}, "Enter an hour to come"),
        ({"starts_at": hour, "project": "buri", "capacity": ""}, "Enter a whole number."),
    ):
        refused = send(cast, "reviewer", "offers/hours/", **words)
        assert (refused.status_code, said in refused.content.decode()) == (422, True)
    assert send(cast, "reviewer", "offers/hours/", starts_at=hour, project="buri", capacity="2").status_code == 302
    assert HandoverSlot.objects.get().capacity == 2
    assert "2 / 2" in page(cast, "auditor", "offers/hours/")


def test_other_departments_see_none(cast: Cast) -> None:
    offer = accepted(cast)[0]
    assert cast.client("outsider").get(f"/en/staff/offers/{offer.pk}/").status_code == 404
    assert offer.case.reference not in page(cast, "outsider", "offers/?state=accepted")


@pytest.mark.usefixtures("signing_key")
def test_a_contract_is_replaced_by_a_contract(cast: Cast) -> None:
    offer = contracted(cast)
    case, first = offer.case, documents_of(offer)["usufruct_contract"]
    case.applicant.name_en = "Corrected Name"
    case.applicant.save()
    assert "Replace it" in page(cast, "approver", f"cases/{case.reference}/")
    address = f"cases/{case.reference}/card/{first.pk}/"
    assert send(cast, "approver", address, change="replace", reason="خطأ في الاسم").status_code == 302

    second = documents_of(offer)["usufruct_contract"]
    assert second.pk != first.pk
    assert second.contents == first.contents | {"holder_name": {"ar": case.applicant.name_ar, "en": "Corrected Name"}}
    draw_document(issued_id=second.pk, at=clock.now())
    for issued, said in ((second, "genuine and valid"), (first, "has been replaced")):
        answer = cast.client("stranger").get(f"/en/verify/{issued.token}/")
        assert (answer.status_code, said in answer.content.decode()) == (200, True)


def documents_of(offer: Offer) -> dict[str, IssuedDocument]:
    """Return the newest document of each code issued under an offer's case."""
    issued = IssuedDocument.objects.filter(case_reference=offer.case.reference).order_by("pk")
    return {document.code: document for document in issued}
