"""Restoration finance from the form to the accepted offer: the citizen's, the officials' and the bank's pages."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.browser.conftest import EVERY_LOOK, Language, Looks, Visitor
from tests.browser.portal import PICTURE, answer_step, go_on, state_days_of_issue
from tests.factories.cast import Cast, citizen, make_cast, official, partner_person, signed_in
from tests.factories.journeys import answer_registers
from tests.factories.simulators import registers_in_process

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.partners.models import Referral
from iskan.core.roles import Role
from iskan.foundation import clock
from iskan.integrations.synthetic import cast as personas

VisitorMaker = Callable[..., Visitor]
UNFOLD = """(code) => {
  const form = document.querySelector(`form[action$='/moves/${code}/']`)
  for (let one = form.closest("details"); one; one = one.parentElement.closest("details")) one.open = true
}"""
SUBMIT = {"ar": "تقديم الطلب", "en": "Submit the application"}
TURNED_DOWN = {"ar": "الدخل لا يكفي للقسط", "en": "The income does not bear the instalment"}


@pytest.fixture
def office(transactional_db: None, settings: Settings) -> Iterator[Cast]:  # noqa: ARG001 -- the server reads what is committed
    with registers_in_process() as address:
        settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, address)
        register_versions(at=clock.now())
        yield make_cast(clock.now())


@EVERY_LOOK
def test_a_bank_says_no_another_offers_and_the_applicant_accepts(
    office: Cast,
    visitor: VisitorMaker,
    tmp_path: Path,
    language: Language,
    looks: Looks,
) -> None:
    owner = citizen(personas.OWNS_HOUSE, "يوسف أحمد", "Yusuf Ahmed", at=clock.now())
    applicant = visitor(language=language, looks=looks).come_in(signed_in(owner))
    case = _filed(applicant, owner, tmp_path)
    _found_eligible(office, case, visitor, language, looks)
    _answered(visitor, case, language, looks, bank="nbb", code="turn_down")
    applicant.go(f"/cases/{case.reference}/")
    expect(applicant.page.locator("main")).to_contain_text(TURNED_DOWN[language])
    applicant.check()
    applicant.go(f"/cases/{case.reference}/moves/choose_another/")
    applicant.page.locator("[name=bank][value=bisb], [name=bank]").first.wait_for()
    _choose(applicant, "bisb")
    applicant.check()
    _send(applicant)
    _answered(visitor, case, language, looks, bank="bisb", code="make_offer")
    applicant.go(f"/cases/{case.reference}/")
    expect(applicant.page.locator("main")).to_contain_text("11,500")
    applicant.check()
    applicant.follow(applicant.page.locator("main a[href$='/accept_offer/']"))
    applicant.check()
    _send(applicant)
    case.refresh_from_db()
    assert (case.stage, case.closed_at is None) == ("approved", False)
    applicant.go("/my-record/")
    expect(applicant.page.locator("main")).to_contain_text(
        {"ar": "بنك البحرين الإسلامي", "en": "Bahrain Islamic Bank"}[language]
    )


def _filed(applicant: Visitor, owner: User, folder: Path) -> Case:
    """File in the browser, and have the registers answer."""
    applicant.go("/services/restoration_finance/")
    applicant.check()
    applicant.page.locator("main form button").first.click()
    _fill_every_step(applicant)
    expect(applicant.page).to_have_url(re.compile("/documents/$"))
    _attach(applicant, folder)
    expect(applicant.page).to_have_url(re.compile("/check/$"))
    for box in applicant.page.locator("input[name=declared]").all():
        box.check()
    applicant.page.get_by_role("button", name=SUBMIT[applicant.language]).click()
    expect(applicant.page).to_have_url(re.compile("/filed/"))
    case = Case.objects.get(applicant=owner)
    answer_registers(case, clock.now())
    return case


def _fill_every_step(applicant: Visitor) -> None:
    for _step in range(12):
        if "/steps/finance/" in applicant.page.url:
            applicant.page.locator("[name=works]").fill("ترميم السقف")
            applicant.page.locator("[name=finance_asked]").fill("12000")
            _choose(applicant, "nbb")
            applicant.check()
        elif "/steps/" not in applicant.page.url:
            return
        else:
            answer_step(applicant)
        go_on(applicant)


def _attach(applicant: Visitor, folder: Path) -> None:
    """Attach both documents asked for, each with its day where that counts: a document sent redraws the page."""
    file = folder / "شهادة.png"
    file.write_bytes(PICTURE)
    for code in ("title_deed", "salary_statement"):
        state_days_of_issue(applicant)
        applicant.page.locator(f"input[name='files-{code}']").set_input_files(file)
        applicant.page.wait_for_load_state("networkidle")
    state_days_of_issue(applicant)
    go_on(applicant)
    if applicant.page.url.endswith("/documents/"):
        go_on(applicant)


def _found_eligible(office: Cast, case: Case, visitor: VisitorMaker, language: Language, looks: Looks) -> None:
    """Review and decide it at the desks of two officials of the finance department."""
    reviewer = visitor(language=language, looks=looks).come_in(office.client("outsider"))
    reviewer.go(f"/staff/cases/{case.reference}/")
    _at_desk(reviewer, "begin_review")
    for item in case.evidence.order_by("pk"):
        reviewer.go(f"/staff/cases/{case.reference}/documents/{item.pk}/")
        reviewer.follow(reviewer.page.locator("[name=verdict][value=accept]").first)
    reviewer.go(f"/staff/cases/{case.reference}/")
    _at_desk(reviewer, "recommend_approval")
    decider = official("d.finance", Role.APPROVER, office.finance, at=clock.now())
    approver = visitor(language=language, looks=looks).come_in(signed_in(decider))
    approver.go(f"/staff/cases/{case.reference}/")
    approver.check()
    _at_desk(approver, "approve")
    approver.follow(approver.page.locator("button[name=confirmed]"))
    approver.go(f"/staff/cases/{case.reference}/")
    approver.check()
    case.refresh_from_db()
    assert case.stage == "with_partner"


def _at_desk(someone: Visitor, code: str) -> None:
    """Send the form of a move, unfolding it where it is folded away."""
    someone.page.evaluate(UNFOLD, code)
    someone.follow(someone.page.locator(f"form[action$='/moves/{code}/'] button[type=submit]").first)


def _answered(visitor: VisitorMaker, case: Case, language: Language, looks: Looks, *, bank: str, code: str) -> None:
    """Answer on the bank's own desk, each of its pages looked at."""
    officer = visitor(language=language, looks=looks).come_in(signed_in(partner_person(f"o.{bank}", bank)))
    referral = Referral.objects.get(case=case, body=bank)
    officer.go("/partner/")
    officer.check()
    officer.follow(officer.page.locator(f"main a[href$='/requests/{referral.pk}/']"))
    officer.check()
    officer.follow(officer.page.locator(f"main a[href$='/{code}/']"))
    officer.check()
    _send(officer)
    officer.check()  # every field is asked for
    if code == "turn_down":
        officer.page.locator("[name=reason]").fill(TURNED_DOWN[language])
    else:
        for name, words in {"amount": "11500", "rate": "3.25", "years": "10", "instalment": "112.500"}.items():
            officer.page.locator(f"[name=offered_{name}]").fill(words)
    _send(officer)
    expect(officer.page).to_have_url(re.compile(rf"/requests/{referral.pk}/"))
    officer.check()
    assert Referral.objects.get(pk=referral.pk).answer == code


