"""The draws as anyone sees them, in both languages and at both widths; a browser checks one, and finds forgeries."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect
from tests.browser.conftest import DESK, PHONE, Visitor
from tests.factories.cast import Cast, make_cast
from tests.factories.draws import DAY, DrawOffice, make_draw_office, plain_cases

from iskan.apps.allocation.models import Draw
from iskan.apps.allocation.operations import draws
from iskan.apps.allocation.queries import draws as queries
from iskan.foundation import clock
from iskan.foundation.scope import NOBODY

VisitorMaker = Callable[..., Visitor]
UNITS = [(f"SLM-3-{number:02}", "house-4br") for number in range(5)]


@dataclass(frozen=True)
class Draws:
    """The cast, and a draw of each kind."""

    cast: Cast
    office: DrawOffice
    frozen: Draw
    announced: Draw
    held: Draw
    cancelled: Draw


@pytest.fixture
def three(transactional_db: None) -> Draws:  # noqa: ARG001 -- the server's threads read what is committed
    now = clock.now()
    cast = make_cast(now)
    past = make_draw_office(now - 5 * DAY)
    cases = plain_cases(cast.head, 8, past.at)
    held = past.ready(cases, UNITS)
    past.run(held.reference)
    cancelled = past.freeze(cases, UNITS)
    past.announce(cancelled.reference)
    draws.cancel_draw(
        scope=past.scope(past.approver), reference=cancelled.reference, at=past.at + timedelta(hours=3),
        reason="تبيّن أن قائمة الوحدات أُعلنت ناقصة، وسيُعلن سحب جديد بعد استكمالها.",
    )  # fmt: skip
    office = make_draw_office(now, tag=".now")
    announced = office.freeze(cases, UNITS)
    office.announce(announced.reference)
    office.reveal(announced.reference, "ministry", at=now + timedelta(minutes=1))
    return Draws(cast, office, office.freeze(cases, UNITS), announced, held, cancelled)


def come_in(visitor: Visitor, client_cookie: str) -> None:
    visitor.page.context.add_cookies([
        {"name": settings.SESSION_COOKIE_NAME, "value": client_cookie, "url": visitor.root}
    ])  # fmt: skip


PAGES = (
    "/draws/",
    "/draws/{held}/",
    "/draws/{announced}/",
    "/draws/{cancelled}/",
    "/draws/{held}/live/",
    "/draws/{announced}/live/",
    "/draws/{held}/results/",
    "/draws/{held}/results/?ticket=zz",
    "/draws/{held}/results/?class=house-4br",
    "/draws/{held}/verify/",
    "/draws/{announced}/verify/",
    "/draws/{held}/mine/",
    "/draws/{announced}/mine/",
)


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("ar", DESK, "light"), ("ar", PHONE, "light"), ("en", DESK, "dark"), ("en", PHONE, "light")],
)
def test_every_public_page(three: Draws, visitor: VisitorMaker, language: str, width: int, scheme: str) -> None:
    someone = visitor(language=language, width=width, scheme=scheme)
    come_in(someone, three.cast.client("head").cookies[settings.SESSION_COOKIE_NAME].value)
    names = {
        "held": three.held.reference,
        "announced": three.announced.reference,
        "cancelled": three.cancelled.reference,
    }
    for address in PAGES:
        someone.go(address.format(**names))
        someone.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        someone.check()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_browser_checks_a_draw_by_itself(three: Draws, visitor: VisitorMaker, language: str) -> None:
    someone = visitor(language=language)
    someone.go(f"/draws/{three.held.reference}/verify/")
    someone.page.click("[data-start]")
    verdict = someone.page.locator(".verify-verdict[data-verdict=passed]")
    verdict.wait_for()
    assert someone.page.locator(".verify-steps [data-state=done]").count() == 7
    someone.check()


FORGERIES: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
    "result.tsv is not": lambda files: {"result.tsv": files["result.tsv"].replace(b"\t1\t", b"\t9\t", 1)},
    "list_hash differs": lambda files: {"units.tsv": files["units.tsv"].replace(b"SLM-3-04", b"SLM-3-05")},
    "round is not": lambda files: {"beacon.json": _changed(files["beacon.json"], "round", 5)},
    "randomness differs": lambda files: {"beacon.json": _changed(files["beacon.json"], "signature", "aa" * 48)},
    "reveal of citizens": lambda files: {"reveals.json": _changed(files["reveals.json"], "citizens", "00" * 32)},
    "seed differs": lambda files: {"transcript.json": _changed(files["transcript.json"], "seed", "00" * 32)},
    "result_hash differs": lambda files: {"transcript.json": _changed(files["transcript.json"], "result_hash", "0")},
    "for no reason": lambda files: {
        "transcript.json": _changed(files["transcript.json"], "left_out", {"citizens": "missing"})
    },
}  # fmt: skip


def _changed(written: bytes, key: str, value: object) -> bytes:
    return json.dumps({**json.loads(written), key: value}).encode()


def test_the_browser_finds_a_forgery(three: Draws, visitor: VisitorMaker, tmp_path: Path) -> None:
    someone = visitor(language="en")
    someone.go(f"/draws/{three.held.reference}/verify/")
    page = someone.page
    page.click(".verify-own summary")
    whole = {name: queries.file_of(NOBODY, three.held.reference, name) for name in queries.file_sizes(three.held.pk)}
    for named, forge in FORGERIES.items():
        for name, content in {**whole, **forge(whole)}.items():
            (tmp_path / name).write_bytes(content)
        page.set_input_files("#own-files", [str(tmp_path / name) for name in whole])
        expect(page.locator(".verify-verdict")).to_contain_text(named)
        assert page.locator(".verify-verdict").get_attribute("data-verdict") == "failed"
        assert page.locator(".verify-steps [data-state=failed]").count() == 1
    someone.check()
    page.set_input_files("#own-files", [str(tmp_path / "result.tsv")])
    expect(page.locator(".verify-verdict")).to_contain_text("is missing")


def test_a_draw_is_read_without_script(three: Draws, visitor: VisitorMaker) -> None:
    someone = visitor(language="ar", javascript=False)
    someone.go(f"/draws/{three.held.reference}/")
    ticket = someone.page.locator("tbody th code").first.inner_text()
    someone.page.fill("#ticket", ticket[:12])
    someone.page.click(".draw-search button")
    assert someone.page.locator("tbody tr").count() == 1
    someone.go(f"/draws/{three.held.reference}/verify/")
    assert someone.page.locator("[data-start]").is_hidden()
    assert someone.page.locator("noscript p").first.is_visible()
