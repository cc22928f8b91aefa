"""What somebody types into a long field outlives its tab: it is put back, and goes at their word."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.browser.conftest import EVERY_LOOK, Looks, Visitor
from tests.browser.portal import cast_of_today
from tests.factories.cast import Cast

from iskan.apps.accounts.models import FieldDraft

VisitorMaker = Callable[..., Visitor]
PAGE = "/staff/officials/new/"
WRITTEN = "موظفة جديدة في قسم الطلبات"


@pytest.fixture(name="cast")
def _cast(transactional_db: None, settings: Settings) -> Cast:  # noqa: ARG001 -- the server reads what is committed
    return cast_of_today(settings)


@EVERY_LOOK
def test_words_of_a_tab_that_was_closed_are_back_and_go_when_removed(
    visitor: VisitorMaker, cast: Cast, language: str, looks: Looks
) -> None:
    someone = visitor(language=language, looks=looks).come_in(cast.client("administrator"))
    someone.go(PAGE)
    page = someone.page
    page.locator("#reason").press_sequentially(WRITTEN)
    expect(page.locator(".draft-note")).to_have_text({"ar": "حُفظت المسودة.", "en": "Your draft is kept."}[language])
    assert [(draft.page, draft.words) for draft in FieldDraft.objects.all()] == [(PAGE, WRITTEN)]
    someone.go("/staff/")
    someone.go(PAGE)
    expect(page.locator("#reason")).to_have_value(WRITTEN)
    expect(page.locator(".draft-note")).to_contain_text({"ar": "ولم يُرسل", "en": "have not sent it"}[language])
    someone.check()
    with page.expect_response("**/drafts/"):
        page.locator(".draft-note button").click()
    expect(page.locator("#reason")).to_have_value("")
    expect(page.locator(".draft-note")).to_be_empty()
    assert not FieldDraft.objects.exists()


def test_words_that_stand_in_the_field_are_not_written_over(visitor: VisitorMaker, cast: Cast) -> None:
    someone = visitor(language="en").come_in(cast.client("administrator"))
    someone.go(PAGE)
    page = someone.page
    page.locator("#reason").fill(WRITTEN)
    expect(page.locator(".draft-note")).to_have_text("Your draft is kept.")
    page.locator("#reason").fill("refused as it is")
    page.locator("main form .ds-button[type=submit]").first.click()  # the rest is missing: shown again as it was sent
    expect(page.locator("#reason")).to_have_value("refused as it is")
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("#reason")).to_have_value(WRITTEN)


def test_a_line_that_is_down_is_told(visitor: VisitorMaker, cast: Cast) -> None:
    someone = visitor(language="en").come_in(cast.client("administrator"))
    someone.go(PAGE)
    page = someone.page
    page.route("**/drafts/", lambda route: route.abort())
    page.locator("#reason").fill(WRITTEN)
    expect(page.locator(".draft-note")).to_contain_text("could not be kept")
    someone.faults.clear()  # what the browser itself says of the line
