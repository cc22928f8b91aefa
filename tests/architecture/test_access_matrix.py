"""Every address to each of the cast, on their own object and on another's, by GET and POST, in turns of language."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation
from tests.architecture.access import CAST, OFFICIALS, Access, Outcome, addresses, drained, expected, place_of, undone
from tests.architecture.access_table import TABLE
from tests.factories.cast import make_cast
from tests.factories.module_rows import ModuleRows, RowMaker
from tests.factories.world import Belongings, World, make_world

from iskan.apps.accounts.session_limits import SEEN
from iskan.foundation import clock
from iskan.surfaces.ui.middleware import language_of

# What a walk over every address goes through is asserted on elsewhere, and counted there.
pytestmark = pytest.mark.no_cover
LANGUAGES = ("ar", "en")
LONGER_THAN_THE_WALK = 3600


@pytest.fixture(scope="module")
def module_world(row_maker: RowMaker) -> ModuleRows[World]:
    now = clock.now()
    return row_maker(lambda: make_world(make_cast(now), now))


@pytest.fixture
def world(db: None, module_world: ModuleRows[World]) -> World:  # noqa: ARG001 -- what a test changes is undone
    return module_world.copy()


@pytest.fixture(scope="module")
def browsers(row_maker: RowMaker, module_world: ModuleRows[World]) -> dict[str, Client]:
    return row_maker(lambda: {role: _browser(role, module_world.found) for role in CAST}).found


def test_a_name_leads_to_one_address() -> None:
    """A name that stands twice leads the forms of one page to another."""
    routes: dict[str, set[str]] = {}
    for address in addresses():
        routes.setdefault(address.name, set()).add(address.route)
    assert {name: found for name, found in routes.items() if len(found) > 1} == {}


def test_every_address_stands_in_the_table() -> None:
    names = {address.name for address in addresses()}
    assert names - TABLE.keys() == set(), "addresses nobody has said who may open"
    assert TABLE.keys() - names == set(), "entries of addresses that are no more"


@pytest.mark.parametrize("name", TABLE)
def test_address_answers_each_as_the_table_says(name: str, world: World, browsers: dict[str, Client]) -> None:
    wrong = list(_wrong_answers(name, TABLE[name], world, browsers))
    assert not wrong, "\n".join(wrong)


def _wrong_answers(name: str, access: Access, world: World, browsers: Mapping[str, Client]) -> Iterator[str]:
    """Ask in one language each, in turns: who one is decides what is answered, in which language does not.

    Each address is still asked in both languages by both methods, of one's own object and of another's.
    """
    owners = (world.heads, world.strangers) if access.objects else (None,)
    for (whose, owner), (who, role) in product(enumerate(owners), enumerate(browsers)):
        turn = whose + who
        asked = (("get", turn, access.get, None), ("post", turn + 1, access.post, access.words(owner)))
        for method, order, answers, words in asked:
            place, path = place_of(role, world, owner), _path(name, access, owner, LANGUAGES[order % len(LANGUAGES)])
            given, right = _given(_ask(browsers[role], method, path, words)), expected(answers, role, place)
            if given != right:
                yield f"{method.upper()} {path} as {role} ({place}): {given}, not {right}"


def _browser(role: str, world: World) -> Client:
    """Return a browser that raises nothing; its official stays seen, or each request undone would write that anew."""
    browser = world.cast.client(role)
    browser.raise_request_exception = False
    if role in OFFICIALS:
        session = browser.session
        session[SEEN] = int(clock.now().timestamp()) + LONGER_THAN_THE_WALK
        session.save()
    return browser


def _path(name: str, access: Access, owner: Belongings | None, language: str) -> str:
    with translation.override(language):
        return reverse(name, kwargs=access.objects(owner) if access.objects and owner else dict(access.named))


def _ask(browser: Client, method: str, path: str, words: Mapping[str, Any] | None) -> HttpResponse:
    with undone(browser):
        return drained(getattr(browser, method)(path, words))


def _given(answer: HttpResponse) -> Outcome:
    if answer.status_code not in {301, 302, 303}:
        return answer.status_code
    path = answer["Location"].partition("?")[0]
    with translation.override(language_of(path)):
        return resolve(path).view_name
