"""Distributions and offers, at the desk and for the citizen: every page in both languages, on a phone and at a desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import BY_DAY, DESK, PHONE, Looks, Visitor, looked_at
from tests.factories import nominations
from tests.factories.cast import Cast, make_cast, signed_in
from tests.factories.stock import make_project

from iskan.apps.allocation.models import Offer
from iskan.apps.allocation.operations import handovers
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.housing_stock.enums import UnitState
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]
IN_ALL = looked_at(ar=BY_DAY, en=((DESK, "light"), (PHONE, "dark")))
DESK_PAGES = (
    ("reviewer", "/staff/distributions/"),
    ("reviewer", "/staff/distributions/new/"),
    ("reviewer", "/staff/distributions/{prepared}/"),
    ("approver", "/staff/distributions/{approved}/?case={case}"),
    ("auditor", "/staff/distributions/{approved}/report/"),
    ("reviewer", "/staff/offers/"),
    ("reviewer", "/staff/offers/?state=certified"),
    ("reviewer", "/staff/offers/{certified}/"),
    ("reviewer", "/staff/offers/{offered}/"),
    ("reviewer", "/staff/offers/hours/"),
)


@dataclass(frozen=True)
class Market:
    """The cast, and offers at several steps."""

    cast: Cast
    names: dict[str, object]
    offer: Offer


@pytest.fixture
def cast(transactional_db: None) -> Cast:  # noqa: ARG001 -- the server's threads read what is committed
    register_versions(at=clock.now())
    return make_cast(clock.now())


@pytest.fixture
def market(cast: Cast) -> Market:
    """Lay one distribution approved with an offer to answer and one certified, and another prepared."""
    cases = nominations.small_market(cast)
    nominations.excepted(cast, cases[4])
    first, second, _third = nominations.certified(cast)
    nominations.offers.send_offers(scope=cast.scope("reviewer"), offer_ids=[first.pk], at=clock.now())
    make_project("tubli", units={"house-4br": 2}, state=UnitState.READY)
    prepared = nominations.prepared(cast, ["tubli"])
    names = {
        "prepared": prepared.reference, "approved": first.nomination.distribution.reference,
        "case": first.case.reference, "certified": second.pk, "offered": first.pk,
    }  # fmt: skip
    return Market(cast, names, Offer.objects.get(pk=first.pk))


@IN_ALL
def test_every_page_of_distributions_and_offers(
    market: Market, visitor: VisitorMaker, language: str, looks: Looks
) -> None:
    for role in dict.fromkeys(role for role, _address in DESK_PAGES):
        reader = visitor(language=language, looks=looks).come_in(market.cast.client(role))
        for address in (address for one, address in DESK_PAGES if one == role):
            reader.go(address.format(**market.names))
            reader.unfold()
            reader.check()


@IN_ALL
def test_the_citizens_offer(market: Market, visitor: VisitorMaker, language: str, looks: Looks) -> None:
    """Read the offer, see what accepting means, accept it, and find it on the one timeline."""
    reader = visitor(language=language, looks=looks).come_in(signed_in(market.offer.case.applicant))
    case = f"/cases/{market.offer.case.reference}/"
    for address in (case, f"{case}wishes/", f"{case}offer/"):
        reader.go(address)
        reader.check()
    page = reader.page
    page.check("input[name=answer][value=accept]")
    page.click("main form button[type=submit]")
    reader.check()
    page.click("button[name=confirmed]")
    reader.check()
    expect(page.locator("h1")).to_have_text(
        {"ar": "قُبل العرض، بانتظار السحب", "en": "Accepted, awaiting the draw"}[language]
    )
    reader.go(case)
    expect(page.locator(".timeline-title").first).to_have_text(
        {"ar": "قبلت العرض", "en": "You accepted the offer"}[language]
    )


@pytest.mark.parametrize(("language", "width"), [("ar", PHONE), ("en", DESK)])
def test_from_the_contract_to_the_keys(cast: Cast, visitor: VisitorMaker, language: str, width: int) -> None:
    """Choose the hour as the citizen, hand over as the official, read the record as the citizen: without a script."""
    nominations.small_market(cast)
    offer, now = nominations.contracted(cast), clock.now()
    handovers.open_slot(
        scope=cast.scope("reviewer"), project_code="buri", starts_at=now + timedelta(days=2), capacity=2, at=now
    )
    reader = visitor(language=language, looks=[(width, "light")]).come_in(signed_in(offer.case.applicant))
    reader.go(f"/cases/{offer.case.reference}/offer/")
    reader.check()
    reader.page.check("input[name=slot]")
    reader.page.click("main form button[type=submit]")
    reader.check()
    desk = visitor(language=language, looks=[(width, "light")], javascript=False).come_in(cast.client("reviewer"))
    desk.go(f"/staff/offers/{offer.pk}/")
    page = desk.page
    page.click("#drawer-hand_over summary")
    for name, words in {"keys": "3", "electricity": "120", "water": "8", "where-1": "المطبخ", "what-1": "شرخ"}.items():
        page.fill(f"[name={name}]", words)
    page.check("[name=flat]")
    page.click("#drawer-hand_over button[type=submit]")
    expect(page.locator("#handover")).to_contain_text("المطبخ")
    for address in (f"/cases/{offer.case.reference}/offer/", f"/cases/{offer.case.reference}/"):
        reader.go(address)
        reader.check()
    expect(reader.page.locator("h1")).to_have_text(
        {"ar": "تسلمت مفاتيح وحدتك", "en": "You have the keys of your home"}[language]
    )
