"""The citizens' sign-in, walked against a running stand-in for the national eKey."""

import base64
import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from tests.factories.cast import Cast
from tests.integrations.conftest import ekey_url  # noqa: F401 -- a fixture shared between two folders
from tests.ports import free_port

from iskan.apps.accounts.models import User
from iskan.foundation.models import AuditEntry
from iskan.integrations.ekey.session import EkeyAdapter, forget_ekey
from iskan.integrations.synthetic import cast as population

SIGN_IN, TO_EKEY, BACK = "/sign-in/", "/sign-in/ekey/", "/sign-in/ekey/callback/"
CPR = population.DIVORCED_MOTHER


@pytest.fixture
def ekey(ekey_url: str, settings: Settings) -> Iterator[httpx.Client]:  # noqa: F811 -- the fixture named above
    point_at(ekey_url, settings)
    with httpx.Client(base_url=ekey_url, trust_env=False) as http:
        yield http


@pytest.fixture
def client() -> Client:
    return browser()


def browser() -> Client:
    """Return a browser at an address of this machine, to which the stand-in sends people back."""
    return Client(headers={"host": "localhost"})


def point_at(url: str, settings: Settings) -> None:
    forget_ekey()
    shipped = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    (app,) = shipped["APPS"]
    here = {**app, "settings": {**app["settings"], "server_url": url}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**shipped, "APPS": [here]}}


def come_in(client: Client, ekey: httpx.Client, cpr: str = CPR, address: str = TO_EKEY, **posted: str) -> HttpResponse:
    """Walk from our door through eKey and back, as a browser does."""
    asked = client.post(address, posted)
    chosen = ekey.post(asked["Location"], data={"cpr": cpr, "level": "advanced"})
    return client.get(chosen.headers["Location"])


@pytest.mark.parametrize(("prefix", "words"), [("", "المفتاح الإلكتروني الوطني"), ("/en", "national eKey")])
@pytest.mark.usefixtures("cast")
def test_door_says_that_the_sign_in_is_the_national_one(client: Client, prefix: str, words: str) -> None:
    page = client.get(prefix + SIGN_IN).content.decode()
    assert words in page
    assert f'action="{prefix}{TO_EKEY}"' in page


@pytest.mark.usefixtures("cast")
def test_citizen_comes_in_and_back_to_their_page(client: Client, ekey: httpx.Client) -> None:
    answer = come_in(client, ekey, next="/en/cases/?page=2")
    assert answer["Location"] == "/en/cases/?page=2"
    citizen = User.objects.get(cpr=CPR)
    assert client.session["_auth_user_id"] == str(citizen.pk)
    assert citizen.assurance == "advanced"
    assert citizen.name_ar
    assert re.fullmatch(r"\+973\d{8}", citizen.phone)
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
        "citizen.admitted",
        "session.opened",
    ]


@pytest.mark.usefixtures("cast")
def test_citizen_coming_again_is_the_same(ekey: httpx.Client) -> None:
    for _ in range(2):
        come_in(browser(), ekey)
    assert User.objects.filter(cpr=CPR).count() == 1


@pytest.mark.usefixtures("cast")
def test_session_of_before_the_sign_in_is_not_kept(client: Client, ekey: httpx.Client) -> None:
    asked = client.post(TO_EKEY)
    before = client.session.session_key
    chosen = ekey.post(asked["Location"], data={"cpr": CPR, "level": "standard"})
    client.get(chosen.headers["Location"])
    assert client.session.session_key != before


@pytest.mark.usefixtures("cast")
def test_we_ask_for_little_and_in_the_readers_language(client: Client, ekey: httpx.Client) -> None:
    del ekey
    where = client.post("/en" + TO_EKEY + "?auth_params=prompt%3Dnone&scope=email&process=connect")["Location"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}
    assert set(asked["scope"].split()) == {"openid", "profile", "phone"}
    assert asked["ui_locales"] == "en"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"].endswith("/en" + BACK)
    assert "prompt" not in asked


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
@pytest.mark.usefixtures("cast")
def test_sign_in_does_not_lead_elsewhere(client: Client, ekey: httpx.Client, target: str) -> None:
    assert come_in(client, ekey, next=target)["Location"] == "/sign-out/"
    assert target not in browser().get(SIGN_IN, {"next": target}).content.decode()


@pytest.mark.usefixtures("cast")
def test_opening_the_way_to_ekey_by_a_link_leads_to_the_door(client: Client) -> None:
    assert client.get(TO_EKEY)["Location"] == SIGN_IN


@pytest.mark.parametrize("query", ["", "?state=made-up&code=made-up", "?error=server_error"])
@pytest.mark.usefixtures("cast")
def test_coming_back_without_having_left_lets_nobody_in(client: Client, ekey: httpx.Client, query: str) -> None:
    del ekey
    answer = client.get(BACK + query)
    assert answer.status_code == 401
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("cast")
def test_code_of_another_browser_lets_nobody_in(client: Client, ekey: httpx.Client) -> None:
    asked = browser().post(TO_EKEY)
    chosen = ekey.post(asked["Location"], data={"cpr": CPR, "level": "advanced"})
    assert client.get(chosen.headers["Location"]).status_code == 401
    assert not User.objects.filter(cpr=CPR).exists()


