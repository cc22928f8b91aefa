"""A case on a screen and a half: its head always in sight, what asks for the eye first, documents beside answers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import BY_DAY, DESK, PHONE, Looks, Visitor, looked_at
from tests.browser.test_going_on import all_met, cast, registers_address
from tests.factories.cast import Cast
from tests.factories.desk import full_case

from iskan.foundation import clock
from iskan.integrations.synthetic import cast as personas

VisitorMaker = Callable[..., Visitor]
__all__ = ["cast", "registers_address"]

TOP = "document.querySelector('.case-bar').getBoundingClientRect().top"
HEIGHT = "document.documentElement.scrollHeight"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_all_met_case_takes_a_screen_and_a_half(cast: Cast, visitor: VisitorMaker, language: str) -> None:
    case = all_met(cast)
    official = visitor(language=language).come_in(cast.client("reviewer"))
    official.page.set_viewport_size({"width": DESK, "height": 800})
    official.go(f"/staff/cases/{case.reference}/")
    expect(official.page.locator("#attention")).to_be_visible()
    assert official.page.evaluate(HEIGHT) <= 1.5 * 800


@looked_at(ar=BY_DAY, en=BY_DAY)
def test_its_head_stays_in_sight_and_covers_nothing_that_has_the_focus(
    cast: Cast, visitor: VisitorMaker, language: str, looks: Looks
) -> None:
    case = full_case(personas.OWNS_HOUSE, clock.now(), clock.today())
    official = visitor(language=language, looks=looks).come_in(cast.client("reviewer"))
    official.go(f"/staff/cases/{case.reference}/")
    official.check()
    page = official.page
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    assert page.evaluate(TOP) == 0
    below = page.evaluate("document.querySelector('.case-bar').getBoundingClientRect().bottom")
    for _step in range(12):
        page.keyboard.press("Shift+Tab")
        at = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert at > below, page.evaluate("document.activeElement.outerHTML")


def test_on_the_smallest_screen_the_head_leaves_room(cast: Cast, visitor: VisitorMaker) -> None:
    case = full_case(personas.QUALIFIES_FOR_UNIT, clock.now(), clock.today())
    official = visitor(language="ar", looks=[(320, "light")]).come_in(cast.client("reviewer"))
    official.go(f"/staff/cases/{case.reference}/")
    official.check()
    high = official.page.evaluate("document.querySelector('.case-bar').offsetHeight")
    assert high <= 120
    official.page.set_viewport_size({"width": 320, "height": 256})
    official.page.evaluate("window.scrollTo(0, 900)")
    assert official.page.evaluate(TOP) < 0


@pytest.mark.parametrize(("language", "width"), [("ar", 1280), ("en", PHONE)])
def test_a_document_is_turned_beside_what_it_proves(
    cast: Cast, visitor: VisitorMaker, language: str, width: int
) -> None:
    case = full_case(personas.QUALIFIES_FOR_UNIT, clock.now(), clock.today())
    official = visitor(language=language, looks=[(width, "light")]).come_in(cast.client("reviewer"))
    official.go(f"/staff/cases/{case.reference}/")
    page = official.page
    proof = page.locator(".proof[open]").first
    answers, sheet = proof.locator(".proof-answers").bounding_box(), proof.locator(".sheet-desk").bounding_box()
    assert answers is not None
    assert sheet is not None
    beside = answers["y"] < sheet["y"] + sheet["height"] and sheet["y"] < answers["y"] + answers["height"]
    assert beside is (width > PHONE)
    if beside:
        assert (answers["x"] > sheet["x"]) is (language == "ar")
    image = proof.locator(".review-page img").first
    expect(image).to_have_js_property("complete", value=True)
    proof.locator("[data-turn]").click()
    assert image.evaluate("(one) => one.style.rotate") == "90deg"


def test_who_came_meanwhile_is_shown_without_a_reload(cast: Cast, visitor: VisitorMaker) -> None:
    case = all_met(cast)
    first = visitor(language="en").come_in(cast.client("reviewer"))
    first.go(f"/staff/cases/{case.reference}/")
    second = visitor(language="en", javascript=False).come_in(cast.client("second_reviewer"))
    second.go(f"/staff/cases/{case.reference}/")
    expect(second.page.get_by_text("has had this open since")).to_be_visible()
    expect(first.page.locator(".case-others p")).to_have_count(0)
    first.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(first.page.get_by_text("has had this open since")).to_be_visible()
    first.check()


def test_a_key_leads_to_the_open_document_s_verdict_and_one_to_the_next_step(cast: Cast, visitor: VisitorMaker) -> None:
    case = full_case(personas.QUALIFIES_FOR_UNIT, clock.now(), clock.today())
    official = visitor(language="ar").come_in(cast.client("reviewer"))
    official.go(f"/staff/cases/{case.reference}/")
    page = official.page
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.closest('.next-step') !== null")
    page.keyboard.press("v")
    expect(page.locator("details.proof[open] .verdict button[value=accept]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".evidence-words").first).to_contain_text("مقبول")
