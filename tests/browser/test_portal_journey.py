"""A citizen applies for a home in the browser, with script and without, by mouse and by keyboard alone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.browser.conftest import DESK, PHONE, Visitor
from tests.browser.portal import attach_pictures, cast_of_today, fill_every_step
from tests.factories.cast import Cast

from iskan.apps.cases.models import Case

VisitorMaker = Callable[..., Visitor]
WORDS = {
    "ar": {"start": "بدء الطلب", "submit": "تقديم الطلب", "done": "قُدّم طلبك", "yes": "نعم"},
    "en": {"start": "Start now", "submit": "Submit the application", "done": "Your application is filed", "yes": "Yes"},
}


@pytest.fixture(name="cast")
def _cast(transactional_db: None, settings: Settings) -> Cast:  # noqa: ARG001 -- the server reads what is committed
    return cast_of_today(settings)


@pytest.mark.parametrize("script", ["with script", "without script"])
@pytest.mark.parametrize(("language", "width"), [("ar", PHONE), ("en", DESK)])
def test_a_citizen_applies_for_a_home(  # noqa: PLR0917 -- fixtures and parameters
    visitor: VisitorMaker, cast: Cast, tmp_path: Path, language: str, width: int, script: str
) -> None:
    someone = visitor(language=language, looks=[(width, "light")], javascript=script == "with script")
    words = WORDS[language]
    someone.come_in(cast.client("head"))
    someone.go("/services/new_housing_application/")
    someone.page.get_by_role("button", name=words["start"]).click()
    fill_every_step(someone)
    expect(someone.page).to_have_url(re.compile("/documents/$"))
    attach_pictures(someone, tmp_path)
    expect(someone.page).to_have_url(re.compile("/check/$"))
    for box in someone.page.locator("input[name=declared]").all():
        box.check()
    someone.page.get_by_role("button", name=words["submit"]).click()
    expect(someone.page.locator("h1")).to_have_text(words["done"])
    case = Case.objects.get(applicant=cast.head)
    expect(someone.page.locator("main")).to_contain_text(case.reference)
    assert case.filed_at is not None
    someone.page.go_back()
    someone.go(f"/cases/{case.reference}/")
    expect(someone.page.locator("main")).to_contain_text(case.reference)
    assert Case.objects.count() == 1


def test_an_answer_opens_its_questions_at_once_where_there_is_script(
    visitor: VisitorMaker,
    cast: Cast,
) -> None:
    someone = visitor(language="en")
    someone.come_in(cast.client("head"))
    someone.go("/services/family_members_declaration/")
    someone.follow(someone.page.get_by_role("button", name="Start now"))
    someone.page.locator("input[name=members_missing][value=yes]").check()
    someone.page.locator("#missing_members").wait_for()
    expect(someone.page.locator("input[name=members_missing][value=yes]")).to_be_checked()
    someone.page.locator("button[value='add:missing_members']").click()
    someone.page.locator("input[name='missing_members-0-name']").fill("هدى")
    someone.page.locator("button[value='add:missing_members']").click()
    expect(someone.page.locator("input[name='missing_members-0-name']")).to_have_value("هدى")
    someone.check()


def test_enter_sends_the_form_and_removes_nothing(
    visitor: VisitorMaker,
    cast: Cast,
) -> None:
    someone = visitor(language="en", javascript=False)
    someone.come_in(cast.client("head"))
    someone.go("/services/update_contact_details/")
    someone.page.get_by_role("button", name="Start now").click()
    someone.page.locator("input[name=mobile]").fill("12")
    someone.page.locator("input[name=mobile]").press("Enter")
    expect(someone.page).to_have_title(re.compile("^Error:"))
    expect(someone.page.locator("input[name=mobile]")).to_have_value("12")


def test_the_summary_of_errors_is_reached_and_left_by_keyboard(
    visitor: VisitorMaker,
    cast: Cast,
) -> None:
    someone = visitor(language="en")
    someone.come_in(cast.client("head"))
    someone.go("/services/update_contact_details/")
    someone.page.get_by_role("button", name="Start now").click()
    someone.page.locator("input[name=mobile]").press("Enter")
    summary = someone.page.locator(".error-summary")
    summary.wait_for()
    expect(summary).to_be_focused()
    first = (summary.locator("a").first.get_attribute("href") or "").removeprefix("#")
    someone.page.keyboard.press("Tab")
    someone.page.keyboard.press("Enter")
    expect(someone.page.locator(f"#{first}")).to_be_focused()
