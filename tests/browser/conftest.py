"""Chromium against the system in this process: pages as visitors see them, in either language, at any width.

The server is pytest-django's threaded one, not a Granian process: a test makes its people and cases with the
factories, sets clocks and settings, and the pages answer at once from the same database. Tests that use it commit, and
their tables are emptied afterwards. That the packaged processes work together is tests/config/test_run.py's business.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "scripts"))
import chromium  # noqa: E402 -- scripts are no package

# Playwright's loop runs in this thread; the ORM is called between its turns, never inside them.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# What a page is expected to show is waited for as long as what is clicked.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)

FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--enable-unsafe-swiftshader",  # maps are drawn without a graphics card
]  # fmt: skip
PHONE, DESK = 390, 1280
HEIGHTS = {PHONE: 844, DESK: 900}
PICTURES = os.environ.get("PICTURES")
MOST_PAGES_OF_A_CLICK = 3
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What axe judges a page by: its elements with their attributes; of words and addresses only whether there are any, and
# of rows alike the first.
STRUCTURE = """() => {
  const words = new Set(["action", "alt", "aria-controls", "aria-describedby", "aria-label", "aria-labelledby",
    "content", "datetime", "for", "headers", "href", "id", "name", "placeholder", "popovertarget", "src", "title",
    "value"])
  const attribute = ({name, value}) => `${name}=${words.has(name) ? value.trim() !== "" : value}`
  const hasText = (child) => child.nodeType === Node.TEXT_NODE && child.data.trim() !== ""
  const the = (property, node) => Reflect.get(Element.prototype, property, node)  // a field may be named like one
  const told = (node) => {
    const name = the("localName", node)
    const inside = name === "svg" ? [] : [...new Set([...the("children", node)].map(told))]
    const attributes = [...the("attributes", node)].map(attribute).sort()
    return `<${[name, ...attributes, [...the("childNodes", node)].some(hasText)].join(" ")}>${inside.join("")}</>`
  }
  return told(document.documentElement)
}"""
SHAPE = """() => {
  const page = document.documentElement
  return [page.getAttribute("dir"), page.getAttribute("lang"), page.scrollWidth - page.clientWidth]
}"""
# Every rule is judged on every element. What passed is not brought back, and no style sheet is fetched a second time:
# the one rule that reads them is not among the tags.
VIOLATIONS = """async (tags) => {
  const options = {runOnly: tags, resultTypes: ["violations"], elementRef: false, preload: {assets: ["media"]}}
  const {violations} = await axe.run(document, options)
  return violations.flatMap((found) => found.nodes.map(
    (node) => `${found.id}: ${node.target} ${node.html.slice(0, 120)}`,
  ))
}"""

Language = Literal["ar", "en"]
Scheme = Literal["light", "dark"]
Look = tuple[int, Scheme]
Looks = Sequence[Look]
BY_DAY: Looks = ((DESK, "light"), (PHONE, "light"))


def looked_at(*, ar: Looks, en: Looks) -> pytest.MarkDecorator:
    """Give a test its ``language`` and its visitors' ``looks``: once in Arabic and once in English."""
    return pytest.mark.parametrize(("language", "looks"), [("ar", ar), ("en", en)], ids=["ar", "en"])


