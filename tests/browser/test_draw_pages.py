"""The draws as anyone sees them, in both languages and at both widths; a browser checks one, and finds forgeries."""

import hmac
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import BY_DAY, DESK, PHONE, Looks, Visitor, looked_at
from tests.factories.cast import Cast, make_cast, signed_in
from tests.factories.draws import DAY, PROJECT, DrawOffice, make_draw_office, plain_cases

from iskan.apps.accounts.models import User
from iskan.apps.draws.models import Draw, DrawCommitment
from iskan.apps.draws.operations import draw_drafts, draws
from iskan.apps.draws.queries import draws as queries
from iskan.core.draw.drawing import commitment_to
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


@looked_at(ar=BY_DAY, en=((DESK, "dark"), (PHONE, "light")))
def test_every_public_page(three: Draws, visitor: VisitorMaker, language: str, looks: Looks) -> None:
    someone = visitor(language=language, looks=looks).come_in(three.cast.client("head"))
    names = {
        "held": three.held.reference,
        "announced": three.announced.reference,
        "cancelled": three.cancelled.reference,
    }
    for address in PAGES:
        someone.go(address.format(**names))
        someone.unfold()
        someone.check()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_browser_checks_a_draw_by_itself(three: Draws, visitor: VisitorMaker, language: str) -> None:
    someone = visitor(language=language)
    someone.go(f"/draws/{three.held.reference}/verify/")
    someone.page.click("[data-start]")
    verdict = someone.page.locator(".verify-verdict[data-verdict=passed]")
    verdict.wait_for()
    expect(someone.page.locator(".verify-steps [data-state=done]")).to_have_count(7)
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
        expect(page.locator(".verify-verdict")).to_have_attribute("data-verdict", "failed")
        expect(page.locator(".verify-steps [data-state=failed]")).to_have_count(1)
    someone.check()
    page.set_input_files("#own-files", [str(tmp_path / "result.tsv")])
    expect(page.locator(".verify-verdict")).to_contain_text("is missing")


def test_a_draw_is_read_without_script(three: Draws, visitor: VisitorMaker) -> None:
    someone = visitor(language="ar", javascript=False)
    someone.go(f"/draws/{three.held.reference}/")
    ticket = someone.page.locator("tbody th code").first.inner_text()
    someone.page.fill("#ticket", ticket[:12])
    someone.page.click(".draw-search button")
    expect(someone.page.locator("tbody tr")).to_have_count(1)
    someone.go(f"/draws/{three.held.reference}/verify/")
    expect(someone.page.locator("[data-start]")).to_be_hidden()
    expect(someone.page.locator("noscript p").first).to_be_visible()


DESK_PAGES = (
    ("supervisor", "/staff/draws/"),
    ("supervisor", "/staff/draws/new/"),
    ("supervisor", "/staff/draws/drafts/{right}/"),
    ("supervisor", "/staff/draws/drafts/{faulty}/"),
    ("supervisor", "/staff/draws/{frozen}/"),
    ("supervisor", "/staff/draws/{announced}/"),
    ("supervisor", "/staff/draws/{due}/"),
    ("supervisor", "/staff/draws/{ready}/"),
    ("supervisor", "/staff/draws/{held}/"),
    ("supervisor", "/staff/draws/{cancelled}/"),
    ("member", "/staff/draws/{frozen}/"),
    ("member", "/staff/draws/{announced}/"),
    ("administrator", "/staff/draws/parties/"),
)


@dataclass(frozen=True)
class DrawDesk:
    """Who opens the desk's pages, and what their addresses name."""

    people: dict[str, User]
    names: dict[str, object]


@pytest.fixture
def desk(three: Draws) -> DrawDesk:
    now, office = clock.now(), three.office
    cases = plain_cases(three.cast.head, 2, now)
    past = make_draw_office(now - 5 * DAY, tag=".due")
    due = past.freeze(cases, UNITS)
    past.announce(due.reference)
    terms = {
        "scope": office.scope(office.supervisor), "project_code": "salman-town", "draws_at": now + 3 * DAY, "at": now,
        "project_name": PROJECT, "units": b"U-1\thouse-4br\n",
    }  # fmt: skip
    written = "".join(f"{case.reference}\thouse-4br\n" for case in cases).encode()
    right = draw_drafts.draft_from_sheets(**terms, candidates=written)
    faulty = draw_drafts.draft_from_sheets(**terms, candidates=written + b"NOBODY\thouse 9br\n")
    people = {
        "supervisor": office.supervisor, "member": office.members["citizens"],
        "administrator": three.cast.administrator,
    }  # fmt: skip
    names = {
        "right": right.pk, "faulty": faulty.pk, "frozen": three.frozen.reference,
        "announced": three.announced.reference, "due": due.reference, "ready": past.ready(cases, UNITS).reference,
        "held": three.held.reference, "cancelled": three.cancelled.reference,
    }  # fmt: skip
    return DrawDesk(people, names)


@looked_at(ar=((DESK, "light"), (PHONE, "dark")), en=BY_DAY)
def test_every_page_of_the_desk(desk: DrawDesk, visitor: VisitorMaker, language: str, looks: Looks) -> None:
    for role, user in desk.people.items():
        someone = visitor(language=language, looks=looks).come_in(signed_in(user))
        for address in (address for one, address in DESK_PAGES if one == role):
            someone.go(address.format(**desk.names))
            someone.unfold()
            someone.check()


def test_a_party_chooses_its_secret_on_its_own_device(desk: DrawDesk, visitor: VisitorMaker) -> None:
    someone = visitor(language="en").come_in(signed_in(desk.people["member"]))
    someone.go(f"/staff/draws/{desk.names['frozen']}/")
    sent: list[str] = []
    someone.page.on("request", lambda request: sent.append(request.post_data or ""))
    someone.page.click("[data-make]")
    expect(someone.page.locator(".secret-shown")).to_have_text(re.compile("[0-9a-f]{64}"))
    secret = someone.page.locator(".secret-shown").inner_text()
    with someone.page.expect_download() as kept:
        someone.page.click("[data-keep]")
    assert Path(kept.value.path()).read_text().strip() == secret
    someone.check()
    someone.page.get_by_role("button", name="Commit", exact=True).click()
    expect(someone.page.get_by_text("The commitment is kept.")).to_be_visible()
    commitment = commitment_to(bytes.fromhex(secret))
    assert DrawCommitment.objects.filter(digest=commitment).count() == 1
    assert not any(secret in body for body in sent)


def test_the_scores_computed_in_bulk_are_the_standards(three: Draws, visitor: VisitorMaker) -> None:
    someone = visitor(language="en")
    someone.go(f"/draws/{three.held.reference}/verify/")
    address = someone.page.locator("script[src*='portal/draws/page']").get_attribute("src")
    assert address is not None
    messages = ["x" * length for length in range(120)]
    told = someone.page.evaluate(
        """async ([address, key, messages]) => {
            const { scorer } = await import(address);
            return messages.map(scorer(Uint8Array.from(key)));
        }""",
        [address.replace("page.", "scores."), list(range(32)), messages],
    )
    assert told == [hmac.digest(bytes(range(32)), message.encode(), "sha256").hex() for message in messages]