def _choose(someone: Visitor, bank: str) -> None:
    field = someone.page.locator("[name=bank]").first
    if field.evaluate("field => field.localName") == "select":
        field.select_option(bank)
    else:
        someone.page.locator(f"[name=bank][value={bank}]").check()


def _send(someone: Visitor) -> None:
    someone.follow(someone.page.locator("form.confirm button[type=submit]"))


@EVERY_LOOK
def test_a_banks_administrator_keeps_its_people(
    office: Cast, visitor: VisitorMaker, language: Language, looks: Looks
) -> None:
    keeper = visitor(language=language, looks=looks).come_in(office.client("bank_keeper"))
    keeper.go("/partner/")
    expect(keeper.page).to_have_url(re.compile("/partner/people/"))
    keeper.check()
    keeper.follow(keeper.page.locator("main a[href$='/people/new/']"))
    keeper.check()
    words = {"username": "n.officer", "name_ar": "موظفة جديدة", "name_en": "New Officer", "email": "n@example.test"}
    for name, typed in words.items():
        keeper.page.locator(f"[name={name}]").fill(typed)
    keeper.page.locator("[name=cpr]").fill("900101123")
    keeper.follow(keeper.page.locator("main form.form button[type=submit]"))
    if keeper.page.url.endswith("/new/"):
        keeper.check()
        keeper.page.locator("[name=cpr]").fill(personas.QUALIFIES_FOR_UNIT)
        keeper.page.locator("main form.form button[type=submit]").click()
    expect(keeper.page).to_have_url(re.compile("/partner/people/"))
    added = User.objects.get(username="n.officer")
    assert (added.partner, added.roles) == ("nbb", ["partner_officer"])
    keeper.follow(keeper.page.locator(f"main a[href$='/people/{added.pk}/close/']"))
    keeper.check()
    _send(keeper)
    added.refresh_from_db()
    assert not added.is_active


@EVERY_LOOK
def test_the_ministry_keeps_who_administers_a_body(
    office: Cast, visitor: VisitorMaker, language: Language, looks: Looks
) -> None:
    administrator = visitor(language=language, looks=looks).come_in(office.client("administrator"))
    person = f"/staff/partners/people/{office.bank.pk}"
    for address in ("/staff/partners/", "/staff/partners/new/", f"{person}/close/", f"{person}/reset/"):
        administrator.go(address)
        administrator.check()
