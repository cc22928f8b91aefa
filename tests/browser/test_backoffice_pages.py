"""Every page of the desk, in both languages, on a phone and at a desk: rightly directed, unbroken, accessible."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.architecture.access_table import pages
from tests.browser.conftest import BY_DAY, PHONE, Looks, Visitor, looked_at
from tests.factories import review
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import busy_desk, full_case, worked_on
from tests.factories.journeys import accept_all
from tests.factories.simulators import registers_in_process
from tests.factories.stock import make_project

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import propose_act
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Unit
from iskan.foundation import clock
from iskan.integrations.synthetic import cast as personas
from iskan.policy.acts import MOVE_GIVEN_UNITS

VisitorMaker = Callable[..., Visitor]
PAGES = (
    ("supervisor", "/staff/?tab=all"),
    ("supervisor", "/staff/?tab=all&governorate=BH-13"),
    ("reviewer", "/staff/cases/{open}/"),
    ("approver", "/staff/cases/{waiting}/"),
    ("auditor", "/staff/cases/{waiting}/"),
    ("reviewer", "/staff/cases/{open}/documents/{item}/"),
    ("approver", "/staff/cases/{open}/exception/"),
    ("approver", "/staff/exceptions/{exception}/"),
    ("supervisor", "/staff/figures/income_max_unit/"),
    ("auditor", "/staff/audit/?reference={open}"),
    ("administrator", "/staff/officials/{official}/"),
    ("approver", "/staff/acts/{act}/"),
    ("supervisor", "/staff/acts/{act}/"),
)


@dataclass(frozen=True)
class Office:
    """The cast, a case under review, and one that awaits its decision."""

    cast: Cast
    open: Case
    waiting: Case
    act: ProposedAct

    @property
    def names(self) -> dict[str, object]:
        item, entry = self.open.evidence.first(), self.open.exceptions.first()
        assert item is not None
        assert entry is not None
        return {
            "open": self.open.reference, "waiting": self.waiting.reference, "item": item.pk, "exception": entry.pk,
            "official": self.cast.reviewer.pk, "act": self.act.pk,
        }  # fmt: skip


@pytest.fixture(scope="module")
def registers_address() -> Iterator[str]:
    with registers_in_process() as address:
        yield address


@pytest.fixture
def office(transactional_db: None, registers_address: str, settings: Settings) -> Office:  # noqa: ARG001 -- the server's threads read what is committed
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)
    at, today = clock.now(), clock.today()
    register_versions(at=at)
    cast = make_cast(at)
    busy_desk(cast, at)
    open_case = worked_on(cast, full_case(personas.OWNS_HOUSE, at, today), at)
    waiting, scope = full_case(personas.QUALIFIES_FOR_UNIT, at, today), cast.scope("reviewer")
    review.begin_review(scope=scope, reference=waiting.reference, at=at)
    accept_all(waiting, scope, at)
    review.recommend(scope=scope, reference=waiting.reference, outcome=Outcome.APPROVED, reason="مستوفٍ", at=at)
    project, homes = make_project(), ["EAST-SITRA-0001", "EAST-SITRA-0002"]
    Unit.objects.update(state=UnitState.HANDED_OVER)
    act = propose_act(
        scope=cast.scope("supervisor"), act=MOVE_GIVEN_UNITS, subject=project.code, at=at,
        terms={"codes": homes, "state": "withheld"}, reason="أعادتها الأسرة بعد انتقالها، وفيها أعمال صيانة",
    )  # fmt: skip
    return Office(cast, open_case, waiting, act)


def visits() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield whom to send to which pages: to one that names nothing, the first whom it opens to."""
    seen: set[str] = set()
    for role in ("reviewer", "approver", "supervisor", "auditor", "administrator"):
        plain = [address for address in pages("backoffice", role) if address not in seen]
        seen.update(plain)
        yield role, (*plain, *(address for one, address in PAGES if one == role))


@looked_at(ar=BY_DAY, en=((PHONE, "dark"),))
def test_every_page_of_the_desk(office: Office, visitor: VisitorMaker, language: str, looks: Looks) -> None:
    names = office.names
    for role, addresses in visits():
        official = visitor(language=language, looks=looks).come_in(office.cast.client(role))
        for address in addresses:
            official.go(address.format(**names))
            official.unfold()
            official.check()


