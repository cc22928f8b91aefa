"""A request as the applicant reads it: its last day, their calendar, and an answer that is not theirs."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.factories.cast import Cast
from tests.factories.review import begin_review, request_from_citizen

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Identified
from iskan.apps.cases.models import Case, CitizenRequest
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.operations.requests import TakenAnswer, extend_request, resend_request
from iskan.foundation import clock


def _official(user: User) -> Any:
    return scope_of(user, clock.today())


@pytest.fixture
def head(cast: Cast) -> Client:
    return cast.client("head")


@pytest.fixture
def asked(cast: Cast, filed: Case) -> Case:
    reviewer = _official(cast.reviewer)
    begin_review(scope=reviewer, reference=filed.reference, at=clock.now())
    request_from_citizen(
        scope=reviewer, reference=filed.reference, text="نرجو إرفاق الشهادة", evidence_codes=(), at=clock.now()
    )
    filed.refresh_from_db()
    return filed


@pytest.fixture
def taken(cast: Cast, asked: Case) -> Case:
    make_move(
        scope=_official(cast.reviewer), reference=asked.reference, code="take_answer", reason="لا شيء لدي",
        taken=TakenAnswer(identified_by=Identified.ANSWERS, identification="تاريخ الميلاد"), at=clock.now(),
    )  # fmt: skip
    return asked


def _page(client: Client, case: Case, rest: str = "") -> str:
    return client.get(f"/en/cases/{case.reference}/{rest}").content.decode()


def test_the_last_day_stands_on_the_page_the_answer_and_in_the_calendar(head: Client, asked: Case) -> None:
    due_on = CitizenRequest.objects.get().due_on
    assert due_on is not None
    for rest in ("", "answer/"):
        page = _page(head, asked, rest)
        assert f'datetime="{due_on.isoformat()}"' in page
        assert f"/en/cases/{asked.reference}/answer/calendar/" in page
    file = head.get(f"/cases/{asked.reference}/answer/calendar/")
    assert file["Content-Type"].startswith("text/calendar")
    assert f"DTSTART;VALUE=DATE:{due_on:%Y%m%d}" in file.content.decode()


def test_once_it_is_over_the_page_says_that_one_may_still_answer(head: Client, asked: Case) -> None:
    CitizenRequest.objects.update(due_on=clock.today() - timedelta(days=1))
    assert "You may still answer until an official goes on without it." in _page(head, asked)


def test_a_request_without_a_last_day_has_no_calendar(head: Client, asked: Case) -> None:
    CitizenRequest.objects.update(due_on=None)
    assert "answer/calendar/" not in _page(head, asked)
    assert head.get(f"/cases/{asked.reference}/answer/calendar/").status_code == 404


def test_what_was_done_about_it_is_told_in_the_history(cast: Cast, head: Client, asked: Case) -> None:
    where = {"scope": _official(cast.reviewer), "reference": asked.reference, "at": clock.now()}
    extend_request(until=clock.today() + timedelta(days=30), **where)
    resend_request(way="letter", **where)
    page = _page(head, asked)
    assert "You have longer to answer, until" in page
    assert "We sent you again what was asked" in page


def test_an_answer_an_official_entered_is_shown_and_contested(head: Client, taken: Case) -> None:
    page = _page(head, taken)
    assert "An official entered an answer for you" in page
    assert "لا شيء لدي" in page
    address = f"/en/cases/{taken.reference}/answer/contest/"
    assert "لا شيء لدي" in head.get(address).content.decode()
    for words in ("", " ", "x" * 1001):
        assert head.post(address, {"reason": words}).status_code == 422
    assert head.post(address, {"reason": "لم أتصل"}).status_code == 302
    assert CitizenRequest.objects.get().contested == "لم أتصل"
    page = _page(head, taken)
    assert "An official entered an answer for you" not in page
    assert "You said that the answer entered is not yours" in page
    assert head.get(address)["Location"] == f"/en/cases/{taken.reference}/"


def test_one_s_own_answer_is_not_offered_to_be_contested(head: Client, asked: Case) -> None:
    assert "This is not my answer" not in _page(head, asked)
