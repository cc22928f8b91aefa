"""Sign-in through eKey from discovery to the person's claims, and every way it must not go."""

import base64
import hashlib
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from iskan.integrations.ekey import check
from iskan.integrations.synthetic import cast

BACK = "https://iskan.example/accounts/callback/"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
ASKED = {
    "response_type": "code",
    "client_id": "iskan",
    "redirect_uri": BACK,
    "scope": "openid profile",
    "state": "st-1",
    "nonce": "nonce-1",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}
CLIENT = ("iskan", "iskan-development")


@pytest.fixture
def http(ekey_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=ekey_url, trust_env=False) as http:
        yield http


def choose(http: httpx.Client, cpr: str, asked: dict[str, str] = ASKED, level: str = "advanced") -> httpx.Response:
    return http.post(f"/authorize?{urlencode({**asked, 'nonce': str(uuid4())})}", data={"cpr": cpr, "level": level})


def code_of(answer: httpx.Response) -> str:
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return query["code"][0]


def redeem(http: httpx.Client, code: str, changed: dict[str, str] | None = None) -> httpx.Response:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": VERIFIER}
    return http.post("/token", data={**form, **(changed or {})}, auth=CLIENT)


def claims_of(http: httpx.Client, token: str) -> dict[str, Any]:
    keys = KeySet.import_key_set(http.get("/jwks").json())
    return dict(jwt.decode(token, keys, algorithms=["RS256"]).claims)


def test_discovery_names_every_endpoint(http: httpx.Client, ekey_url: str) -> None:
    document = http.get("/.well-known/openid-configuration").json()
    assert document["issuer"] == ekey_url
    assert document["code_challenge_methods_supported"] == ["S256"]
    endpoints = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
    assert all(document[name].startswith(ekey_url) for name in endpoints)
    assert document["token_endpoint_auth_methods_supported"] == ["client_secret_basic", "client_secret_post"]


def test_the_whole_way_in(http: httpx.Client, ekey_url: str) -> None:
    answer = http.post(f"/authorize?{urlencode(ASKED)}", data={"cpr": cast.DIVORCED_MOTHER, "level": "advanced"})
    assert answer.headers["Location"].startswith(f"{BACK}?code=")
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["state"] == ["st-1"]
    tokens = redeem(http, code_of(answer)).json()
    claims = claims_of(http, tokens["id_token"])
    assert (claims["iss"], claims["aud"], claims["nonce"]) == (ekey_url, ["iskan"], "nonce-1")
    assert (claims["sub"], claims["acr"], claims["amr"]) == (cast.DIVORCED_MOTHER, "advanced", ["face"])
    assert claims["exp"] > claims["iat"]
    said = http.get("/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"}).json()
    assert (said["sub"], said["cpr"]) == (cast.DIVORCED_MOTHER, cast.DIVORCED_MOTHER)
    assert (said["name_ar"], said["name_en"]) == ("سعاد إبراهيم يوسف الشهابي", "Suad Ebrahim Yusuf Alshehabi")
    assert said["assurance"] == "advanced"
    assert re.fullmatch(r"\+973360\d{5}", said["phone_number"])


def test_standard_assurance_is_told(http: httpx.Client) -> None:
    tokens = redeem(http, code_of(choose(http, cast.TOO_OLD, level="standard"))).json()
    claims = claims_of(http, tokens["id_token"])
    assert (claims["assurance"], claims["acr"], claims["amr"]) == ("standard", "standard", ["pwd"])


def test_the_secret_may_travel_in_the_form(http: httpx.Client) -> None:
    form = {
        "grant_type": "authorization_code",
        "code": code_of(choose(http, cast.TOO_OLD)),
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
        "client_id": CLIENT[0],
        "client_secret": CLIENT[1],
    }
    assert http.post("/token", data=form).is_success


def test_a_code_opens_once(http: httpx.Client) -> None:
    code = code_of(choose(http, cast.TOO_OLD))
    assert redeem(http, code).is_success
    assert redeem(http, code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "changed", [{"code_verifier": "x" * 43}, {"redirect_uri": "https://iskan.example/other/"}, {"code": "invented"}]
)
def test_a_code_with_anything_else_changed_opens_nothing(http: httpx.Client, changed: dict[str, str]) -> None:
    code = code_of(choose(http, cast.TOO_OLD))
    assert redeem(http, code, changed).json()["error"] == "invalid_grant"


