"""What holds for every page: headers, cookies, forged forms refused, nothing told of the unseen, silent logs."""

import logging
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.architecture.access import Access, addresses, drained, undone
from tests.architecture.access_table import CASES, TABLE
from tests.factories.cast import make_cast
from tests.factories.module_rows import ModuleRows, RowMaker
from tests.factories.world import World, make_world

from iskan.apps.documents.press.certificates import make_certificate
from iskan.foundation import clock
from iskan.foundation.logs import PrivateFormatter
from iskan.foundation.references import new_reference

ROOT = Path(__file__).resolve().parents[2]
# Signed by the provider; asked by other systems, changes nothing; a preference of the device, bound to no account.
# A key goes along with what a body's own system sends, and no session opens that address.
NO_FORMS_OF_OURS = {"payment-notices", "api:eligibility", "api:partner-answer", "ui:scheme"}
PRODUCTION = {
    "ISKAN_PRODUCTION": "1",
    "SECRET_KEY": "8Z2vQm1sT7xYb4nKc9Lw3Rf6Hd0Jp5Gq-aUeIoXzVtNyBrMkSj",
    "DATABASE_URL": "postgresql://nobody@localhost/nothing",
    "ISKAN_ALLOWED_HOSTS": "iskan.example",
    "ISKAN_SITE_URL": "https://iskan.example",
    "ISKAN_EKEY_URL": "https://ekey.example",
    "ISKAN_EKEY_CLIENT_SECRET": "a secret of production alone",
    "ISKAN_TRUSTED_PROXIES": "10.0.0.0/24",
    "EMAIL_URL": "smtp://mail.example",
    "ISKAN_FROM_EMAIL": "iskan@iskan.example",
    "ISKAN_SMS_URL": "https://sms.example",
    "ISKAN_REGISTERS_URL": "https://exchange.example",
}


@pytest.fixture(scope="module")
def module_world(row_maker: RowMaker) -> ModuleRows[World]:
    now = clock.now()
    return row_maker(lambda: make_world(make_cast(now), now))


@pytest.fixture
def world(db: None, module_world: ModuleRows[World]) -> World:  # noqa: ARG001 -- what a test changes is undone
    return module_world.copy()


def _address_of(name: str, access: Access, world: World) -> str:
    return reverse(name, kwargs=access.objects(world.heads) if access.objects else dict(access.named))


def test_every_open_page_carries_the_headers(world: World) -> None:
    for name, access in TABLE.items():
        path = _address_of(name, access, world)
        headers = Client().get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "unsafe" not in policy, name
        assert "default-src 'none'" in policy, name
        assert headers["X-Content-Type-Options"] == "nosniff", name
        assert headers["X-Frame-Options"] == "DENY", name
        assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}, name
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", name


@pytest.mark.no_cover
def test_no_page_has_script_or_style_inside(world: World) -> None:
    inside = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    browsers = {role: world.cast.client(role) for role in ("anonymous", "head", "supervisor")}
    for name, access in TABLE.items():
        path = _address_of(name, access, world)
        for role, browser in browsers.items():
            with undone(browser):
                answer = browser.get(path)
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                found = inside.search(answer.content.decode())
                assert not found, f"{name} as {role}: {found and found[0]}"


def test_scripts_store_one_preference_and_nothing_of_a_person() -> None:
    stores = re.compile(r"\b(?:localStorage|sessionStorage)\.(?:get|set)Item\((\w+|\"[^\"]*\")|\b(indexedDB|caches)\b")
    found = {
        (path.name, *said)
        for path in (ROOT / "src").rglob("*.js")
        if "built" not in path.parts and "node_modules" not in path.parts
        for said in stores.findall(path.read_text(encoding="utf-8"))
    }
    assert found == {("desk.js", "KEPT", "")}


@pytest.mark.parametrize("role", ["anonymous", "head", "supervisor"])
def test_every_form_sent_without_its_token_is_refused(world: World, role: str) -> None:
    browser = world.cast.client(role)
    browser.handler.enforce_csrf_checks = True
    for name, access in TABLE.items():
        path = _address_of(name, access, world)
        takes_posts = any(answer not in {404, 405} for answer in access.post.values())
        if takes_posts and name not in NO_FORMS_OF_OURS:
            assert browser.post(path).status_code == 403, name


def test_session_cookie_is_closed_to_script_and_to_other_sites(world: World) -> None:
    world.cast.reviewer.set_password("a password of its own")
    world.cast.reviewer.save()
    browser = Client()
    browser.post(reverse("account_login"), {"login": "r.isa", "password": "a password of its own"})
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")


