"""A load generator for one machine: keep-alive HTTP/1.1 over raw sockets, so that it leaves the cores to the server."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from statistics import quantiles
from urllib.parse import urlencode

LONGEST_SECONDS = 600


class LoadFault(RuntimeError):
    """The server answered what the journey does not expect."""


@dataclass(slots=True)
class Answer:
    """One answer: status, lower-case headers, the body as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


@dataclass(slots=True)
class Browser:
    """One visitor: a connection kept alive and a cookie jar."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    compressed: bool = False
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> Answer:
        """Fetch a page."""
        return await self._ask("GET", path, b"", {})

    async def post(self, path: str, fields: Mapping[str, str | Sequence[str]]) -> Answer:
        """Send a form with the CSRF token of the cookie."""
        token = {"csrfmiddlewaretoken": next((v for name, v in self.cookies.items() if "csrf" in name), "")}
        body = urlencode({**token, **fields}, doseq=True).encode()
        return await self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    async def post_json(self, path: str, body: bytes, key: str) -> Answer:
        """Send JSON, as a machine does, with its key."""
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
        return await self._ask("POST", path, body, headers)

    async def close(self) -> None:
        if self._writer is not None:
            self._writer.close()

    async def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        begun = time.perf_counter()
        for attempt in (1, 2):
            try:
                await self._connect()
                answer = await self._exchange(method, path, body, headers)
                break
            except (ConnectionError, asyncio.IncompleteReadError):
                self._writer = None  # the server closed an idle connection: a browser, too, opens another
                if attempt == 2:
                    raise
        answer.seconds = time.perf_counter() - begun
        return answer

    async def _connect(self) -> None:
        if self._writer is None or self._writer.is_closing():
            self._reader, self._writer = await asyncio.open_connection(self.host, self.port)

    async def _exchange(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        assert self._reader is not None
        assert self._writer is not None
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            f"Referer: http://{self.host}:{self.port}/",
        ]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if self.compressed:
            lines.append("Accept-Encoding: gzip, br")
        lines += [f"{name}: {value}" for name, value in headers.items()]
        lines.append(f"Content-Length: {len(body)}")
        self._writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        return await self._read()

    async def _read(self) -> Answer:
        assert self._reader is not None
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in head[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self._keep_cookie(value)
            elif name:
                headers[name.lower()] = value
        if headers.get("transfer-encoding") == "chunked":
            body = await self._read_chunks()
        else:
            body = await self._reader.readexactly(int(headers.get("content-length", "0")))
        return Answer(int(head[0].split(" ", 2)[1]), headers, body, 0.0)

    async def _read_chunks(self) -> bytes:
        assert self._reader is not None
        parts = []
        while size := int((await self._reader.readline()).strip(), 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readexactly(2)
        await self._reader.readline()
        return b"".join(parts)

    def _keep_cookie(self, header: str) -> None:
        for name, morsel in SimpleCookie(header).items():
            self.cookies[name] = morsel.value


@dataclass(frozen=True, slots=True)
class Measured:
    """How many actions were completed, how fast, and how many went wrong."""

    count: int
    seconds: float
    times: tuple[float, ...]
    faults: tuple[str, ...]

    @property
    def rate(self) -> float:
        return self.count / self.seconds if self.seconds else 0.0

    def percentile(self, percent: int) -> float:
        """Return a percentile of the times, in milliseconds."""
        if len(self.times) < 2:
            return (self.times[0] * 1000) if self.times else 0.0
        return quantiles(self.times, n=100, method="inclusive")[percent - 1] * 1000


def together(parts: list[Measured]) -> Measured:
    """Return several turns of one measurement as one."""
    return Measured(
        count=sum(part.count for part in parts),
        seconds=sum(part.seconds for part in parts),
        times=tuple(one for part in parts for one in part.times),
        faults=tuple(fault for part in parts for fault in part.faults),
    )


Action = Callable[[Browser, int], Awaitable[None]]


async def load(browsers: list[Browser], action: Action, *, seconds: float, pause: float = 0.0) -> Measured:
    """Have every browser repeat an action until the time is up; an action under way is finished and counted.

    ``pause`` is how many seconds a visitor reads between two actions; it is not part of their times.
    """
    if not browsers:
        raise LoadFault("nobody visits: nothing would be measured")
    until = time.perf_counter() + min(seconds, LONGEST_SECONDS)
    times: list[float] = []
    faults: list[str] = []

    async def visit(number: int, browser: Browser) -> None:
        turn = number
        while time.perf_counter() < until:
            begun = time.perf_counter()
            try:
                await action(browser, turn)
                times.append(time.perf_counter() - begun)
            except LoadFault as fault:
                faults.append(str(fault))
            turn += len(browsers)
            await asyncio.sleep(pause)

    begun = time.perf_counter()
    await asyncio.gather(*(visit(number, browser) for number, browser in enumerate(browsers)))
    elapsed = time.perf_counter() - begun
    for browser in browsers:
        await browser.close()
    return Measured(len(times), elapsed, tuple(times), tuple(faults))


async def arrivals(browsers: list[Browser], action: Action, *, rate: float, seconds: float) -> Measured:
    """Have visitors arrive at a fixed rate, whether or not earlier ones have been served.

    Times run from the moment a visitor was due: waiting for a free connection is waiting, too.
    """
    times: list[float] = []
    faults: list[str] = []
    free: asyncio.Queue[Browser] = asyncio.Queue()
    for browser in browsers:
        free.put_nowait(browser)

    async def visit(turn: int, due: float) -> None:
        browser = await free.get()
        try:
            await action(browser, turn)
            times.append(time.perf_counter() - due)
        except (LoadFault, OSError, asyncio.IncompleteReadError) as fault:
            faults.append(repr(fault))
        finally:
            free.put_nowait(browser)

    begun = time.perf_counter()
    async with asyncio.TaskGroup() as visits:
        for turn in range(int(rate * min(seconds, LONGEST_SECONDS))):
            due = begun + turn / rate
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            visits.create_task(visit(turn, due))
    elapsed = time.perf_counter() - begun
    for browser in browsers:
        await browser.close()
    return Measured(len(times), elapsed, tuple(times), tuple(faults))
