"""The officials' sign-in: a password, then a code, and nothing before both."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests.factories.cast import Cast, signed_in
from tests.surfaces.sign_in.conftest import PASSWORD, SECRET

from iskan.apps.accounts.models import User
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry, RateCount
from iskan.foundation.ratelimit import SIGN_IN as SIGN_IN_RATE
from iskan.foundation.ratelimit import WRONG_ANYWHERE

SIGN_IN, CODE = "/staff/sign-in/", "/staff/sign-in/code/"
SET_UP, SECURITY = "/staff/security/authenticator/", "/staff/security/"


def code_of(secret: str = SECRET, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def give_password(client: Client, username: str = "new.comer", password: str = PASSWORD, **extra: str) -> HttpResponse:
    return client.post(SIGN_IN, {"login": username, "password": password, **extra})


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.usefixtures("cast")
def test_door_asks_for_name_and_password(client: Client, prefix: str) -> None:
    page = client.get(prefix + SIGN_IN).content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "remember" not in page
    assert "signup" not in page


def test_sign_in_takes_password_and_code_and_leads_back(client: Client, regular: User) -> None:
    first = give_password(client, next="/staff/security/codes/new/")
    assert first["Location"] == CODE
    assert client.get(SECURITY)["Location"].startswith(SIGN_IN)
    second = client.post(CODE, {"code": code_of()})
    assert second["Location"] == "/staff/security/codes/new/"
    assert client.get(SECURITY).status_code == 200
    assert actions() == ["session.opened"]
    assert AuditEntry.objects.get().actor_id == regular.pk


@pytest.mark.usefixtures("regular")
def test_sign_in_makes_a_new_session(client: Client) -> None:
    client.get(SIGN_IN)
    give_password(client)
    before = client.session.session_key
    client.post(CODE, {"code": code_of()})
    assert client.session.session_key != before


@pytest.mark.usefixtures("regular")
@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_sign_in_does_not_lead_elsewhere(client: Client, target: str) -> None:
    give_password(client, next=target)
    assert client.post(CODE, {"code": code_of()})["Location"] == SECURITY


@pytest.mark.usefixtures("regular")
def test_code_is_read_in_arabic_digits_and_with_spaces(client: Client) -> None:
    give_password(client)
    typed = code_of().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert client.post(CODE, {"code": f"{typed[:3]} {typed[3:]}"})["Location"] == SECURITY


def test_a_wrong_code_leaves_a_line(client: Client, regular: User) -> None:
    give_password(client)
    assert client.post(CODE, {"code": "000000"}).status_code == 200
    line = AuditEntry.objects.get()
    assert (line.action, line.subject) == ("second_factor.refused", str(regular.pk))


@pytest.mark.usefixtures("regular")
def test_code_works_once() -> None:
    code, answers = code_of(), []
    for _ in range(2):
        client = Client()
        give_password(client)
        answers.append(client.post(CODE, {"code": code}).status_code)
    assert answers == [302, 200]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.usefixtures("regular")
def test_second_factor_kept_under_a_key_that_is_lost_is_said_in_words(
    client: Client, settings: Settings, language: str
) -> None:
    settings.SECRET_KEY = "another key, after the first was lost"
    give_password(client)
    answer = client.post(f"{language}{CODE}", {"code": "123456"})
    assert answer.status_code == 503
    said = "the system&#39;s key was changed" if language else "مفتاح النظام تغيّر"
    assert said in answer.content.decode()


def test_recovery_code_lets_in_once(regular: User) -> None:
    codes = RecoveryCodes(Authenticator.objects.get(user=regular, type="recovery_codes")).get_unused_codes()
    answers = []
    for _ in range(2):
        client = Client()
        give_password(client)
        answers.append(client.post(CODE, {"code": codes[0]}).status_code)
    assert answers == [302, 200]


@pytest.mark.usefixtures("regular")
@pytest.mark.parametrize("code", ["", "000000", "abcdef", "1" * 500])
def test_wrong_code_is_told_and_lets_nobody_in(client: Client, code: str) -> None:
    give_password(client)
    page = client.post(CODE, {"code": code})
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.content.decode()
    assert client.get(SECURITY).status_code == 302


def form_of(response: HttpResponse) -> str:
    """Return the page less what differs at every request and what was typed."""
    page = re.sub(r'value="[^"]*"', "", response.content.decode())
    return re.sub(r"\s+", " ", page)


def test_wrong_name_and_wrong_password_read_the_same(cast: Cast, regular: User) -> None:
    regular_wrong = give_password(Client(), regular.username, "not the pass phrase")
    nobody = give_password(Client(), "no.such.official", "not the pass phrase")
    a_citizen = give_password(Client(), cast.head.username, "!")
    closed = User.objects.filter(pk=cast.reviewer.pk)
    closed.update(is_active=False)
    inactive = give_password(Client(), "r.isa", "whatever it was")
    assert {r.status_code for r in (regular_wrong, nobody, a_citizen, inactive)} == {200}
    assert form_of(regular_wrong) == form_of(nobody) == form_of(a_citizen) == form_of(inactive)
    assert actions() == ["sign_in.refused"] * 4


def test_wrong_name_costs_the_same_work_as_a_wrong_password(regular: User, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashed.append("once") or encode(*given))
    work = []
    for name in (regular.username, "no.such.official", "a.hasan"):
        give_password(Client(), name, "warms the caches")
        hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            give_password(Client(), name, "not the pass phrase")
        work.append((len(queries), len(hashed)))
    assert len(set(work)) == 1, work


@pytest.mark.usefixtures("cast")
def test_refusal_keeps_no_name_in_the_trail(client: Client) -> None:
    give_password(client, "typed-my-password-here")
    assert "typed" not in str(AuditEntry.objects.values())


def test_sixth_wrong_password_is_refused_unread_for_known_and_unknown(regular: User) -> None:
    for name in (regular.username, "no.such.official"):
        for _ in range(5):
            give_password(Client(), name, "not the pass phrase")
        page = give_password(Client(), name, PASSWORD)
        assert page.status_code == 429
        assert 0 < int(page["Retry-After"]) <= 300
        assert settings.SESSION_COOKIE_NAME not in page.cookies
    assert actions() == ["sign_in.refused"] * 10


def test_a_stranger_who_guesses_shuts_nobody_out_elsewhere(regular: User) -> None:
    stranger, official = Client(REMOTE_ADDR="203.0.113.66"), Client(REMOTE_ADDR="203.0.113.7")
    for _ in range(30):
        give_password(stranger, regular.username, "not the pass phrase")
    assert give_password(stranger, regular.username).status_code == 429
    assert give_password(official, regular.username)["Location"] == CODE


def test_a_name_guessed_from_many_addresses_is_put_off_and_its_owners_browser_is_not(regular: User) -> None:
    office, elsewhere = Client(REMOTE_ADDR="203.0.113.7"), Client(REMOTE_ADDR="203.0.113.8")
    give_password(office)
    office.post(CODE, {"code": code_of()})
    office.post("/sign-out/")
    for n in range(WRONG_ANYWHERE.limit):
        give_password(Client(REMOTE_ADDR=f"198.51.100.{n}"), regular.username, "not the pass phrase")
    put_off = give_password(elsewhere, regular.username)
    assert put_off.status_code == 429
    assert 0 < int(put_off["Retry-After"]) <= WRONG_ANYWHERE.seconds
    assert give_password(office, regular.username)["Location"] == CODE
    RateCount.objects.update(window_starts_at=timezone.now() - timedelta(hours=2))
    assert give_password(elsewhere, regular.username)["Location"] == CODE


def test_a_known_browser_is_known_for_its_owner_alone_and_counted_too(cast: Cast, regular: User) -> None:
    office = Client(REMOTE_ADDR="203.0.113.7")
    give_password(office)
    assert "iskan_device" not in office.cookies
    office.post(CODE, {"code": code_of()})
    office.post("/sign-out/")
    for _ in range(5):
        give_password(office, regular.username, "not the pass phrase")
    assert give_password(office, regular.username).status_code == 429
    for n in range(WRONG_ANYWHERE.limit):
        give_password(Client(REMOTE_ADDR=f"198.51.100.{n}"), cast.reviewer.username, "not the pass phrase")
    assert give_password(office, cast.reviewer.username).status_code == 429
    office.cookies["iskan_device"] = "made:up"
    assert give_password(office, cast.reviewer.username).status_code == 429


def test_who_goes_on_guessing_waits_longer_and_never_for_ever(regular: User) -> None:
    waits = []
    for _window in range(4):
        for _ in range(6):
            page = give_password(Client(), regular.username, "not the pass phrase")
        waits.append(int(page["Retry-After"]))
        RateCount.objects.filter(key__startswith="wrong-password:").update(
            window_starts_at=timezone.now() - timedelta(seconds=301)
        )
    assert waits[0] <= 300 < waits[-1] <= 3600
    RateCount.objects.update(window_starts_at=timezone.now() - timedelta(days=1, seconds=1))
    assert give_password(Client(), regular.username)["Location"] == CODE


def test_an_office_behind_one_address_comes_in_at_the_same_hour(regular: User) -> None:
    for _ in range(SIGN_IN_RATE.limit + 20):
        assert give_password(Client(), regular.username)["Location"] == CODE


@pytest.mark.usefixtures("regular")
def test_success_is_not_counted_against_the_name() -> None:
    for _ in range(7):
        assert give_password(Client())["Location"] == CODE


@pytest.mark.usefixtures("cast")
def test_one_address_trying_many_names_is_asked_to_wait() -> None:
    answers = [give_password(Client(), f"name{n}", "guess") for n in range(SIGN_IN_RATE.limit + 1)]
    assert [a.status_code for a in answers] == [200] * SIGN_IN_RATE.limit + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 300


@pytest.mark.usefixtures("regular")
def test_sixth_wrong_code_is_refused_unread(client: Client) -> None:
    give_password(client)
    for _ in range(5):
        client.post(CODE, {"code": "000000"})
    assert client.post(CODE, {"code": code_of()}).status_code == 200


def test_newcomer_is_led_to_the_second_factor_and_reaches_nothing_else(client: Client, newcomer: User) -> None:
    give_password(client)
    assert client.session["_auth_user_id"] == str(newcomer.pk)
    for address in (SECURITY, "/staff/password/", "/sign-in/", "/en/staff/security/codes/"):
        assert client.get(address)["Location"].endswith(SET_UP), address
    page = client.get(SET_UP)
    assert page.status_code == 200
    assert "data:image/svg+xml;base64," in page.content.decode()


def test_newcomer_sets_up_and_is_shown_recovery_codes(client: Client, newcomer: User) -> None:
    give_password(client)
    client.get(SET_UP)
    before = client.session.session_key
    done = client.post(SET_UP, {"code": code_of(client.session["mfa.totp.secret"])})
    assert done["Location"] == "/staff/security/codes/"
    assert client.session.session_key != before
    page = client.get(done["Location"]).content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", page)) == 10
    assert actions() == ["session.opened", "second_factor.set"]
    assert Authenticator.objects.filter(user=newcomer).count() == 2


def test_newcomer_with_a_wrong_code_sees_the_same_key_again(client: Client, newcomer: User) -> None:
    give_password(client)
    client.get(SET_UP)
    secret = client.session["mfa.totp.secret"]
    page = client.post(SET_UP, {"code": "000000"})
    assert page.status_code == 200
    assert client.session["mfa.totp.secret"] == secret
    assert not Authenticator.objects.filter(user=newcomer).exists()


def test_session_without_the_factor_of_one_who_has_it_must_confirm(regular: User) -> None:
    client = signed_in(regular, second_factor=False)
    assert client.get(SECURITY)["Location"] == "/staff/confirm/code/"
    assert client.post("/staff/confirm/code/", {"code": code_of()}).status_code == 302
    assert client.get(SECURITY).status_code == 200


def test_temporary_password_must_be_changed_first(regular: User) -> None:
    regular.password_is_temporary = True
    regular.save()
    client = signed_in(regular)
    assert client.get(SECURITY)["Location"] == "/staff/password/"
    answers = {"oldpassword": PASSWORD, "password1": "my own long words", "password2": "my own long words"}
    client.post("/staff/password/", answers)
    regular.refresh_from_db()
    assert not regular.password_is_temporary
    assert client.get(SECURITY).status_code == 200
    assert actions() == ["password.changed"]


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("wrong", "my own long words", "my own long words"),
        (PASSWORD, "short", "short"),
        (PASSWORD, "eleven chrs", "eleven chrs"),
        (PASSWORD, "1q2w3e4r5t6y", "1q2w3e4r5t6y"),
        (PASSWORD, "my own long words", "x"),
    ],
)
def test_password_change_refuses_with_the_reason_at_the_field(regular: User, old: str, new: str, again: str) -> None:
    client = signed_in(regular)
    page = client.post("/staff/password/", {"oldpassword": old, "password1": new, "password2": again})
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.content.decode()


def test_replacing_the_authenticator_leads_straight_to_the_next(regular: User) -> None:
    client = Client()
    give_password(client)
    client.post(CODE, {"code": code_of()})
    assert client.get("/staff/security/authenticator/replace/").status_code == 200
    client.post("/staff/security/authenticator/replace/")
    assert not Authenticator.objects.filter(user=regular).exists()
    assert client.get(SECURITY)["Location"] == SET_UP
    assert actions() == ["session.opened", "second_factor.given_up"]


def test_delicate_pages_ask_again_after_five_minutes(regular: User) -> None:
    client = signed_in(regular)
    for address in ("/staff/security/codes/", "/staff/security/codes/new/", "/staff/security/authenticator/replace/"):
        assert client.get(address)["Location"].startswith("/staff/confirm/")
    client.post("/staff/confirm/", {"password": PASSWORD})
    assert client.get("/staff/security/codes/").status_code == 200


def test_new_recovery_codes_put_the_old_out_of_use(regular: User) -> None:
    client = signed_in(regular)
    client.post("/staff/confirm/", {"password": PASSWORD})
    old = client.get("/staff/security/codes/download/").content
    client.post("/staff/security/codes/new/")
    new = client.get("/staff/security/codes/download/")
    assert new.content != old
    assert new["Content-Type"].startswith("text/plain")
    assert "recovery_codes.renewed" in actions()


def test_sign_out_ends_the_session_for_good(regular: User) -> None:
    client = signed_in(regular)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get("/sign-out/").status_code == 200
    client.post("/sign-out/")
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get(SECURITY)["Location"].startswith(SIGN_IN)
    assert actions() == ["session.closed"]


def test_idle_official_is_signed_out_and_led_back(regular: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(regular)
    assert client.get(SECURITY).status_code == 200
    later = clock.now() + timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    away = client.get(SECURITY)
    assert away["Location"] == f"{SIGN_IN}?next={SECURITY}"
    assert AuditEntry.objects.get().detail == {"reason": "idle"}


def test_busy_official_stays_and_costs_one_write_a_minute(
    regular: User, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, start = signed_in(regular), clock.now()
    for minutes in (0, 20, 40, 60):
        monkeypatch.setattr(clock, "now", lambda minutes=minutes: start + timedelta(minutes=minutes))
        assert client.get(SECURITY).status_code == 200
    with django_assert_num_queries(1):
        client.get("/sign-out/")


@pytest.mark.parametrize("role", ["anonymous", "head"])
def test_pages_of_officials_accounts_are_closed_to_others(cast: Cast, role: str) -> None:
    client = cast.client(role)
    for address in (SECURITY, SET_UP, "/staff/password/", "/staff/confirm/", "/staff/security/codes/"):
        answer = client.get(address)
        assert answer.status_code == (404 if role == "head" else 302), address


@pytest.mark.parametrize(
    "address",
    [
        "/staff/sign-up/",
        "/accounts/signup/",
        "/sign-up/",
        "/sign-in/ekey/signup/",
        "/sign-in/other/",
        "/accounts/email/",
    ],
)
@pytest.mark.usefixtures("cast")
def test_what_is_not_used_of_the_library_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
