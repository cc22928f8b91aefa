"""NUL reaches no page: not in a part of an address, not in a query, not in a field, whatever the address."""

import re
from pathlib import Path

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from tests.architecture.access import Address, addresses, drained
from tests.factories.cast import Cast, make_cast

import iskan
from iskan.foundation import clock
from iskan.foundation.characters import WithoutNul

PART = re.compile(r"<(?:(?P<kind>\w+):)?\w+>")
PLAIN = {"int": "1", "uuid": "7b1c6a0e-3b1f-4b57-9b38-0a5a7b8c9d10"}
WALKED = sorted({address.route for address in addresses()})
# The names fields have in our forms, whatever kind of question is behind them.
FIELDS = sorted(
    {
        name
        for page in (Path(iskan.__file__).parent / "surfaces").rglob("*.html")
        for name in re.findall(r"""\bname="([\w-]+)""" + '"', page.read_text(encoding="utf-8"))
    }
    | {"email", "mobile", "iban", "version", "applicant", "delegate", "day", "month", "year", "next", "code", "cpr"}
)
VIEWERS = (None, "head", "reviewer")


@pytest.fixture
def browsers(db: None) -> list[Client]:  # noqa: ARG001 -- kept in the database
    cast: Cast = make_cast(clock.now())
    return [Client() if viewer is None else cast.client(viewer) for viewer in VIEWERS]


def _filled(route: str, words: str) -> str:
    """Return an address whose parts of words are all those given."""
    return "/" + PART.sub(lambda part: PLAIN.get(part["kind"] or "str", words), route)


def _routes_of_words() -> list[str]:
    return [route for route in WALKED if _filled(route, "a") != _filled(route, "b")]


def test_the_walk_meets_addresses_of_every_kind() -> None:
    assert len(WALKED) > 150
    assert len(_routes_of_words()) > 50
    assert len(FIELDS) > 40
    assert all(isinstance(address, Address) for address in addresses())


def test_an_address_with_nul_leads_nowhere(browsers: list[Client]) -> None:
    for route in _routes_of_words():
        for browser in browsers:
            for words in ("%00", "a%00b"):
                assert browser.get(_filled(route, words)).status_code == 404, route


@pytest.mark.parametrize("query", ["q=%00", "page=1%00", "%00=1", "kind=%00&office=%00&status=%00&next=%00&code=%00"])
def test_a_query_with_nul_makes_no_page_fail(browsers: list[Client], query: str) -> None:
    for route in WALKED:
        for browser in browsers:
            assert browser.get(f"{_filled(route, 'a')}?{query}").status_code != 500, route


@pytest.mark.parametrize("value", ["\x00", "1\x00"])
def test_a_form_with_nul_makes_no_page_fail(browsers: list[Client], value: str) -> None:
    sent = dict.fromkeys(FIELDS, value)
    for route in WALKED:
        for browser in browsers:
            assert drained(browser.post(_filled(route, "a"), sent)).status_code != 500, route


def test_what_nul_makes_fail_is_a_bad_request_and_no_more_than_that(rf: RequestFactory) -> None:
    def page(_request: HttpRequest) -> HttpResponse:
        raise AssertionError("not asked")

    guard, fault = WithoutNul(page), ValueError("A string literal cannot contain NUL (0x00) characters.")
    for request in (rf.get("/", {"q": "\x00"}), rf.post("/", {"reason": ["a", "b\x00"]}), rf.post("/", {"\x00": ""})):
        answer = guard.process_exception(request, fault)
        assert answer is not None
        assert answer.status_code == 400
    assert guard.process_exception(rf.post("/", {"reason": "a"}), fault) is None
    assert guard.process_exception(rf.get("/", {"q": "\x00"}), Http404()) is None