def test_a_client_without_the_secret_opens_nothing(http: httpx.Client) -> None:
    form = {"grant_type": "authorization_code", "code": code_of(choose(http, cast.TOO_OLD)), "redirect_uri": BACK}
    answer = http.post("/token", data={**form, "code_verifier": VERIFIER}, auth=("iskan", "guess"))
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer invented"}])
def test_userinfo_wants_a_token(http: httpx.Client, headers: dict[str, str]) -> None:
    assert http.get("/userinfo", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("dropped", "changed"),
    [
        ("code_challenge", {}),
        ("", {"code_challenge_method": "plain"}),
        ("", {"response_type": "token"}),
        ("", {"prompt": "none"}),
    ],
)
def test_a_client_that_asks_wrongly_is_told_so(http: httpx.Client, dropped: str, changed: dict[str, str]) -> None:
    asked = {name: value for name, value in {**ASKED, **changed}.items() if name != dropped}
    answer = http.get(f"/authorize?{urlencode(asked)}")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{BACK}?error=")
    assert "state=st-1" in answer.headers["Location"]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "changed",
    [
        {"redirect_uri": "https://elsewhere.example/"},
        {"redirect_uri": "javascript:alert(1)"},
        {"client_id": "stranger"},
    ],
)
def test_nobody_is_sent_to_an_unknown_place(http: httpx.Client, method: str, changed: dict[str, str]) -> None:
    answer = http.request(method, f"/authorize?{urlencode({**ASKED, **changed})}", data={"cpr": cast.TOO_OLD})
    assert (answer.status_code, "Location" in answer.headers) == (400, False)
    assert "تعذر فتح صفحة الدخول" in answer.text


@pytest.mark.parametrize("cpr", ["", "999999999", "221100105", "611101602"], ids=["cancel", "nobody", "child", "dead"])
def test_who_cannot_sign_in_is_sent_back_without_a_code(http: httpx.Client, cpr: str) -> None:
    assert "error=access_denied" in choose(http, cpr).headers["Location"]


def test_an_invented_level_is_no_assurance(http: httpx.Client) -> None:
    assert "error=access_denied" in choose(http, cast.TOO_OLD, level="supreme").headers["Location"]


def page(http: httpx.Client, **more: str) -> str:
    return unescape(http.get(f"/authorize?{urlencode({**ASKED, **more})}").text)


def test_the_page_is_arabic_first_and_says_it_is_a_stand_in(http: httpx.Client) -> None:
    shown = page(http)
    assert '<html lang="ar" dir="rtl">' in shown
    assert "هذه صفحة بديلة عن المفتاح الإلكتروني الوطني" in shown
    assert 'type="password"' not in shown


def test_the_page_turns_english(http: httpx.Client) -> None:
    shown = page(http, ui_locales="en")
    assert '<html lang="en" dir="ltr">' in shown
    assert "Choose who signs in" in shown


def test_the_page_lists_the_whole_cast(http: httpx.Client) -> None:
    shown = page(http)
    listed = re.findall(r'name="cpr" value="(\d{9})"', shown)
    assert sorted(listed) == sorted(cast.CAST)


@pytest.mark.parametrize("words", ["مريم القطان", "مريم  جاسم", "MARYAM alqattan", "٩١٠٩٠٠١٠٢", "910900102"])
def test_search_finds_by_name_or_number(http: httpx.Client, words: str) -> None:
    answer = http.post(f"/authorize?{urlencode(ASKED)}", data={"q": words, "find": "yes"})
    assert 'value="910900102"' in answer.text


@pytest.mark.parametrize("words", ["لا أحد هنا", "123", "221100105"])
def test_search_that_finds_nobody_says_so(http: httpx.Client, words: str) -> None:
    answer = http.post(f"/authorize?{urlencode(ASKED)}", data={"q": words, "find": "yes"})
    assert "لا يوجد شخص بهذا الرقم أو الاسم" in answer.text


def test_an_empty_search_shows_the_cast_again(http: httpx.Client) -> None:
    answer = http.post(f"/authorize?{urlencode(ASKED)}", data={"q": "  ", "find": "yes"})
    assert f'value="{cast.TOO_OLD}"' in answer.text


def test_pages_run_nothing_and_are_framed_by_nobody(http: httpx.Client) -> None:
    policy = http.get(f"/authorize?{urlencode(ASKED)}").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self' https://iskan.example" in policy


@pytest.mark.parametrize("uri", ["https://x.example;script-src *", "https://a b/"])
def test_an_address_cannot_write_the_policy(http: httpx.Client, uri: str) -> None:
    answer = http.get(f"/authorize?{urlencode({**ASKED, 'redirect_uri': uri})}")
    assert answer.headers["Content-Security-Policy"].endswith("form-action 'self'")


def test_the_front_page_tells_where_signing_in_starts(http: httpx.Client) -> None:
    assert "يبدأ تسجيل الدخول من النظام نفسه" in http.get("/").text


def test_check_tells_the_issuer_from_others(ekey_url: str) -> None:
    http = httpx.Client(trust_env=False)
    assert check.is_up(base_url=f"{ekey_url}/", http=http)
    assert not check.is_up(base_url=ekey_url.replace("127.0.0.1", "localhost"), http=http)
    assert not check.is_up(base_url="http://127.0.0.1:9", http=http)
