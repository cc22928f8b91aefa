"""A citizen asks for the review of a refusal: what they choose from, and what is said where nothing fits."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESK, PHONE, Language, Looks, Visitor, looked_at
from tests.factories.cast import Cast, make_cast
from tests.factories.filed import inserted_case

from iskan.apps.cases.models import Case
from iskan.apps.catalogue.operations import register_versions
from iskan.foundation import clock

REVIEW = "decision_review"
NARROWEST = 320
VisitorMaker = Callable[..., Visitor]


@pytest.fixture
def cast(transactional_db: None) -> Cast:  # noqa: ARG001 -- the server reads what is committed
    register_versions(at=clock.now())
    return make_cast(clock.now())


@looked_at(ar=((DESK, "light"), (NARROWEST, "light")), en=((PHONE, "dark"), (DESK, "light")))
def test_a_refusal_is_chosen_and_each_page_leads_to_the_other(
    cast: Cast, visitor: VisitorMaker, language: Language, looks: Looks
) -> None:
    refused = inserted_case(1, cast.requests, stage="rejected", closed_at=clock.now())
    Case.objects.filter(pk=refused.pk).update(applicant=cast.head)
    citizen = visitor(language=language, looks=looks, javascript=False).come_in(cast.client("head"))
    page = citizen.page
    citizen.go(f"/services/{REVIEW}/")
    citizen.check()
    citizen.follow(page.locator("aside form .ds-button"))
    citizen.check()
    page.locator("#step .ds-button[data-variant=primary]").click()
    expect(page.locator(".error-summary")).to_be_visible()
    citizen.check()
    page.locator(f"[name=reviewed_case][value='{refused.reference}']").check()
    page.locator("#review_reason").fill("لم يُؤخذ بشهادة الراتب")
    citizen.follow(page.locator("#step .ds-button[data-variant=primary]"))
    case = Case.objects.get(service_code=REVIEW)
    citizen.go(f"/apply/{case.reference}/check/")
    citizen.check()
    page.locator("[name=declared]").check()
    page.locator("main form .ds-button").last.click()
    for mine, other in ((case, refused), (refused, case)):
        citizen.go(f"/cases/{mine.reference}/")
        expect(page.locator(f"main a[href$='/cases/{other.reference}/']")).to_be_visible()
        citizen.check()
    official = visitor(language=language, looks=looks).come_in(cast.client("reviewer"))
    official.go(f"/staff/cases/{case.reference}/")
    expect(official.page.locator(f".case-facts a[href$='/cases/{refused.reference}/']")).to_be_visible()
    official.check()


@looked_at(ar=((DESK, "light"), (NARROWEST, "light")), en=((PHONE, "dark"), (DESK, "light")))
def test_where_nothing_fits_the_page_says_what_to_do(
    cast: Cast, visitor: VisitorMaker, language: Language, looks: Looks
) -> None:
    citizen = visitor(language=language, looks=looks).come_in(cast.client("stranger"))
    citizen.go(f"/services/{REVIEW}/")
    citizen.page.locator("aside form .ds-button").click()
    expect(citizen.page.locator("main .notice")).to_be_visible()
    citizen.check()
