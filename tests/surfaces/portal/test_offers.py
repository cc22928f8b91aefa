"""The citizen's way from the offer to the keys, in the portal's words."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from tests.factories.cast import AT, Cast, signed_in
from tests.factories.nominations import LATER, appointed, contracted, offered, small_market

from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import Offer
from iskan.apps.allocation.operations import handovers
from iskan.apps.forecasts.operations import run_forecast
from iskan.apps.housing_stock.models import FloorPlan, HomeTerms, Project, Unit
from iskan.apps.notifications.models import Message
from iskan.core.dated import FigureBook
from iskan.foundation import clock
from iskan.policy.instruments import CABINET_ON_INSTALMENTS, basis
from iskan.policy.parameters.figures import not_found
from iskan.surfaces.portal.presenters import offered_home as offered_home_view

UNSET = not_found(date(2020, 1, 1), basis(CABINET_ON_INSTALMENTS, "S34", "NF"))
pytestmark = pytest.mark.usefixtures("market")


@pytest.fixture
def market(cast: Cast) -> None:
    small_market(cast)


def site(offer: Offer) -> tuple[Client, str]:
    return signed_in(offer.case.applicant), f"/en/cases/{offer.case.reference}/"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def offer(cast: Cast) -> Offer:
    """Return an offer that may still be answered today."""
    sent = offered(cast)[0]
    Offer.objects.filter(pk=sent.pk).update(answer_due_on=clock.today() + timedelta(days=3))
    return sent


def test_an_offer_is_accepted_after_its_consequences_are_read(offer: Offer) -> None:
    client, case = site(offer)
    assert "The ministry offers you a home" in read(client, case)
    assert "Do you accept this home?" in read(client, f"{case}offer/")

    nothing = client.post(f"{case}offer/answer/")
    assert (nothing.status_code, "Choose whether to accept or refuse." in nothing.content.decode()) == (422, True)
    asked = client.post(f"{case}offer/answer/", {"answer": "accept"}).content.decode()
    assert "Once you have accepted you cannot choose another project" in asked
    offer.refresh_from_db()
    assert offer.state == OfferState.OFFERED
    done = client.post(f"{case}offer/answer/", {"answer": "accept", "confirmed": "yes", "version": offer.version})
    assert done["Location"] == f"{case}offer/"
    assert "You accepted the offer" in read(client, case)
    late = client.post(f"{case}offer/answer/", {"answer": "refuse"})
    assert (late.status_code, "has moved on" in late.content.decode()) == (409, True)


def test_an_offer_is_refused_with_what_follows_from_it(offer: Offer) -> None:
    client, case = site(offer)
    asked = client.post(f"{case}offer/answer/", {"answer": "refuse"}).content.decode()
    assert "your application stays on the waiting list with its seniority" in asked
    too_long = client.post(f"{case}offer/answer/", {"answer": "refuse", "confirmed": "yes", "reason": "x" * 1001})
    assert too_long.status_code == 422
    stale = client.post(f"{case}offer/answer/", {"answer": "refuse", "confirmed": "yes", "version": "1"})
    assert stale.status_code == 409
    words = {"answer": "refuse", "confirmed": "yes", "version": offer.version, "reason": "بعيد عن عملي"}
    assert client.post(f"{case}offer/answer/", words).status_code == 302
    assert "You refused the offer" in read(client, f"{case}offer/")
    assert "Your place on the waiting list" in read(client, case)


def test_the_hour_for_the_keys_is_chosen_and_changed(cast: Cast) -> None:
    offer = contracted(cast)
    client, case = site(offer)
    assert "No hour is free at present" in read(client, f"{case}offer/")
    hour = clock.now() + timedelta(days=2)
    slot = handovers.open_slot(scope=cast.scope("reviewer"), project_code="buri", starts_at=hour, capacity=1, at=AT)
    assert "Hours that are free" in read(client, f"{case}offer/")
    nothing = client.post(f"{case}offer/appointment/", {"slot": "x"})
    assert (nothing.status_code, "Choose one of the hours." in nothing.content.decode()) == (422, True)
    assert client.post(f"{case}offer/appointment/", {"slot": slot.pk}).status_code == 302
    assert "Appointment" in read(client, f"{case}offer/")
    assert "Contract of use" in read(client, f"{case}offer/")


def test_the_record_of_handover_is_the_citizens_to_read(cast: Cast) -> None:
    offer = appointed(cast)
    handovers.hand_over(
        scope=cast.scope("reviewer"), offer_id=offer.pk, keys_count=3, electricity_reading=12, water_reading=4,
        snags=[("المطبخ", "شرخ في البلاط")], has_temporary_flat=True, at=LATER,
    )  # fmt: skip
    client, case = site(offer)
    shown = read(client, f"{case}offer/")
    for words in ("Record of handover", "شرخ في البلاط", "Temporary flat to be returned by", "To be mended"):
        assert words in shown
    status = read(client, case)
    assert "You received the keys" in status
    assert "Open the record of your home" in status
    for page in (shown, status):
        assert "Your home" in page
        assert "Your nomination" not in page


def test_nobody_else_opens_an_offer(cast: Cast, offer: Offer) -> None:
    case = f"/en/cases/{offer.case.reference}/offer/"
    for role in ("stranger", "delegate", "reviewer"):
        assert cast.client(role).get(case).status_code == 404
        assert cast.client(role).post(f"{case}answer/", {"answer": "accept", "confirmed": "yes"}).status_code == 404
        assert cast.client(role).post(f"{case}appointment/", {"slot": "1"}).status_code == 404


def test_an_appointment_is_told_with_weekday_place_and_what_to_bring_and_goes_into_a_calendar(cast: Cast) -> None:
    offer = contracted(cast)
    client, case = site(offer)
    assert client.get(f"{case}offer/calendar/").status_code == 404
    hour = clock.now().replace(hour=7, minute=30, second=0, microsecond=0) + timedelta(days=2)
    slot = handovers.open_slot(scope=cast.scope("reviewer"), project_code="buri", starts_at=hour, capacity=1, at=AT)
    client.post(f"{case}offer/appointment/", {"slot": slot.pk})

    page = read(client, f"{case}offer/")
    told = f"{hour:%A} {hour.day} {hour:%B %Y}, 10:30 am"
    assert told in page
    assert "What to bring" in page
    assert "80008001" in page
    message = Message.objects.filter(case_reference=offer.case.reference).latest("pk")
    assert told in message.body_en
    assert "الساعة 10:30 صباحًا" in message.body_ar
    assert "<" not in message.body_ar + message.body_en
    file = client.get(f"{case}offer/calendar/")
    assert file.headers["Content-Type"].startswith("text/calendar")
    assert f"DTSTART:{hour:%Y%m%dT073000Z}" in file.content.decode()


@pytest.mark.parametrize("reached", [lambda cast: offered(cast)[0], appointed])
def test_whoever_is_chosen_is_told_of_no_turn_and_asked_no_wish(cast: Cast, reached: Callable[[Cast], Offer]) -> None:
    offer = reached(cast)
    run_forecast(at=clock.now(), runs=20)
    page = read(*site(offer))
    assert "Your place on the waiting list" not in page
    assert "When your turn may come" not in page
    assert "Where would you rather live?" not in page


def test_the_home_is_described_before_it_is_answered_and_what_is_not_set_is_named(offer: Offer) -> None:
    Unit.objects.filter(project__code="buri", unit_class=offer.nomination.unit_class).update(area="210.50")
    client, case = site(offer)
    page = read(client, f"{case}offer/")
    assert "210.5 m²" in page
    assert "Not more than 25% of the income" in page
    assert "The Cabinet&#39;s reply" in page
    assert "Not set by the ministry yet: Price, Street and building number, Floor plan" in page
    assert 'href="geo:26.152,50.632?q=26.152,50.632"' in page
    assert "The pin marks the project, not the home." in page
    assert page.index('id="home"') < page.index("Do you accept this home?")


def test_the_price_and_the_plan_that_two_officials_set_stand_with_the_offer(offer: Offer) -> None:
    project, unit_class = Project.objects.get(code=offer.nomination.project_code), offer.nomination.unit_class
    plan = FloorPlan.objects.create(document=uuid.uuid4(), brought_by_id=1, brought_at=AT)
    HomeTerms.objects.create(
        project=project, unit_class=unit_class, price="85000.500", plan=plan, instrument_ar="قرار",
        instrument_en="Decision 7", agreed_by_id=2, agreed_at=AT,
    )  # fmt: skip
    page = read(*_page(offer))
    assert "85,000.500" in page
    assert "Decision 7" in page
    assert f'href="/en/documents/{plan.document}/"' in page
    assert "Not set by the ministry yet: Street and building number" in page


def test_a_figure_taken_back_leaves_the_instalment_unset(offer: Offer) -> None:
    with patch.object(offered_home_view, "figures", return_value=FigureBook({"home_instalment_share": (UNSET,)})):
        page = read(*_page(offer))
    assert "Price, Monthly instalment, Street and building number" in page


def test_the_home_that_was_drawn_is_told_with_its_own_place(cast: Cast) -> None:
    drawn = appointed(cast)
    Unit.objects.filter(code=drawn.unit_code).update(
        area="180", latitude="26.16", longitude="50.62", house="12", road="1204", block="840"
    )
    page = read(*_page(drawn))
    assert "180 m²" in page
    assert "Building 12, Road 1204, Block 840" in page
    assert "Street and building number" not in page
    assert page.count('href="geo:26.16,50.62?q=26.16,50.62"') == 2
    assert "The pin marks the project" not in page


@pytest.mark.parametrize(("areas", "words"), [(("150", "210"), "From 150 to 210 m²"), ((None, None), None)])
def test_before_the_draw_the_areas_of_the_class_are_told(
    offer: Offer, areas: tuple[str | None, str | None], words: str | None
) -> None:
    unit = Unit.objects.get(project__code=offer.nomination.project_code, unit_class=offer.nomination.unit_class)
    Unit.objects.filter(pk=unit.pk).update(area=areas[0])
    unit.pk, unit.code, unit.area = None, "BURI-0099", areas[1]
    unit.save()
    page = read(*_page(offer))
    assert words in page if words else "<dt>Area</dt>" not in page


def test_a_project_without_a_place_has_no_map(offer: Offer) -> None:
    Project.objects.update(latitude=None, longitude=None)
    page = read(*_page(offer))
    assert "outline-map" not in page
    assert "geo:" not in page


def _page(offer: Offer) -> tuple[Client, str]:
    client, case = site(offer)
    return client, f"{case}offer/"