@pytest.mark.parametrize(("language", "javascript"), [("ar", False), ("en", True)])
def test_from_taking_a_case_to_its_decision(
    office: Office, visitor: VisitorMaker, language: str, *, javascript: bool
) -> None:
    """Walk the main way by keyboard-reachable controls alone: in Arabic without script, in English with it."""
    at, today = clock.now(), clock.today()
    case = full_case(personas.QUALIFIES_FOR_PLOT, at, today)
    words = _WORDS[language]
    reviewer = visitor(language=language, javascript=javascript).come_in(office.cast.client("reviewer"))
    reviewer.go("/staff/?tab=free")
    reviewer.page.click(f"button[formaction$='/{case.reference}/claim/']")
    page = reviewer.page
    page.get_by_role("button", name=words["begin"]).click()
    page.locator("#documents .evidence-words a").first.click()
    page.get_by_role("button", name=words["reject"]).click()
    expect(page.locator(".error-summary")).to_be_visible()
    reviewer.check()
    page.fill("#reason", "الختم غير واضح")
    reviewer.follow(page.get_by_role("button", name=words["reject"]))
    reviewer.go(f"/staff/cases/{case.reference}/")
    page.click("#drawer-move-request_evidence summary")
    page.fill("#move-request_evidence-reason", "أرفق نسخة يظهر فيها الختم")
    page.fill("#move-request_evidence-within", "10")
    expect(page.locator("#move-request_evidence-evidence")).to_be_checked()
    reviewer.follow(page.get_by_role("button", name=words["send"]))
    reviewer.check()
    case.refresh_from_db()
    assert case.stage == "awaiting_applicant"
    assert case.assignee == office.cast.reviewer


@pytest.mark.parametrize(("language", "javascript"), [("ar", True), ("en", False)])
def test_a_recommendation_and_a_second_officials_decision(
    office: Office, visitor: VisitorMaker, language: str, *, javascript: bool
) -> None:
    words = _WORDS[language]
    reviewer = visitor(language=language, looks=[(PHONE, "light")], javascript=javascript).come_in(
        office.cast.client("reviewer")
    )
    reviewer.go(f"/staff/cases/{office.open.reference}/")
    reviewer.page.click("#drawer-move-recommend_refusal summary")
    reviewer.page.fill("#move-recommend_refusal-reason", "يملك منزلًا")
    reviewer.follow(reviewer.page.get_by_role("button", name=words["recommend"]))
    reviewer.check()
    approver = visitor(language=language, javascript=javascript).come_in(office.cast.client("approver"))
    approver.go("/staff/")
    approver.page.click(f"a[href$='/{office.open.reference}/']")
    approver.page.click("#drawer-move-refuse summary")
    approver.page.fill("#move-refuse-reason", "منزل مساحته 150 مترًا")
    approver.follow(approver.page.get_by_role("button", name=words["refuse"], exact=True))
    approver.check()
    approver.follow(approver.page.get_by_role("button", name=words["refuse"], exact=True))
    approver.check()
    office.open.refresh_from_db()
    assert office.open.stage == "rejected"


def test_the_list_is_walked_with_single_keys(office: Office, visitor: VisitorMaker) -> None:
    official = visitor(language="en").come_in(office.cast.client("supervisor"))
    official.go("/staff/?tab=all")
    page = official.page
    rows = page.locator("[data-row]")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#desk-search")).to_be_focused()
    page.keyboard.type("j/")
    expect(page.locator("#desk-search")).to_have_value("j/")
    page.click(".keys summary")
    page.uncheck("#use-keys")
    rows.nth(1).focus()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()


def test_one_box_ticks_all(office: Office, visitor: VisitorMaker) -> None:
    decided = Case.objects.filter(stage="awaiting_decision", assignee=None)
    decided.update(assignee=office.cast.approver)  # a reviewer has no part in it
    official = visitor(language="ar").come_in(office.cast.client("supervisor"))
    official.go("/staff/?tab=free")
    official.page.check("[data-all]")
    boxes = official.page.locator("input[name=case]")
    assert all(boxes.nth(index).is_checked() for index in range(boxes.count()))
    official.page.select_option("#assignee", str(office.cast.second_reviewer.pk))
    official.follow(official.page.get_by_role("button", name="إسناد"))
    official.check()
    assert not Case.objects.filter(assignee=None, department=office.cast.requests).exists()


_WORDS = {
    "ar": {
        "begin": "بدء المراجعة", "reject": "عدم قبول", "send": "طلب استكمال موجّه إلى مقدم الطلب",
        "recommend": "التوصية بالرفض", "refuse": "رفض الطلب",
    },
    "en": {
        "begin": "Begin the review", "reject": "Reject", "send": "Ask the applicant for something",
        "recommend": "Recommend refusal", "refuse": "Refuse the application",
    },
}  # fmt: skip
