"""The main job through the pages alone: apply, be asked, answer, be granted the card; or be refused with reasons."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import expect
from pytest_django import Settings
from tests.browser.conftest import DESK, PHONE, Visitor
from tests.browser.portal import PICTURE, attach_pictures, fill_every_step, state_days_of_issue
from tests.factories.cast import Cast, citizen, make_cast, signed_in
from tests.factories.journeys import answer_registers
from tests.factories.simulators import registers_in_process

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.consenting import answer_consent
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.operations import draw_document
from iskan.apps.documents.press.certificates import make_certificate
from iskan.foundation import clock
from iskan.integrations.synthetic import cast as personas

VisitorMaker = Callable[..., Visitor]
WORDS = {
    "ar": {
        "start": "بدء الطلب",
        "submit": "تقديم الطلب",
        "begin": "بدء المراجعة",
        "approved": "مقبول",
        "refused": "مرفوض",
    },
    "en": {
        "start": "Start now",
        "submit": "Submit the application",
        "begin": "Begin the review",
        "approved": "Approved",
        "refused": "Refused",
    },
}


@pytest.fixture(scope="module")
def registers_address() -> Iterator[str]:
    with registers_in_process() as address:
        yield address


@pytest.fixture(name="cast")
def _cast(transactional_db: None, registers_address: str, settings: Settings, tmp_path: Path) -> Cast:  # noqa: ARG001 -- the server's threads read what is committed
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)
    make_key(settings, tmp_path)
    register_versions(at=clock.now())
    return make_cast(clock.now())


def make_key(settings: Settings, folder: Path) -> None:
    settings.ISKAN_SIGNING_KEY, settings.ISKAN_SIGNING_CERT = str(folder / "key.pem"), str(folder / "certificate.pem")
    settings.ISKAN_SIGNING_PASSPHRASE = "only for the tests"
    make_certificate(
        key_path=folder / "key.pem",
        certificate_path=folder / "certificate.pem",
        passphrase=settings.ISKAN_SIGNING_PASSPHRASE,
        at=clock.now(),
    )


def draw_card(issued_id: int) -> None:
    """Draw and sign the card as the worker does: in a thread of its own, since the browser's loop runs in this one."""

    def work() -> None:
        draw_document(issued_id=issued_id, at=clock.now())
        connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(work).result()


def _apply(someone: Visitor, folder: Path, words: dict[str, str]) -> Case:
    someone.go("/services/new_housing_application/")
    someone.check()
    someone.page.get_by_role("button", name=words["start"]).click()
    fill_every_step(someone)
    attach_pictures(someone, folder)
    someone.check()
    for box in someone.page.locator("input[name=declared]").all():
        box.check()
    someone.follow(someone.page.get_by_role("button", name=words["submit"]))
    someone.check()
    return Case.objects.latest("pk")


def _the_worker_works(case: Case) -> None:
    """Do the worker's part: the registers answer, and the spouses make their declarations."""
    answer_registers(case, clock.now())
    case.refresh_from_db()
    assert case.household is not None
    for member in case.household.members.filter(relation="spouse").select_related("person"):
        spouse = citizen(member.person.cpr, member.person.name_ar, member.person.name_en, at=clock.now())
        scope = scope_of(spouse, clock.today())
        answer_consent(scope=scope, reference=case.reference, code="credit_check", given=True, at=clock.now())
    answer_registers(case, clock.now() + timedelta(seconds=1))


def _desk(visitor: VisitorMaker, cast: Cast, role: str, language: str, *, javascript: bool) -> Visitor:
    official = visitor(language=language, javascript=javascript)
    official.come_in(signed_in(getattr(cast, role)))
    return official


def _ask_for_a_document(reviewer: Visitor, case: Case, words: dict[str, str]) -> None:
    reviewer.go(f"/staff/cases/{case.reference}/")
    reviewer.check()
    reviewer.page.get_by_role("button", name=words["begin"]).click()
    reviewer.page.click("#drawer-move-request_evidence summary")
    reviewer.page.fill("#move-request_evidence-reason", "أرفق شهادة راتب يظهر فيها الختم")
    reviewer.page.fill("#move-request_evidence-within", "10")
    reviewer.follow(reviewer.page.locator("#drawer-move-request_evidence button[type=submit]:not([formaction])"))


