"""Citizens who send their applications and citizens who look at theirs, all at once, through the proxy."""

import asyncio
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus

from tests.bench.generator import Answer, Browser
from tests.drill.values import HOST

# The line broke, or it is said: try again.
AGAIN = frozenset({0, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT})
REQUEST_SECONDS = 75.0
PAUSE_AFTER_REFUSAL = 1.0
PAUSE_OF_READERS = 0.25
TOKEN = "a" * 32
DECLARED = ("family_members", "comprehensive", "credit_check")


@dataclass(frozen=True, slots=True)
class Page:
    """One look at a status page: when, whether it was served, and whether it said that it is a copy."""

    at: float
    status: int
    seconds: float
    is_copy: bool


@dataclass
class Crowd:
    """What citizens do, and what they were told."""

    port: int
    session_cookie: str
    csrf_cookie: str
    drafts: list[tuple[str, str]]
    confirmed: dict[str, float] = field(default_factory=dict)
    waiting: int = 0
    refusals: int = 0
    repeats: int = 0
    pages: list[Page] = field(default_factory=list)
    over: bool = False
    fault: str = ""

    async def send_and_read(self, senders: int, readers: int) -> None:
        """Have so many at once wait for a confirmation, and so many look, until it is over."""
        left = iter(self.drafts)
        async with asyncio.TaskGroup() as everybody:
            for _ in range(senders):
                everybody.create_task(self._send_one_after_another(left))
            for number in range(readers):
                everybody.create_task(self._look(number))

    async def _send_one_after_another(self, left: Iterator[tuple[str, str]]) -> None:
        for session, reference in left:
            if self.over:
                return
            self.waiting += 1
            await self._send_until_confirmed(session, reference)
            self.waiting -= 1

    async def _send_until_confirmed(self, session: str, reference: str) -> None:
        """Send an application, again and again while it is not confirmed, as a person does on the outage page."""
        browser = self._browser(session)
        while not self.over:
            answer = await self._asked(browser, "POST", f"/apply/{reference}/check/")
            if answer.status == HTTPStatus.FOUND and answer.headers.get("location", "").endswith("/filed/"):
                self.confirmed[reference] = time.monotonic()
                break
            if answer.status not in AGAIN:
                self.fault = f"{reference} was answered {answer.status}: {answer.body.decode()[-3000:]}"
                self.over = True
            self.refusals += 1
            await asyncio.sleep(PAUSE_AFTER_REFUSAL)
        await browser.close()

    async def _look(self, number: int) -> None:
        browsers: dict[str, Browser] = {}
        sessions = {reference: session for session, reference in self.drafts}
        for turn in itertools.count(number):
            if self.over:
                break
            await asyncio.sleep(PAUSE_OF_READERS)
            if known := list(itertools.islice(self.confirmed, 200)):
                reference = known[turn * 7 % len(known)]
                browser = browsers.setdefault(reference, self._browser(sessions[reference]))
                await self._look_once(browser, reference)
        for browser in browsers.values():
            await browser.close()

    async def _look_once(self, browser: Browser, reference: str) -> None:
        at = time.monotonic()
        answer = await self._asked(browser, "GET", f"/cases/{reference}/")
        is_page = answer.status == HTTPStatus.OK and reference.encode() in answer.body
        status = answer.status if is_page or answer.status != HTTPStatus.OK else 0
        self.pages.append(Page(at, status, time.monotonic() - at, b"data-read-from-copy" in answer.body))

    async def _asked(self, browser: Browser, method: str, path: str) -> Answer:
        """Return the answer, or one of status 0 where the line broke."""
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                if method == "GET":
                    return await browser.get(path)
                return await browser.post(path, {"declared": DECLARED})
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            await browser.close()
            return Answer(0, {}, b"", 0.0)

    def _browser(self, session: str) -> Browser:
        return Browser(HOST, self.port, {self.csrf_cookie: TOKEN, self.session_cookie: session})


def longest_silence(moments: list[float], since: float, until: float) -> float:
    """Return the longest time between two confirmations that touches a span; its ends count where nothing came."""
    inside = sorted(moment for moment in moments if since <= moment <= until)
    before = max((moment for moment in moments if moment < since), default=since)
    marks = [before, *inside, until] if not inside or inside[-1] < until else [before, *inside]
    return max((later - earlier for earlier, later in itertools.pairwise(marks)), default=0.0)
