"""A cancellation from proposal to the citizen's page, in both languages and at both widths, and in the dark."""

from collections.abc import Callable

import pytest
from pytest_django import Settings
from tests.browser.conftest import BY_DAY, DESK, Looks, Visitor, looked_at
from tests.browser.portal import cast_of_today, filed_case, granted
from tests.factories.cast import Cast

from iskan.apps.cases.models import Case, EvidenceItem

VisitorMaker = Callable[..., Visitor]
REASON = "ثبت في السجل العقاري تملك بيت بتاريخ 3 مارس 2025"


@pytest.fixture(name="waiting")
def _waiting(transactional_db: None, settings: Settings) -> tuple[Cast, Case]:  # noqa: ARG001 -- the server reads what is committed
    cast = cast_of_today(settings)
    case = filed_case(cast.head)
    granted(case)
    # The desk draws each document, and the journey's are not real ones.
    EvidenceItem.objects.filter(case=case).delete()
    return cast, case


@looked_at(ar=(*BY_DAY, (DESK, "dark")), en=BY_DAY)
def test_from_proposal_to_the_citizen(
    visitor: VisitorMaker, waiting: tuple[Cast, Case], language: str, looks: Looks
) -> None:
    cast, case = waiting
    reviewer = visitor(language=language, looks=looks).come_in(cast.client("reviewer"))
    for path in ("/staff/cancellations/", f"/staff/cases/{case.reference}/"):
        reviewer.go(path)
        reviewer.check()
    propose(reviewer, f"/staff/cases/{case.reference}/cancellation/")
    approver = visitor(language=language, looks=looks).come_in(cast.client("approver"))
    approver.go("/staff/cancellations/")
    approver.check()
    approver.follow(approver.page.locator("main table a").first)
    approver.check()
    approver.page.locator("textarea[name=reason]").fill(REASON)
    approver.follow(approver.page.locator("button[value=approve]"))
    approver.check()
    reader = visitor(language=language, looks=looks).come_in(cast.client("head"))
    for path in (f"/cases/{case.reference}/", "/services/application_revival/", "/services/waiting_list_data_update/"):
        reader.go(path)
        reader.check()


def propose(reviewer: Visitor, form: str) -> None:
    """Send the form empty, be told what is missing, fill it in and send it."""
    reviewer.go(form)
    reviewer.check()
    send = reviewer.page.locator("main form button[type=submit]").last
    reviewer.follow(send)
    reviewer.check()
    reviewer.page.locator("input[name=ground]").first.check()
    reviewer.page.locator("textarea[name=reason]").fill(REASON)
    reviewer.follow(send)
    reviewer.check()