# Where axe looks, once for each structure and language: between them both widths and both schemes. All the looks of a
# test are held to the page's shape.
AXE_LOOKS: dict[Language, Look] = {"ar": (DESK, "light"), "en": (PHONE, "dark")}
judged: set[tuple[Language, str]] = set()
EVERY_LOOK = looked_at(ar=((DESK, "light"), (PHONE, "dark")), en=((DESK, "dark"), (PHONE, "light")))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives the browser; lines are counted where each is asserted on, not once more with every page."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker("no_cover")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Yield Chromium with an empty profile; where there is none, the test fails and says how to get one.

    One a module: as long as it is open Playwright's loop counts as running, which other tests' `asyncio.run` minds.
    """
    path = chromium.find()
    if path is None:
        pytest.fail("No Chromium was found. Run `make test`, which installs one, or set ISKAN_CHROMIUM.", pytrace=False)
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags, headless=True)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Somebody looking at the system: a page of the browser, its language, and the looks each check is made in."""

    page: Page
    language: Language
    root: str
    looks: Looks
    javascript: bool = True
    faults: list[str] = field(default_factory=list)

    def come_in(self, client: Client) -> "Visitor":
        """Take over the session of a client that has signed in."""
        name = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.root}])
        return self

    def go(self, path: str) -> None:
        """Open an address given without its language: ``/`` or ``/apply/``."""
        prefix = "/en" if self.language == "en" else ""
        self.page.goto(f"{self.root}{prefix}{path}")

    def follow(self, place: Locator) -> None:
        """Click what leads on, and wait for the page it leads to: what is asked next is asked of that one.

        A click answers before the next page has begun; what stands in the same place there must not be clicked too.
        """
        with self.page.expect_event("framenavigated", lambda frame: frame == self.page.main_frame):
            place.click()
        self.page.wait_for_load_state()

    def unfold(self) -> None:
        """Open whatever is folded away in what the page is about."""
        self.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")

    def check(self) -> None:
        """Hold the page to what every page must be, in each look; with ``PICTURES`` a folder, leave pictures there.

        A click answers before the next page has begun: where that comes while this one is looked at, it is looked at.
        """
        for _page in range(MOST_PAGES_OF_A_CLICK):
            self.page.wait_for_load_state()
            try:
                return self._check_as_it_stands()
            except Error as fault:
                if "context was destroyed" not in fault.message:
                    raise
        raise AssertionError(f"{self.page.url} leads on and on")

    def _check_as_it_stands(self) -> None:
        if self.javascript:  # axe is a script itself
            self._check_accessible_once()
        for look in reversed(self.looks):  # the one the visitor goes on with comes last
            self._look(*look)
            self._check_shape()
            if PICTURES:
                self._take_picture(*look)

    def _look(self, width: int, scheme: Scheme) -> None:
        self.page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 900)})
        self.page.emulate_media(color_scheme=scheme)

    def _check_shape(self) -> None:
        """Hold the page to its direction and the screen's width, with nothing to complain of."""
        direction, language, excess = self.page.evaluate(SHAPE)
        assert direction == ("ltr" if self.language == "en" else "rtl")
        assert language == self.language
        assert excess <= 0, f"{self.page.url} is {excess} px wider than the screen"
        assert not self.faults, f"{self.page.url}: {self.faults}"

    def _check_accessible_once(self) -> None:
        """Have axe look, unless it found nothing on a page of this structure in this language."""
        structure = self.language, self.page.evaluate(STRUCTURE)
        if structure not in judged:
            self._look(*AXE_LOOKS[self.language])
            self.check_accessible()
            judged.add(structure)

    def check_accessible(self) -> None:
        """Run axe and name every violation with its place."""
        told: list[str] = self.page.evaluate(VIOLATIONS, AXE_TAGS)
        assert not told, f"{self.page.url}, {self.page.viewport_size}\n" + "\n".join(told)

    def _take_picture(self, width: int, scheme: Scheme) -> None:
        address = urlsplit(self.page.url)
        name = re.sub(r"\W+", "-", f"{address.path} {address.query}").strip("-") or "home"
        self.page.screenshot(path=f"{PICTURES}/{name}-{self.language}-{width}-{scheme}.png", full_page=True)


@pytest.fixture
def visitor(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Visitor]]:
    """Return the maker of visitors: ``visitor(language="ar", looks=[(DESK, "light")], javascript=True)``."""
    with ExitStack() as contexts:

        def make(*, language: Language = "ar", looks: Looks = ((DESK, "light"),), javascript: bool = True) -> Visitor:
            (width, scheme), *_others = looks
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHTS.get(width, 900)},
                color_scheme=scheme,
                java_script_enabled=javascript,
                locale="ar-BH" if language == "ar" else "en-GB",
                timezone_id="Asia/Bahrain",
                reduced_motion="reduce",
            )
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            context.add_init_script(path=AXE)  # Chromium keeps it compiled; sent at each check it is read again
            made = Visitor(context.new_page(), language, live_server.url, looks, javascript)
            _listen(made)
            return made

        yield make


def _listen(visitor: Visitor) -> None:
    """Note what the page complains of: script errors, refusals by the security policy, requests to elsewhere."""

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            visitor.faults.append(message.text)

    def asked(url: str) -> None:
        if not url.startswith((visitor.root, "data:", "blob:", "about:", "http://127.0.0.1", "http://localhost")):
            visitor.faults.append(f"asked another host: {url}")

    visitor.page.on("console", said)
    visitor.page.on("pageerror", lambda error: visitor.faults.append(str(error)))
    visitor.page.on("request", lambda request: asked(request.url))