def told_production(expression: str) -> str:
    """Return what a setting is where the environment says production."""
    code = f"from django.conf import settings as s; print({expression})"
    return _under_production([sys.executable, "-c", code]).stdout.strip()


def _under_production(command: list[str], **more: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": "src", "ISKAN_DATA_DIR": tempfile.gettempdir()}
    environment |= {"DJANGO_SETTINGS_MODULE": "iskan.config.settings.base"} | PRODUCTION | more
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_production_cookies_are_secure_and_bound_to_the_host() -> None:
    names = "s.SESSION_COOKIE_NAME[:7], s.CSRF_COOKIE_NAME[:7]"
    told = told_production(f"{names}, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE")
    assert told == "__Host- __Host- True True"


def test_production_speaks_https_alone() -> None:
    assert told_production("s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS >= 31536000, s.DEBUG") == "True True False"


@pytest.mark.parametrize("missing", ["SECRET_KEY"])
def test_production_without_its_secrets_does_not_start(missing: str) -> None:
    done = _under_production([sys.executable, "manage.py", "check"], **{missing: ""})
    assert done.returncode != 0
    assert missing in done.stderr


def test_production_passes_the_deployment_checks(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make_certificate(key_path=key, certificate_path=certificate, passphrase="of the drill", at=clock.now())
    done = _under_production(
        [sys.executable, "manage.py", "check", "--deploy"],
        ISKAN_SIGNING_KEY=str(key),
        ISKAN_SIGNING_CERT=str(certificate),
    )
    # A certificate anybody can make is all the drill has; nothing else is left to complain of.
    assert set(re.findall(r"\((\w+\.[EW]\d+)\)", done.stderr)) == {"documents.E002"}


def test_production_with_the_development_ekey_fails_the_deployment_checks() -> None:
    done = _under_production(
        [sys.executable, "manage.py", "check", "--deploy"],
        ISKAN_EKEY_URL="http://ekey.example",
        ISKAN_EKEY_CLIENT_SECRET="iskan-development",
    )
    assert {"accounts.E001", "accounts.E002"} <= set(re.findall(r"accounts\.E\d+", done.stderr))


def shown(page: str, *names: str) -> str:
    """Return a page less the reference asked for and what differs at every request."""
    for name in names:
        page = page.replace(name, "…")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


@pytest.mark.parametrize("name", [name for name, access in CASES.items() if access.get["others"] == 404])
def test_somebody_elses_case_and_none_answer_alike(world: World, name: str) -> None:
    browser, words, absent = world.cast.client("head"), CASES[name].objects, new_reference()
    assert words is not None
    theirs = words(world.strangers)
    answers = []
    for reference in (theirs["reference"], absent):
        path = reverse(name, kwargs=theirs | {"reference": reference})
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(path)
        answers.append((answer.status_code, shown(answer.content.decode(), reference), len(queries)))
    assert answers[0] == answers[1]


class Heard(logging.Handler):
    """Keeps every line as the shipped formatter would write it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(PrivateFormatter("%(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def heard() -> Iterator[Heard]:
    ear, root = Heard(), logging.getLogger()
    level, own = root.level, logging.getLogger("iskan").level
    root.addHandler(ear)
    root.setLevel(logging.INFO)
    logging.getLogger("iskan").setLevel(logging.DEBUG)
    yield ear
    root.removeHandler(ear)
    root.setLevel(level)
    logging.getLogger("iskan").setLevel(own)


@pytest.mark.no_cover
def test_walking_every_page_leaves_no_person_in_the_log(world: World, heard: Heard) -> None:
    head = world.cast.head
    secrets = [head.cpr, head.name_ar, head.name_en, head.email, head.phone, world.cast.stranger.cpr]
    asked = {"q": f"{head.cpr} {head.name_ar}", "delegate": head.cpr, "login": head.cpr, "email": head.email}
    browsers = [world.cast.client(role) for role in ("anonymous", "head", "stranger", "supervisor")]
    for name, access in TABLE.items():
        path = _address_of(name, access, world)
        for browser in browsers:
            browser.raise_request_exception = False
            with undone(browser):
                browser.get(path, asked)
                drained(browser.post(path, asked))
    assert any("Not Found" in line for line in heard.lines)
    told = [line for line in heard.lines if any(secret and secret in line for secret in secrets)]
    assert not told, told[:3]


def test_no_address_has_a_place_for_a_personal_number() -> None:
    for address in addresses():
        assert not re.search(r"cpr|name|phone|email", address.route), address.route
