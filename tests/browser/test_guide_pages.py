"""The guide on a screen: its questions at every width, and its answers in the other language."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESK, PHONE, Language, Visitor

VisitorMaker = Callable[..., Visitor]
WORDS = {
    "ar": {"go": "متابعة", "add": "إضافة عقار", "other": "English"},
    "en": {"go": "Continue", "add": "Add property", "other": "العربية"},
}
NARROWEST = 320
# How many pixels of its row each question leaves empty.
SQUEEZED = """() => [...document.querySelectorAll(".repeated-entry")].flatMap((row) =>
  [...row.querySelectorAll(":scope > .field, :scope > .field-group")]
    .map((part) => Math.round(row.clientWidth - part.getBoundingClientRect().width)))"""
pytestmark = pytest.mark.usefixtures("transactional_db")


def _to_the_properties(someone: Visitor) -> None:
    words = WORDS[someone.language]
    someone.go("/guide/")
    someone.page.locator("#sex").check()
    while not someone.page.locator("#properties").count():
        someone.follow(someone.page.get_by_role("button", name=words["go"]))
    someone.follow(someone.page.get_by_role("button", name=words["add"]))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_property_is_asked_about_in_the_width_of_its_row(visitor: VisitorMaker, language: Language) -> None:
    someone = visitor(language=language, looks=[(width, "light") for width in (DESK, 1920, 820, PHONE, NARROWEST)])
    _to_the_properties(someone)
    for width in (NARROWEST, PHONE, 820, DESK, 1920):
        someone.page.set_viewport_size({"width": width, "height": 900})
        left_empty = someone.page.evaluate(SQUEEZED)
        assert len(left_empty) == 8
        assert max(left_empty) <= 80, f"{width} px wide: {left_empty}"
    someone.check()


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
