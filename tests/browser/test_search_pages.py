"""Search and the file of a household, in both languages, on a phone and at a desk; from a telephone in two actions."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from tests.apps.cases.test_search import reached
from tests.browser.conftest import BY_DAY, DESK, PHONE, Looks, Visitor, looked_at
from tests.browser.test_backoffice_pages import (  # noqa: F401 -- fixtures are found by their names
    Office,
    office,
    registers_address,
)

from iskan.apps.accounts.models import User

VisitorMaker = Callable[..., Visitor]
SEARCH = "/staff/search/"
FEWEST_ACTIONS = 2


def seek(official: Visitor, words: str) -> None:
    official.go(SEARCH)
    official.page.fill("#sought", words)
    official.page.press("#sought", "Enter")


@looked_at(ar=BY_DAY, en=(*BY_DAY, (PHONE, "dark")))
def test_every_page_of_a_search(office: Office, visitor: VisitorMaker, language: str, looks: Looks) -> None:  # noqa: F811 -- the fixture
    reached(office.waiting, phone="+97336001234")
    official = visitor(language=language, looks=looks).come_in(office.cast.client("supervisor"))
    official.go(SEARCH)
    official.check()
    for words in ("Yousif Ahmad", "3600 1234", "EAST-SITRA-0001", "زغرب"):
        seek(official, words)
        official.check()
    official.go(f"/staff/households/{office.waiting.reference}/")
    official.unfold()
    official.check()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("javascript", [True, False])
def test_from_a_telephone_number_to_the_file_of_the_family(
    office: Office,  # noqa: F811 -- likewise
    visitor: VisitorMaker,
    language: str,
    *,
    javascript: bool,
) -> None:
    reached(office.waiting, phone="+97336001234")
    official = visitor(language=language, javascript=javascript).come_in(office.cast.client("reviewer"))
    official.go("/staff/")
    page, actions = official.page, 0
    page.fill("#desk-search", "٣٦٠٠ ١٢٣٤")
    page.press("#desk-search", "Enter")
    actions += 1
    _first_person(official).click()
    actions += 1
    expect(page.locator("#people")).to_contain_text(User.objects.get(phone="+97336001234").cpr or "")
    expect(page.locator(f"#case-{office.waiting.reference}")).to_be_visible()
    assert actions <= FEWEST_ACTIONS


def test_what_is_found_is_walked_with_single_keys(office: Office, visitor: VisitorMaker) -> None:  # noqa: F811 -- likewise
    reached(office.waiting, phone="+97336001234")
    official = visitor(language="en", looks=[(DESK, "light")]).come_in(office.cast.client("reviewer"))
    seek(official, "36001234")
    expect(_first_person(official)).to_be_visible()
    official.page.keyboard.press("j")
    expect(_first_person(official)).to_be_focused()
    official.page.keyboard.press("Enter")
    expect(official.page.locator("#people")).to_be_visible()


def _first_person(official: Visitor) -> Locator:
    return official.page.locator("a[href*='/staff/households/']").first
