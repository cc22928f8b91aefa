"""Filing for others: an official for a citizen, from the list of services to the printed copy; and linked systems."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.browser.conftest import EVERY_LOOK, Language, Looks, Visitor
from tests.factories.cast import Cast, make_cast, signed_in
from tests.factories.simulators import registers_in_process

from iskan.apps.accounts.operations import register_client
from iskan.apps.cases.enums import Identified
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.filing import Identification, begin_at_desk
from iskan.apps.catalogue.operations import register_versions
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import SYSTEM
from iskan.integrations.synthetic import cast as personas

VisitorMaker = Callable[..., Visitor]
FAMILY = "family_members_declaration"
CPR = personas.QUALIFIES_FOR_UNIT
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8cfc0f01f0005000"
    "1ffa1c8b0bd0000000049454e44ae426082"
)
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
    reviewer.follow(page.locator(f"main a[href$='/new/{FAMILY}/']"))
    reviewer.check()
    page.locator("main form .ds-button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    reviewer.check()
    _identify(reviewer)
    case = Case.objects.get(service_code=FAMILY)
    expect(page.locator(".attended")).to_contain_text(CPR)
    reviewer.check()
    page.locator("[name=members_missing][value=no]").check()
    reviewer.follow(page.locator("#step .ds-button[data-variant=primary]"))
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
    page.locator("#confirmed").check()
    reviewer.follow(page.locator("main form .ds-button"))


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


@EVERY_LOOK
def test_documents_are_attached_at_the_desk(
    office: Cast, visitor: VisitorMaker, language: Language, looks: Looks
) -> None:
    known = Identification(Identified.CARD, CARD)
    scope, at = office.scope("reviewer", clock.today()), clock.now()
    case = begin_at_desk(scope=scope, service_code="new_housing_application", cpr=CPR, known=known, at=at)
    reviewer = visitor(language=language, looks=looks).come_in(office.client("reviewer"))
    reviewer.go(f"/staff/filings/{case.reference}/steps/employment/")
    reviewer.check()
    reviewer.go(f"/staff/filings/{case.reference}/documents/")
    reviewer.page.locator("main input[type=file]").first.set_input_files(
        {"name": "راتب.png", "mimeType": "image/png", "buffer": PNG}
    )
    expect(reviewer.page.locator(".file-name").first).to_contain_text("راتب.png")
    reviewer.check()
    reviewer.go(f"/staff/filings/{case.reference}/check/")
    reviewer.page.locator("main form .ds-button").last.click()
    expect(reviewer.page.locator(".error-summary")).to_be_visible()
    reviewer.check()


@EVERY_LOOK
def test_linked_systems(office: Cast, visitor: VisitorMaker, language: Language, looks: Looks) -> None:
    register_client(
        scope=SYSTEM, code="bank", name=Text(ar="البنك", en="Bank"), services=(FAMILY,), hourly_limit=100,
        at=clock.now(),
    )  # fmt: skip
    reader = visitor(language=language, looks=looks).come_in(office.client("administrator"))
    for page in ("/staff/clients/", "/staff/clients/bank/revoke/"):
        reader.go(page)
        reader.check()
