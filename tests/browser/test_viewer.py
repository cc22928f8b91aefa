"""A document at the desk: a picture that zooms and turns, by key, button and pointer, and a link without script."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings
from tests.browser.conftest import EVERY_LOOK, Looks, Visitor
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import full_case
from tests.factories.simulators import registers_in_process

from iskan.apps.catalogue.operations import register_versions
from iskan.foundation import clock
from iskan.integrations.synthetic import cast as personas

VisitorMaker = Callable[..., Visitor]


@dataclass(frozen=True)
class Paper:
    """Who may look at a document, and where."""

    cast: Cast
    address: str


@pytest.fixture(scope="module")
def registers_address() -> Iterator[str]:
    with registers_in_process() as address:
        yield address


@pytest.fixture
def paper(transactional_db: None, registers_address: str, settings: Settings) -> Paper:  # noqa: ARG001 -- the server's threads read what is committed
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)
    at = clock.now()
    register_versions(at=at)
    cast = make_cast(at)
    case = full_case(personas.OWNS_HOUSE, at, clock.today())
    item = case.evidence.first()
    assert item is not None
    return Paper(cast, f"/staff/cases/{case.reference}/documents/{item.pk}/")


def size_of(page: Page) -> tuple[float, float]:
    box = page.locator(".review-page").first.bounding_box()
    assert box is not None
    return box["width"], box["height"]


@EVERY_LOOK
def test_the_page_of_a_document(paper: Paper, visitor: VisitorMaker, language: str, looks: Looks) -> None:
    official = visitor(language=language, looks=looks).come_in(paper.cast.client("reviewer"))
    official.go(paper.address)
    official.check()


def test_it_zooms_and_turns_by_key_button_and_pointer(paper: Paper, visitor: VisitorMaker) -> None:
    official = visitor(language="ar").come_in(paper.cast.client("reviewer"))
    official.go(paper.address)
    page, frame = official.page, official.page.locator(".review-pages")
    expect(page.locator("[data-viewer-tools]")).to_be_visible()
    page.wait_for_function("document.querySelector('.review-page img').naturalWidth > 0")
    wide, high = size_of(page)
    assert high > wide
    full = page.locator(".review-page").first.get_attribute("href") or ""
    frame.focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(page.locator("[data-viewer-scale]")).to_have_text("156%")
    assert size_of(page)[0] == pytest.approx(wide * 1.5625, rel=0.02)
    expect(page.locator(".review-page img").first).to_have_attribute("src", full)
    turned_by_key(page, wide, high)
    page.locator("[data-turn]").click()
    page.locator("[data-zoom=in]").click()
    assert size_of(page)[0] == pytest.approx(wide * 1.25, rel=0.02)
    assert drawn_along(page, frame, 50) == pytest.approx(50, abs=3)
    expect(page).to_have_url(re.compile(f"{re.escape(paper.address)}$"))
    assert not official.faults


def turned_by_key(page: Page, wide: float, high: float) -> None:
    """Fit the width again, turn the page by its key, and see that it lies."""
    page.keyboard.press("0")
    page.keyboard.press("r")
    assert size_of(page) == (pytest.approx(wide, rel=0.02), pytest.approx(wide * wide / high, rel=0.02))
    assert page.locator(".review-page img").first.bounding_box() == pytest.approx(
        page.locator(".review-page").first.bounding_box(), abs=1
    )


def drawn_along(page: Page, frame: Locator, way: int) -> float:
    """Draw the page up by a mouse, and return how far it went."""
    before, box = frame.evaluate("it => it.scrollTop"), frame.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 100, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 200 - way, steps=4)
    page.mouse.up()
    return float(frame.evaluate("it => it.scrollTop") - before)


def test_without_script_a_page_is_a_link_to_itself_in_full_size(paper: Paper, visitor: VisitorMaker) -> None:
    official = visitor(language="ar", javascript=False).come_in(paper.cast.client("reviewer"))
    official.go(paper.address)
    expect(official.page.locator("[data-viewer-tools]")).to_be_hidden()
    official.page.locator(".review-page").first.click()
    expect(official.page).to_have_url(re.compile("/full/$"))
    expect(official.page.locator("img")).to_have_count(1)