def _claiming(answer: httpx.Response, **claims: object) -> httpx.Response:
    """Return eKey's answer with other claims in its ID token, if it brings one."""
    told = answer.json() if answer.headers.get("Content-Type", "").startswith("application/json") else {}
    if "id_token" not in told:
        return answer
    head, body, signature = told["id_token"].split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "=="))
    body = base64.urlsafe_b64encode(json.dumps(said | claims).encode()).rstrip(b"=").decode()
    return httpx.Response(200, json=told | {"id_token": f"{head}.{body}.{signature}"})


@pytest.mark.parametrize(
    ("claims", "comes_in"),
    [
        ({}, True), ({"aud": ["another system"]}, False), ({"iss": "https://another.example"}, False),
        ({"exp": 1_700_000_000}, False),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("cast")
def test_an_id_token_of_another_issuer_for_another_system_or_of_another_time_lets_nobody_in(
    client: Client, ekey: httpx.Client, monkeypatch: pytest.MonkeyPatch, claims: dict[str, object], *, comes_in: bool
) -> None:
    answered = EkeyAdapter._answer
    monkeypatch.setattr(EkeyAdapter, "_answer", lambda self, request: _claiming(answered(self, request), **claims))
    come_in(client, ekey)
    assert ("_auth_user_id" in client.session) is comes_in


@pytest.mark.usefixtures("cast")
def test_cancelling_at_ekey_leads_to_a_page_that_says_so(client: Client, ekey: httpx.Client) -> None:
    answer = come_in(client, ekey, cpr="")
    assert answer["Location"] == "/sign-in/cancelled/"
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.usefixtures("cast")
def test_pressing_back_after_coming_in_leads_on(client: Client, ekey: httpx.Client) -> None:
    asked = client.post(TO_EKEY)
    chosen = ekey.post(asked["Location"], data={"cpr": CPR, "level": "advanced"})
    client.get(chosen.headers["Location"])
    assert client.get(chosen.headers["Location"])["Location"] == "/sign-out/"


@pytest.mark.usefixtures("cast")
def test_ekey_out_of_reach_is_told_plainly(client: Client, settings: Settings) -> None:
    point_at(f"http://127.0.0.1:{free_port()}", settings)
    answer = client.post("/en" + TO_EKEY)
    assert answer.status_code == 401
    assert "could not be reached" in answer.content.decode()


@pytest.mark.usefixtures("cast")
def test_ekey_away_on_the_way_back_is_told_plainly(client: Client, ekey: httpx.Client, settings: Settings) -> None:
    chosen = ekey.post(client.post(TO_EKEY)["Location"], data={"cpr": CPR, "level": "advanced"})
    point_at(f"http://127.0.0.1:{free_port()}", settings)
    answer = client.get(chosen.headers["Location"])
    assert answer.status_code == 401
    assert "_auth_user_id" not in client.session


def test_closed_account_is_not_let_in(client: Client, ekey: httpx.Client, cast: Cast) -> None:
    del cast
    come_in(browser(), ekey)
    User.objects.filter(cpr=CPR).update(is_active=False)
    assert come_in(client, ekey)["Location"] == "/staff/closed/"
    assert "_auth_user_id" not in client.session


def test_signed_in_are_led_on_from_the_door(cast: Cast) -> None:
    assert cast.client("head").get(SIGN_IN)["Location"] == "/sign-out/"
    assert cast.client("head").get(SIGN_IN, {"next": "/en/"})["Location"] == "/en/"


def test_citizen_signs_out(cast: Cast) -> None:
    client = cast.client("head")
    assert client.post("/en/sign-out/")["Location"] == "/en/sign-in/"
    assert "_auth_user_id" not in client.session


def come_in_at(client: Client, ekey: httpx.Client, level: str, **posted: str) -> HttpResponse:
    chosen = ekey.post(client.post(TO_EKEY, posted)["Location"], data={"cpr": CPR, "level": level})
    return client.get(chosen.headers["Location"])


@pytest.mark.usefixtures("cast")
def test_each_session_has_the_level_it_began_with(ekey: httpx.Client) -> None:
    first, second = browser(), browser()
    come_in_at(first, ekey, "standard")
    come_in_at(second, ekey, "advanced")
    assert (first.session["assurance"], second.session["assurance"]) == ("standard", "advanced")
    come_in_at(browser(), ekey, "standard")
    assert second.session["assurance"] == "advanced"


@pytest.mark.usefixtures("cast")
def test_a_session_is_raised_by_signing_in_again_and_leads_back(client: Client, ekey: httpx.Client) -> None:
    come_in_at(client, ekey, "standard")
    asked = client.post(TO_EKEY, {"level": "advanced", "next": "/en/cases/"})
    sought = parse_qs(urlsplit(asked["Location"]).query)
    assert (sought["acr_values"], sought["prompt"]) == (["advanced"], ["login"])
    chosen = ekey.post(asked["Location"], data={"cpr": CPR, "level": "advanced"})
    assert client.get(chosen.headers["Location"])["Location"] == "/en/cases/"
    assert client.session["assurance"] == "advanced"


@pytest.mark.usefixtures("cast")
def test_a_level_ekey_does_not_name_as_ours_is_the_standard_one(
    client: Client, ekey: httpx.Client, settings: Settings
) -> None:
    settings.ISKAN_EKEY_ADVANCED_ACR = ["urn:bh:ekey:loa3"]
    come_in_at(client, ekey, "advanced")
    assert client.session["assurance"] == "standard"
