"""The pages of a request to the applicant, at the desk and in the portal, in every state they are read in."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.browser.conftest import EVERY_LOOK, Looks, Visitor
from tests.factories import review
from tests.factories.cast import Cast, make_cast, signed_in
from tests.factories.desk import full_case
from tests.factories.simulators import registers_in_process

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Identified
from iskan.apps.cases.models import Case, CitizenRequest
from iskan.apps.cases.operations.evidence import review_evidence
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.operations.requests import TakenAnswer, contest_answer, extend_request, resend_request
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.notifications.enums import DeliveryStatus
from iskan.apps.notifications.models import Delivery, Unreached
from iskan.apps.notifications.reaching import note_delivery
from iskan.foundation import clock
from iskan.integrations.synthetic import cast as personas

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


@pytest.fixture
def asked(cast: Cast) -> Case:
    """Return a case whose applicant was asked for another document, given more time, and sent it again."""
    case, scope = full_case(personas.QUALIFIES_FOR_UNIT, clock.now(), clock.today()), cast.scope("reviewer")
    where = {"scope": scope, "reference": case.reference, "at": clock.now()}
    review.begin_review(**where)
    item = case.evidence.order_by("pk").first()
    assert item is not None
    review_evidence(item_id=item.pk, accepted=False, reason="الختم غير واضح", **where)
    review.request_from_citizen(
        text="يرجى إرفاق شهادة مختومة.\nوأخرى بالإنجليزية.", evidence_codes=(item.code,), **where
    )
    extend_request(until=clock.today() + timedelta(days=30), **where)
    resend_request(way="sms", **where)
    return case


@EVERY_LOOK
def test_while_it_is_open_and_once_its_last_day_is_over(
    asked: Case, cast: Cast, visitor: VisitorMaker, language: str, looks: Looks
) -> None:
    official = visitor(language=language, looks=looks).come_in(cast.client("reviewer"))
    applicant = visitor(language=language, looks=looks).come_in(signed_in(asked.applicant))
    for late in (False, True):
        if late:
            CitizenRequest.objects.update(due_on=clock.today() - timedelta(days=1))
        for path in ("", "request/", "request/letter/"):
            official.go(f"/staff/cases/{asked.reference}/{path}")
            official.check()
        official.go("/staff/inbox/")
        official.check()
        for path in ("", "answer/"):
            applicant.go(f"/cases/{asked.reference}/{path}")
            applicant.check()


@EVERY_LOOK
def test_an_answer_entered_and_contested(
    asked: Case, cast: Cast, visitor: VisitorMaker, language: str, looks: Looks
) -> None:
    make_move(
        scope=cast.scope("reviewer"), reference=asked.reference, code="take_answer", reason="لا يملك شهادة أخرى",
        taken=TakenAnswer(identified_by=Identified.ANSWERS, identification="تاريخ الميلاد واسم الأم"), at=clock.now(),
    )  # fmt: skip
    applicant = visitor(language=language, looks=looks).come_in(signed_in(asked.applicant))
    for path in ("", "answer/contest/"):
        applicant.go(f"/cases/{asked.reference}/{path}")
        applicant.check()
    scope = scope_of(asked.applicant, clock.today())
    contested = contest_answer(scope=scope, reference=asked.reference, words="لم أتصل بأحد.", at=clock.now())
    official = visitor(language=language, looks=looks).come_in(cast.client("supervisor"))
    address = f"/staff/cases/{asked.reference}/contested/{contested.pk}/"
    for path in (f"/staff/cases/{asked.reference}/", "/staff/inbox/", "/staff/contested/", address):
        official.go(path)
        official.check()
    official.page.locator("main form").last.get_by_role("button").click()
    expect(official.page.locator(".error-summary")).to_be_visible()
    official.check()


@EVERY_LOOK
def test_somebody_messages_do_not_reach(
    asked: Case, cast: Cast, visitor: VisitorMaker, language: str, looks: Looks
) -> None:
    for delivery in Delivery.objects.filter(message__user=asked.applicant_id).select_related("message__user"):
        delivery.status = DeliveryStatus.FAILED
        delivery.save()
        note_delivery(delivery, clock.now())
    unreached = Unreached.objects.get()
    official = visitor(language=language, looks=looks).come_in(cast.client("reviewer"))
    for path in (f"cases/{asked.reference}/", "unreached/", f"unreached/{unreached.pk}/", "inbox/"):
        official.go(f"/staff/{path}")
        official.check()
    official.go(f"/staff/unreached/{unreached.pk}/")
    official.page.locator("main form").last.get_by_role("button").click()
    expect(official.page.locator(".error-summary")).to_be_visible()
    official.check()
