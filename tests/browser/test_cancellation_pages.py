"""A cancellation from proposal to the citizen's page, in both languages and at both widths, and in the dark."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings
from tests.browser.conftest import DESK, PHONE, Visitor
from tests.browser.portal import cast_of_today, filed_case, granted
from tests.factories.cast import Cast, signed_in

from iskan.apps.accounts.models import User
from iskan.apps.allocation.enums import CancellationGround
from iskan.apps.allocation.operations.cancellations import decide_cancellation, propose_cancellation
from iskan.apps.cases.models import Case, EvidenceItem
from iskan.foundation import clock

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


def come_in(visitor: Visitor, user: User) -> None:
    cookie = signed_in(user).cookies[django_settings.SESSION_COOKIE_NAME].value
    visitor.page.context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": visitor.root}]
    )


def show(visitor: Visitor, path: str, name: str) -> None:
    visitor.go(path)
    visitor.check()
    if folder := os.environ.get("PICTURES"):
        visitor.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def walk(make: Callable[[], Visitor], cast: Cast, case: Case, name: str) -> None:
    someone = make()
    come_in(someone, cast.reviewer)
    show(someone, "/staff/cancellations/", f"cancel-none-{name}")
    show(someone, f"/staff/cases/{case.reference}/", f"cancel-case-{name}")
    show(someone, f"/staff/cases/{case.reference}/cancellation/", f"cancel-form-{name}")
    someone.page.locator("main form button[type=submit]").last.click()
    someone.check()
    someone.page.locator("input[name=ground]").first.check()
    someone.page.locator("textarea[name=reason]").fill(REASON)
    someone.page.locator("main form button[type=submit]").last.click()
    someone.check()
    other = make()
    come_in(other, cast.approver)
    show(other, "/staff/cancellations/", f"cancel-list-{name}")
    other.page.locator("main table a").first.click()
    show_here(other, f"cancel-entry-{name}")
    other.page.locator("textarea[name=reason]").fill(REASON)
    other.page.locator("button[value=approve]").click()
    other.check()
    citizen = make()
    come_in(citizen, cast.head)
    show(citizen, f"/cases/{case.reference}/", f"cancel-citizen-{name}")
    show(citizen, "/services/application_revival/", f"revival-{name}")
    show(citizen, "/services/waiting_list_data_update/", f"update-{name}")


def show_here(visitor: Visitor, name: str) -> None:
    visitor.check()
    if folder := os.environ.get("PICTURES"):
        visitor.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_from_proposal_to_the_citizen(
    visitor: VisitorMaker, waiting: tuple[Cast, Case], language: str, width: int
) -> None:
    walk(lambda: visitor(language=language, width=width), *waiting, f"{language}-{width}")


def test_in_the_dark(visitor: VisitorMaker, waiting: tuple[Cast, Case]) -> None:
    cast, case = waiting
    proposed = propose_cancellation(
        scope=cast.scope("reviewer", clock.today()), reference=case.reference, explanation=REASON,
        ground=CancellationGround.NATIONALITY_LOST, at=clock.now(),
    )  # fmt: skip
    decide_cancellation(
        scope=cast.scope("approver", clock.today()), cancellation_id=proposed.pk, approved=True, reason=REASON,
        at=clock.now(),
    )  # fmt: skip
    someone = visitor(language="ar", scheme="dark")
    come_in(someone, cast.head)
    show(someone, f"/cases/{case.reference}/", "cancel-citizen-dark")
