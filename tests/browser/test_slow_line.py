"""On a slow line nothing typed is lost: what comes back late never overwrites what was typed meanwhile."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.apps.documents import samples
from tests.browser.conftest import Visitor
from tests.browser.portal import cast_of_today, state_days_of_issue
from tests.factories.cast import Cast
from tests.factories.journeys import NEW_APPLICATION, fill_in

from iskan.apps.cases.operations.drafting import start_case
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]
SLOW = """() => {
  const asked = window.fetch;
  window.fetch = async (...question) => {
    const answer = await asked(...question);
    await new Promise((done) => setTimeout(done, 1500));
    return answer;
  };
}"""


@pytest.fixture(name="cast")
def _cast(transactional_db: None, settings: Settings) -> Cast:  # noqa: ARG001 -- the server reads what is committed
    return cast_of_today(settings)


def test_an_answer_typed_while_the_form_is_drawn_anew_stays(visitor: VisitorMaker, cast: Cast) -> None:
    someone = visitor(language="en").come_in(cast.client("head"))
    someone.go("/services/family_members_declaration/")
    someone.page.get_by_role("button", name="Start now").click()
    page = someone.page
    page.locator("input[name=members_missing][value=yes]").check()
    page.locator("button[value='add:missing_members']").click()
    name = page.locator("input[name='missing_members-0-name']")
    name.wait_for()
    page.evaluate(SLOW)
    page.locator("input[name=members_missing][value=yes]").dispatch_event("change")
    expect(page.locator("#questions[aria-busy]")).to_be_attached()
    name.press_sequentially("هدى أحمد")
    page.evaluate("document.activeElement.setSelectionRange(3, 3)")
    expect(page.locator("#questions[aria-busy]")).not_to_be_attached()
    expect(name).to_have_value("هدى أحمد")
    expect(name).to_be_focused()
    assert page.evaluate("document.activeElement.selectionStart") == 3
    expect(page.locator("input[name=members_missing][value=yes]")).to_be_checked()


def test_what_is_chosen_while_a_photograph_is_on_its_way_waits_for_it_and_so_does_the_form(
    visitor: VisitorMaker, cast: Cast
) -> None:
    case = start_case(scope=cast.scope("head"), service_code=NEW_APPLICATION, at=clock.now())
    fill_in(cast.scope("head"), case.reference, {}, clock.now())
    someone = visitor(language="en").come_in(cast.client("head"))
    someone.go(f"/apply/{case.reference}/documents/")
    page = someone.page
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    up = {"offline": False, "latency": 300, "downloadThroughput": -1, "uploadThroughput": 50_000}
    line.send("Network.emulateNetworkConditions", up)
    state_days_of_issue(someone)
    box = page.locator("main input[type=file]").first
    large = samples.jpeg(samples.scan(1500, 2000), quality=90)
    for name, content in (("first.jpg", large), ("second.jpg", samples.jpeg())):
        box.set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": content})
    page.locator("main form.form button:not(.default-button)[type=submit]:not([name])").first.click()
    expect(page.locator(".upload-queue li")).to_have_count(0)
    kept = {item.document.original_name for item in case.evidence.select_related("document")}
    assert kept == {"first.jpg", "second.jpg"}, "each arrived, and once"
    assert case.evidence.count() == 2


@pytest.mark.parametrize("script", ["with script", "without script"])
def test_back_to_a_refused_form_shows_what_was_typed_and_asks_to_send_nothing(
    visitor: VisitorMaker, cast: Cast, script: str
) -> None:
    someone = visitor(language="en", javascript=script == "with script").come_in(cast.client("head"))
    someone.go("/services/update_contact_details/")
    page = someone.page
    page.get_by_role("button", name="Start now").click()
    page.locator("input[name=mobile]").fill("12")
    page.locator("main form .ds-button[value=continue], main form .ds-button").first.click()
    expect(page).to_have_title(re.compile("^Error:"))
    expect(page.locator("input[name=mobile]")).to_have_value("12")
    someone.go("/services/")
    page.go_back()
    expect(page).to_have_title(re.compile("^Error:"))
    expect(page.locator("input[name=mobile]")).to_have_value("12")
    page.locator("input[name=mobile]").fill("33445566")
    page.locator("input[name=mobile]").press("Enter")
    expect(page.locator("input[name=mobile]")).to_have_value("33445566")
