"""An official files for a citizen, from the list of services to the printed copy, in both languages."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.browser.conftest import EVERY_LOOK, Language, Looks, Visitor
from tests.factories.cast import Cast, make_cast, signed_in
from tests.factories.simulators import registers_in_process

from iskan.apps.cases.models import Case
from iskan.apps.catalogue.operations import register_versions
from iskan.foundation import clock
from iskan.integrations.synthetic import cast as personas

VisitorMaker = Callable[..., Visitor]
FAMILY = "family_members_declaration"
CPR = personas.QUALIFIES_FOR_UNIT
CARD = "بطاقة الهوية رقم 12"


@pytest.fixture
def office(transactional_db: None, settings: Settings) -> Iterator[Cast]:  # noqa: ARG001 -- the server reads what is committed
    with registers_in_process() as address:
        settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, address)
        register_versions(at=clock.now())
        yield make_cast(clock.now())


@EVERY_LOOK
def test_an_application_is_filed_at_the_desk(
    office: Cast, visitor: VisitorMaker, language: Language, looks: Looks
) -> None:
    reviewer = visitor(language=language, looks=looks).come_in(office.client("reviewer"))
    page = reviewer.page
    reviewer.go("/staff/filings/")
    reviewer.check()
    page.locator(f"main a[href$='/new/{FAMILY}/']").click()
    reviewer.check()
    page.locator("main form .ds-button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    reviewer.check()
    _identify(reviewer)
    case = Case.objects.get(service_code=FAMILY)
    expect(page.locator(".attended")).to_contain_text(CPR)
    reviewer.check()
    page.locator("[name=members_missing][value=no]").check()
    page.locator("#step .ds-button[data-variant=primary]").click()
    reviewer.check()
    reviewer.go("/staff/filings/")
    expect(
        page.get_by_role("link", name=case.applicant.name_ar if language == "ar" else case.applicant.name_en)
    ).to_be_visible()
    reviewer.check()
    reviewer.go(f"/staff/filings/{case.reference}/discard/")
    reviewer.check()
    _submit(reviewer, case)
    reviewer.check()
    _read_on(reviewer, visitor(language=language, looks=looks).come_in(signed_in(case.applicant)), office, case)


def _read_on(reviewer: Visitor, applicant: Visitor, office: Cast, case: Case) -> None:
    """Look at the case as the desk and as its applicant find it afterwards."""
    reviewer.go(f"/staff/cases/{case.reference}/")
    expect(reviewer.page.locator(".case-facts")).to_contain_text(CARD)
    reviewer.check()
    applicant.go(f"/cases/{case.reference}/")
    department = office.requests.name_ar if applicant.language == "ar" else office.requests.name_en
    expect(applicant.page.locator(".status-facts")).to_contain_text(department)
    applicant.check()


def _identify(reviewer: Visitor) -> None:
    page = reviewer.page
    page.locator("[name=channel][value=desk]").check()
    page.locator("#cpr").fill(CPR)
    page.locator("#identification").fill(CARD)
    page.locator("main form .ds-button").click()


def _submit(reviewer: Visitor, case: Case) -> None:
    page = reviewer.page
    reviewer.go(f"/staff/filings/{case.reference}/check/")
    page.locator("[name=declared]").check()
    page.locator("main form .ds-button").click()
    expect(page.locator(".filed-reference")).to_have_text(case.reference)


def test_the_printed_copy(office: Cast, visitor: VisitorMaker) -> None:
    reviewer = visitor(language="ar").come_in(office.client("reviewer"))
    reviewer.page.add_init_script("window.print = () => {};")
    reviewer.go(f"/staff/filings/new/{FAMILY}/")
    _identify(reviewer)
    case = Case.objects.get(service_code=FAMILY)
    reviewer.page.locator("[name=members_missing][value=no]").check()
    reviewer.page.locator("#step .ds-button[data-variant=primary]").click()
    _submit(reviewer, case)
    reviewer.go(f"/staff/filings/{case.reference}/receipt/")
    expect(reviewer.page.locator("main")).to_contain_text(CPR)
    reviewer.check()
