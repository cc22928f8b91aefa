"""The guide on a screen: what was answered goes along to the other language."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import PHONE, Visitor

VisitorMaker = Callable[..., Visitor]
pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_other_language_keeps_what_was_answered(visitor: VisitorMaker, javascript: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    someone = visitor(language="ar", looks=[(PHONE, "light")], javascript=javascript)
    someone.go("/guide/")
    someone.page.locator("#sex").check()
    someone.page.locator("#birth_date").fill("3")
    someone.page.get_by_role("button", name="English").click()
    someone.page.wait_for_url("**/en/guide/")
    expect(someone.page.locator("#sex")).to_be_checked()
    expect(someone.page.locator("#birth_date")).to_have_value("3")
    someone.page.locator("#birth_date").fill("")
    someone.page.get_by_role("button", name="Continue").click()
    someone.page.locator("button[value=finish]").click()
    someone.page.get_by_role("button", name="العربية").click()
    expect(someone.page.locator(".summary-row")).to_contain_text(["ذكر"])


def test_enter_goes_on_and_does_not_turn_the_language(visitor: VisitorMaker) -> None:
    someone = visitor(language="en")
    someone.go("/guide/")
    someone.page.locator("#birth_date").press("Enter")
    expect(someone.page.get_by_role("button", name="Show the result now")).to_be_visible()
    expect(someone.page).to_have_url(f"{someone.root}/en/guide/")
