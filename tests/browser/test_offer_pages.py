"""Distributions and offers, at the desk and for the citizen: every page in both languages, on a phone and at a desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect
from tests.browser.conftest import BY_DAY, DESK, PHONE, Looks, Visitor, looked_at
from tests.factories import nominations
from tests.factories.cast import Cast, make_cast, signed_in
from tests.factories.stock import make_project

from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import NominationCheck, Offer
from iskan.apps.allocation.operations import handovers
from iskan.apps.cases.findings import keep_findings
from iskan.apps.cases.models import CaseAssessment
from iskan.apps.cases.operations.judging_again import JudgedAgain
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.housing_stock.enums import UnitState
from iskan.core.catalogue import assess_service
from iskan.core.eligibility import FactValue
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.policy import registry
from iskan.policy.judged_again import JudgedAt, criteria_at

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


def judged(offer: Offer, *, basic: int, properties: list[dict[str, Any]], resident: bool | None = True) -> JudgedAgain:
    """Judge all conditions that hold until the nomination on the facts told, as registers would tell them."""
    told = {
        "programme": "unit", "family_category": "1", "sex": "male", "marital_status": "married",
        "bahraini": True, "permanently_resident": resident, "earlier_service": False, "properties": properties,
        "home_finance": False, "basic_salary": Money.bhd(basic), "fixed_allowances": [],
        "other_allowances": Money.bhd(0), "husband_consent": True,
    }  # fmt: skip
    source = Text(ar="السجل السكاني", en="Population register")
    facts = {code: FactValue(value=value, source=source, at=clock.now()) for code, value in told.items()}
    service = registry.services()["new_housing_application"]
    assessment = assess_service(
        service, facts, clock.today(), programme="unit", criteria=criteria_at(JudgedAt.NOMINATION, service, "unit"),
        filed_on=localdate(offer.case.filed_at),
    )  # fmt: skip
    return JudgedAgain(assessment, facts)


@IN_ALL
def test_what_changed_since_filing_beside_what_was_found_then(
    market: Market, visitor: VisitorMaker, language: str, looks: Looks
) -> None:
    offer = Offer.objects.exclude(pk__in=[market.names["certified"], market.names["offered"]]).get()
    villa = {
        "owner": "applicant", "acquired_by": "purchase", "tenure": "separate", "area_m2": Decimal(400),
        "acquired_on": date(2024, 3, 2),
    }  # fmt: skip
    then = judged(offer, basic=750, properties=[])
    CaseAssessment.objects.create(
        case=offer.case, at=clock.now(), on_day=localdate(offer.case.filed_at), verdict="eligible", facts={},
        findings=keep_findings(then.assessment.findings),
    )  # fmt: skip
    now = judged(offer, basic=1250, properties=[villa], resident=None)
    NominationCheck.objects.create(
        offer=offer, on_day=clock.today(), verdict=now.assessment.verdict, facts={}, at=clock.now(),
        findings=keep_findings(now.assessment.findings),
    )  # fmt: skip
    Offer.objects.filter(pk=offer.pk).update(state=OfferState.DOUBTFUL)
    reader = visitor(language=language, looks=looks).come_in(market.cast.client("reviewer"))
    reader.go(f"/staff/offers/{offer.pk}/")
    reader.check()
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
