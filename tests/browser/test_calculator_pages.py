"""The finance calculator on a screen: filled in, worked out, printed and read in the other language."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESK, PHONE, Language, Visitor

VisitorMaker = Callable[..., Visitor]
LOOKS = [(PHONE, "light"), (DESK, "light"), (DESK, "dark"), (320, "light")]
pytestmark = pytest.mark.usefixtures("transactional_db")


def _worked_out(someone: Visitor, **figures: str) -> None:
    someone.go("/calculator/")
    for name, value in figures.items():
        someone.page.locator(f"#{name}").fill(value)
    someone.follow(someone.page.locator("#calculator button:not([name])"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_programme_stands_beside_the_others(visitor: VisitorMaker, language: Language) -> None:
    someone = visitor(language=language, looks=LOOKS)
    someone.go("/calculator/")
    someone.check()
    _worked_out(someone, income="٧٥٠", age="31", price="95,000", savings="8000")
    expect(someone.page.locator("#result table tbody tr")).to_have_count(2)
    expect(someone.page.locator(".years-figure svg")).to_have_count(2)
    someone.check()
    someone.unfold()
    someone.check()


def test_what_was_typed_wrong_is_kept_and_named(visitor: VisitorMaker) -> None:
    someone = visitor(language="ar", looks=[(PHONE, "light")], javascript=False)
    _worked_out(someone, income="سبعمئة", age="31")
    expect(someone.page.locator(".error-summary")).to_be_visible()
    expect(someone.page.locator("#income")).to_have_value("سبعمئة")
    expect(someone.page.locator("#age")).to_have_value("31")
    someone.check()


def test_the_other_language_and_paper_keep_the_figures(visitor: VisitorMaker) -> None:
    someone = visitor(language="ar", looks=[(DESK, "light")])
    _worked_out(someone, income="1200", age="31")
    someone.page.get_by_role("button", name="English").click()
    someone.page.wait_for_url("**/en/calculator/")
    expect(someone.page.locator("#income")).to_have_value("1200")
    expect(someone.page.locator("#result h2")).to_have_text("2 programmes are possible by your figures")
    someone.page.locator("button[value=print]").click()
    expect(someone.page.locator("body.paper h1")).to_have_text("Finance calculator")
    someone.check_accessible()
