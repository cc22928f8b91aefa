"""What a citizen is refused since it came too late is said in the refusal's own words, whichever it is."""

from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from tests.architecture.test_refusals import REFUSALS
from tests.factories.cast import Cast

from iskan.apps.cases.models import Case
from iskan.core.lifecycle import UnlawfulTransition
from iskan.core.text import Text

BACK = ">See where it stands now<"
LATE = sorted(
    name
    for name, kind in REFUSALS.items()
    if kind.status == HTTPStatus.CONFLICT and isinstance(vars(kind).get("text"), Text)
)
NAVIGATES = {"HTTP_SEC_FETCH_MODE": "navigate", "HTTP_REFERER": "http://testserver/en/profile/?x=1"}


def page_of(answer: Any) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def refusing(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.surfaces.portal.refusing"


def test_there_are_many_to_say() -> None:
    assert len(LATE) > 25


@pytest.mark.usefixtures("refusing")
@pytest.mark.parametrize("name", LATE)
def test_each_is_said_in_its_own_words_in_either_language(cast: Cast, name: str) -> None:
    client, text = cast.client("head"), REFUSALS[name].text
    for address, words in (("/refuse/", text.ar), ("/en/refuse/", text.en)):
        answer = client.post(f"{address}{name}/")
        assert answer.status_code == HTTPStatus.CONFLICT
        assert words in page_of(answer)


@pytest.mark.usefixtures("refusing")
def test_whoever_came_too_late_is_led_back_to_the_page_as_it_stands_now(cast: Cast) -> None:
    client = cast.client("head")
    address = "/en/refuse/iskan.core.lifecycle.UnlawfulTransition/"
    led = client.post(address, **NAVIGATES)
    assert led.status_code == HTTPStatus.SEE_OTHER, "going back sends nothing twice"
    shown = page_of(client.get(led["Location"]))
    assert UnlawfulTransition.text.en in shown
    assert 'href="/en/profile/"' in shown
    assert BACK in shown
    for sent_from in (
        {},
        {"HTTP_REFERER": "http://elsewhere/en/profile/"},
        {"HTTP_REFERER": "http://testserver/en/no/"},
    ):
        assert BACK not in client.post(address, **sent_from).content.decode()
    assert BACK not in client.get(address, HTTP_REFERER=NAVIGATES["HTTP_REFERER"]).content.decode()


def test_what_is_not_the_citizen_s_to_do_is_not_found(cast: Cast, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.surfaces.portal.refusing"
    answer = cast.client("head").post("/en/refuse/iskan.core.refusal.NotForThisRole/")
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_move_that_came_too_late_says_so_on_the_case(cast: Cast, filed: Case) -> None:
    client: Client = cast.client("head")
    address = f"/en/cases/{filed.reference}/moves/withdraw/"
    assert client.get(address).status_code == HTTPStatus.OK
    Case.objects.filter(pk=filed.pk).update(stage="withdrawn", closed_at=filed.filed_at)
    answer = client.post(address, {"reason": "سبب"}, follow=True)
    assert UnlawfulTransition.text.en in page_of(answer)
    assert UnlawfulTransition.text.en not in page_of(client.get(address, follow=True))
