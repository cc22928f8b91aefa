"""From case to case by keyboard alone, every action counted: a key pressed on a control, a field filled in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect
from pytest_django import Settings
from tests.browser.conftest import BY_DAY, Looks, Visitor, looked_at
from tests.factories import review
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import full_case
from tests.factories.figures import approve_figure
from tests.factories.filed import inserted_case
from tests.factories.journeys import accept_all
from tests.factories.simulators import registers_in_process

from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.assignment import release
from iskan.apps.cases.operations.evidence import review_evidence
from iskan.apps.catalogue.operations import register_versions
from iskan.foundation import clock
from iskan.integrations.synthetic import cast as personas
from iskan.policy.parameters.requests import REQUEST_ANSWER_DAYS

VisitorMaker = Callable[..., Visitor]


@pytest.fixture(scope="module")
def registers_address() -> Iterator[str]:
    with registers_in_process() as address:
        yield address


@pytest.fixture
def cast(transactional_db: None, registers_address: str, settings: Settings) -> Cast:  # noqa: ARG001 -- the server's threads read what is committed
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)
    register_versions(at=clock.now())
    return make_cast(clock.now())


@dataclass
class Hands:
    """Somebody at a keyboard, whose actions are counted; walking to a control with Tab is none."""

    visitor: Visitor
    actions: int = 0

    def key(self, key: str) -> None:
        self.visitor.page.keyboard.press(key)
        self.actions += 1

    def on(self, control: Locator, key: str = "Enter") -> None:
        control.focus()
        expect(control).to_be_focused()
        self.key(key)

    def choose(self, choice: Locator, value: str) -> None:
        choice.focus()
        choice.select_option(value)
        self.actions += 1

    def type(self, field: Locator, words: str) -> None:
        field.focus()
        self.visitor.page.keyboard.type(words)
        self.actions += 1


def all_met(cast: Cast) -> Case:
    """File a case that meets everything, its documents judged already, and give it back."""
    case, scope = full_case(personas.QUALIFIES_FOR_UNIT, clock.now(), clock.today()), cast.scope("reviewer")
    accept_all(case, scope, clock.now())
    return case


def test_an_all_met_case_takes_a_reviewer_two_actions_and_leads_to_the_next(cast: Cast, visitor: VisitorMaker) -> None:
    case = all_met(cast)
    following = inserted_case(1, cast.requests, stage="in_review", assignee=cast.reviewer)
    official = visitor(language="en").come_in(cast.client("reviewer"))
    official.go("/staff/inbox/")
    hands, page = Hands(official), official.page

    hands.key("n")
    page.wait_for_url(f"**/cases/{case.reference}/")
    hands.on(page.get_by_role("button", name="Recommend approval"))

    page.wait_for_url(f"**/cases/{following.reference}/")
    expect(page.get_by_role("status").get_by_role("link", name=case.reference)).to_be_visible()
    official.check()
    case.refresh_from_db()
    assert case.stage == "awaiting_decision"
    assert hands.actions <= 3


def test_an_all_met_case_takes_a_second_official_three_actions(cast: Cast, visitor: VisitorMaker) -> None:
    case, scope = all_met(cast), cast.scope("reviewer")
    review.begin_review(scope=scope, reference=case.reference, at=clock.now())
    review.recommend(scope=scope, reference=case.reference, outcome=Outcome.APPROVED, reason="", at=clock.now())
    official = visitor(language="ar").come_in(cast.client("approver"))
    official.go("/staff/inbox/")
    hands, page = Hands(official), official.page

    hands.key("n")
    page.wait_for_url(f"**/cases/{case.reference}/")
    hands.on(page.get_by_role("button", name="قبول الطلب"))
    page.wait_for_url("**/moves/approve/")
    hands.on(page.get_by_role("button", name="قبول الطلب"))

    page.wait_for_url(f"**/cases/{case.reference}/")
    official.check()
    case.refresh_from_db()
    assert case.stage == "approved"
    assert hands.actions <= 3


def test_a_request_to_the_applicant_takes_four_actions(cast: Cast, visitor: VisitorMaker) -> None:
    approve_figure(REQUEST_ANSWER_DAYS, 10, cast, at=clock.now())
    case = inserted_case(1, cast.requests)
    following = inserted_case(2, cast.requests, stage="in_review", assignee=cast.reviewer)
    official = visitor(language="en").come_in(cast.client("reviewer"))
    official.go("/staff/")
    hands, page = Hands(official), official.page

    hands.key("n")
    page.wait_for_url(f"**/cases/{case.reference}/")
    hands.on(page.locator("#drawer-move-request_evidence > summary"))
    hands.type(page.locator("#move-request_evidence-reason"), "Please send your lease")
    hands.on(page.get_by_role("button", name="Ask the applicant for something"))

    page.wait_for_url(f"**/cases/{following.reference}/")
    case.refresh_from_db()
    assert case.stage == "awaiting_applicant"
    assert hands.actions <= 4


def rejected(cast: Cast) -> Case:
    """Return a case in review, free to take, its documents rejected; in another its official gave seven days."""
    case, scope = full_case(personas.QUALIFIES_FOR_UNIT, clock.now(), clock.today()), cast.scope("reviewer")
    review.begin_review(scope=scope, reference=case.reference, at=clock.now())
    for item in case.evidence.all():
        review_evidence(
            scope=scope, reference=case.reference, item_id=item.pk, accepted=False, reason="الختم غير واضح",
            at=clock.now(),
        )  # fmt: skip
    before = inserted_case(1, cast.requests, stage="in_review", assignee=cast.reviewer)
    review.request_from_citizen(
        scope=scope, reference=before.reference, text="وضّح", evidence_codes=(), within=7, at=clock.now()
    )
    release(scope=scope, reference=case.reference, at=clock.now())
    return case


def test_a_ready_letter_is_sent_in_four_actions(cast: Cast, visitor: VisitorMaker) -> None:
    case = rejected(cast)
    official = visitor(language="ar").come_in(cast.client("reviewer"))
    official.go("/staff/inbox/")
    hands, page = Hands(official), official.page

    hands.key("n")
    page.wait_for_url(f"**/cases/{case.reference}/")
    hands.on(page.locator("#drawer-move-request_evidence > summary"))
    hands.choose(page.locator("#move-request_evidence-letter"), "rejected_documents")
    expect(page.locator("#move-request_evidence-reason")).to_have_value(re.compile("الختم غير واضح"))
    expect(page.locator("#move-request_evidence-within")).to_have_value("7")
    official.check()
    hands.on(page.get_by_role("button", name="طلب استكمال موجّه إلى مقدم الطلب"))

    expect(page.get_by_text("لم تنقضِ مهلة رد مقدم الطلب بعد.")).to_be_attached()
    case.refresh_from_db()
    assert case.stage == "awaiting_applicant"
    assert hands.actions <= 4


def test_on_the_case_s_page_it_takes_as_many_without_script(cast: Cast, visitor: VisitorMaker) -> None:
    case = rejected(cast)
    official = visitor(language="ar", javascript=False).come_in(cast.client("reviewer"))
    official.go(f"/staff/cases/{case.reference}/")
    hands, page = Hands(official), official.page

    hands.on(page.locator("#drawer-move-request_evidence > summary"))
    hands.choose(page.locator("#move-request_evidence-letter"), "rejected_documents")
    hands.on(page.locator("#drawer-move-request_evidence").get_by_role("button", name="إدراج النص"))
    page.wait_for_url("**/letters/request_evidence/")
    official.check()
    expect(page.locator("#move-request_evidence-reason")).to_have_value(re.compile("الختم غير واضح"))
    hands.on(page.get_by_role("button", name="طلب استكمال موجّه إلى مقدم الطلب"))

    expect(page.get_by_text("لم تنقضِ مهلة رد مقدم الطلب بعد.")).to_be_attached()
    case.refresh_from_db()
    assert case.stage == "awaiting_applicant"
    assert hands.actions <= 4


@looked_at(ar=BY_DAY, en=BY_DAY)
def test_the_inbox_of_each_role(cast: Cast, visitor: VisitorMaker, language: str, looks: Looks) -> None:
    for number, stage in enumerate(
        ("in_review", "awaiting_review", "awaiting_applicant", "awaiting_decision", "submitted")
    ):
        inserted_case(number, cast.requests, stage=stage, assignee=cast.reviewer, at=clock.now())
        inserted_case(50 + number, cast.requests, stage=stage, at=clock.now())
    for role in ("auditor", "approver", "supervisor", "reviewer"):
        official = visitor(language=language, looks=looks).come_in(cast.client(role))
        official.go("/staff/inbox/")
        official.check()
        official.go("/staff/")
        official.check()
        if role == "supervisor":
            official.go(f"/staff/assign/all/?tab=all&to={cast.second_reviewer.pk}")
            official.check()