def _answer_with_one(someone: Visitor, case: Case, folder: Path) -> None:
    someone.go(f"/cases/{case.reference}/")
    someone.check()
    someone.go(f"/cases/{case.reference}/answer/")
    someone.check()
    (folder / "شهادة أوضح.png").write_bytes(PICTURE)
    state_days_of_issue(someone)
    for box in someone.page.locator("main input[type=file]").all():
        box.set_input_files(folder / "شهادة أوضح.png")
        someone.page.wait_for_load_state("networkidle")
    someone.page.fill("textarea[name=answer]", "أرفقت شهادة جديدة")
    someone.follow(someone.page.locator("button.ds-button[name=action][value=send]"))


def _accept_documents(reviewer: Visitor, case: Case) -> None:
    for item in case.evidence.filter(withdrawn_at__isnull=True, verdict="pending").order_by("pk"):
        reviewer.go(f"/staff/cases/{case.reference}/documents/{item.pk}/")
        reviewer.follow(reviewer.page.locator("button[name=verdict][value=accept]"))
        reviewer.check()


def _make(official: Visitor, case: Case, move: str, reason: str) -> None:
    official.go(f"/staff/cases/{case.reference}/")
    official.page.click(f"#drawer-move-{move} summary")
    official.page.fill(f"#move-{move}-reason", reason)
    official.follow(official.page.locator(f"form[action$='/moves/{move}/'] button[type=submit]:not([formaction])"))
    official.check()


def _decide(approver: Visitor, case: Case, move: str) -> None:
    _make(approver, case, move, "بعد مراجعة التوصية")
    approver.follow(approver.page.locator("main form button[type=submit]").last)
    approver.check()


@pytest.mark.parametrize(("language", "width", "javascript"), [("ar", PHONE, False), ("en", DESK, True)])
def test_from_the_application_to_the_card(
    visitor: VisitorMaker, cast: Cast, tmp_path: Path, language: str, width: int, *, javascript: bool
) -> None:
    words = WORDS[language]
    someone = visitor(language=language, looks=[(width, "light")], javascript=javascript)
    user = citizen(personas.QUALIFIES_FOR_UNIT, "يوسف أحمد علي المناعي", "Yusuf Ahmed Ali Al Mannai", at=clock.now())
    someone.come_in(signed_in(user))
    case = _apply(someone, tmp_path, words)
    _the_worker_works(case)

    reviewer = _desk(visitor, cast, "reviewer", language, javascript=javascript)
    _ask_for_a_document(reviewer, case, words)
    _answer_with_one(someone, case, tmp_path)
    case.refresh_from_db()
    assert case.stage == "in_review"
    _accept_documents(reviewer, case)
    _make(reviewer, case, "recommend_approval", "بعد النظر في الطلب ومستنداته")
    _decide(_desk(visitor, cast, "approver", language, javascript=javascript), case, "approve")
    card = IssuedDocument.objects.get(case_reference=case.reference)
    draw_card(card.pk)
    someone.go(f"/cases/{case.reference}/")
    someone.check()
    expect(someone.page.locator("main")).to_contain_text(words["approved"])
    link = someone.page.locator(f"a[href*='/{card.token}/']").first.get_attribute("href")
    answer = someone.page.request.get(f"{someone.root}{link}")
    assert answer.body().startswith(b"%PDF-")
    someone.go(f"/verify/{card.token}/")
    someone.check()


@pytest.mark.parametrize(("language", "width", "javascript"), [("ar", DESK, True), ("en", PHONE, False)])
def test_from_the_application_to_a_refusal_with_its_reasons(
    visitor: VisitorMaker, cast: Cast, tmp_path: Path, language: str, width: int, *, javascript: bool
) -> None:
    words = WORDS[language]
    someone = visitor(language=language, looks=[(width, "light")], javascript=javascript)
    someone.come_in(signed_in(citizen(personas.OWNS_HOUSE, "خليفة راشد", "Khalifa Rashid", at=clock.now())))
    case = _apply(someone, tmp_path, words)
    _the_worker_works(case)
    reviewer = _desk(visitor, cast, "reviewer", language, javascript=javascript)
    reviewer.go(f"/staff/cases/{case.reference}/")
    reviewer.page.get_by_role("button", name=words["begin"]).click()
    _make(reviewer, case, "recommend_refusal", "بعد النظر في الطلب ومستنداته")
    _decide(_desk(visitor, cast, "approver", language, javascript=javascript), case, "refuse")
    someone.go(f"/cases/{case.reference}/")
    someone.check()
    for shown in (words["refused"], "150", "100"):
        expect(someone.page.locator("main")).to_contain_text(shown)
