"""A request is taken in whole, within its budgets, before a thread answers it; what is unfit is told so at once."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from pytest_django import Settings

from iskan.config import gateway
from iskan.config.gateway import Environ, Gateway, Lane
from iskan.foundation import budgets
from iskan.foundation.bodies import TOO_LARGE

FORM = {"content-type": "application/x-www-form-urlencoded"}
KNOWN = {"cookie": f"{settings.SESSION_COOKIE_NAME}=x"}


class Headers:
    """Headers as the server gives them: names may come several times."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._pairs = list(pairs)

    def items(self) -> list[tuple[str, str]]:
        return self._pairs


@dataclass
class Asked:
    """What the server tells of a request."""

    method: str = "POST"
    path: str = "/en/services/"
    pairs: list[tuple[str, str]] = field(default_factory=list)
    client: str = "127.0.0.1:5000"
    proto: str = "http"
    http_version: str = "1.1"
    server: str = "[::1]:8000"
    scheme: str = "http"
    query_string: str = "q=1"
    authority: str | None = "iskan.test"

    @property
    def headers(self) -> Headers:
        return Headers(self.pairs)


class Exchange:
    """A body in pieces, and the answer it was given."""

    def __init__(self, *pieces: bytes, seconds: float = 0) -> None:
        self._pieces, self._seconds = pieces, seconds
        self.status, self.headers, self.body, self.left = 0, dict[str, str](), b"", len(pieces)

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._read()

    async def _read(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            self.left -= 1
            yield piece
        await asyncio.sleep(self._seconds)

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.body = status, dict(headers), body


def echo(environ: Environ, start_response: Callable[..., None]) -> list[bytes]:
    status = "413 Too Large" if environ.get(TOO_LARGE) else "200 OK"  # as the page for it answers
    start_response(status, [("content-type", "text/plain")])
    return [environ["REQUEST_METHOD"].encode(), b" ", environ["wsgi.input"].read()]


def made(application: Callable[..., Iterable[bytes]] = echo, waiting: int = 4) -> Gateway:
    return Gateway(application, pages=Lane("p", 1, waiting), slow=Lane("s", 1, waiting))


def asked(asking: Asked, *pieces: bytes, seconds: float = 0, by: Gateway | None = None) -> Exchange:
    exchange = Exchange(*pieces, seconds=seconds)
    asyncio.run((by or made()).__rsgi__(asking, exchange))
    return exchange


def sent(content: bytes, **headers: str) -> Asked:
    named = {"content-length": str(len(content)), **FORM, **{name.replace("_", "-"): v for name, v in headers.items()}}
    return Asked(pairs=list(named.items()))


def test_a_body_in_pieces_reaches_a_page_whole() -> None:
    answer = asked(sent(b"a=1&b=2"), b"a=1", b"&b=2")
    assert (answer.status, answer.body) == (200, b"POST a=1&b=2")


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_what_has_no_body_is_not_waited_for(method: str) -> None:
    answer = asked(Asked(method=method, pairs=[("content-length", "900")]), b"x", seconds=30)
    assert (answer.status, answer.body) == (200, f"{method} ".encode())


def test_a_body_of_no_length_is_empty() -> None:
    assert asked(Asked()).body == b"POST "


@pytest.mark.parametrize(
    ("pairs", "status"),
    [
        ([("content-length", "x")], 400),
        ([("content-length", "٣")], 400),
        ([("content-length", "10")], 400),
        ([("transfer-encoding", "chunked")], 411),
        ([("content-length", str(budgets.STRANGER_BODY_BYTES + 1))], 413),
        ([("content-length", str(budgets.FORM_BODY_BYTES + 1)), *KNOWN.items(), *FORM.items()], 413),
        (
            [
                ("content-length", str(budgets.JSON_BODY_BYTES + 1)), ("authorization", "Bearer x"),
                ("content-type", "application/json"),
            ],
            413,
        ),
        (
            [
                ("content-length", str(budgets.FILES_BODY_BYTES + 1)), *KNOWN.items(),
                ("content-type", "multipart/form-data; boundary=x"),
            ],
            413,
        ),
    ],
)  # fmt: skip
def test_what_is_unfit_is_refused(pairs: list[tuple[str, str]], status: int) -> None:
    answer = asked(Asked(pairs=pairs), b"short")
    assert answer.status == status


@pytest.mark.parametrize(
    ("proxies", "length", "left"),
    [
        (["127.0.0.1"], budgets.STRANGER_BODY_BYTES + 1, 0),
        (["127.0.0.1"], budgets.PASSED_OVER_BYTES + 1, 2),
        ([], budgets.STRANGER_BODY_BYTES + 1, 2),
    ],
    ids=["from our proxy", "far too large", "from a stranger"],
)
def test_what_is_too_large_is_read_to_its_end_from_our_proxy_alone(
    settings: Settings, proxies: list[str], length: int, left: int
) -> None:
    """A proxy that is still sending when it is answered takes that for a failure, and tells everybody we are away."""
    settings.TRUSTED_PROXIES = proxies
    exchange = Exchange(b"a", b"b")
    asyncio.run(made().__rsgi__(Asked(pairs=[("content-length", str(length)), *FORM.items()]), exchange))
    assert (exchange.status, exchange.body, exchange.left) == (413, b"POST ", left)


def test_a_program_is_refused_in_problem_details() -> None:
    chunked = [("transfer-encoding", "chunked")]
    answer = asked(Asked(path="/api/v1/cases/", pairs=chunked))
    told = json.loads(answer.body)
    assert (answer.status, answer.headers["content-type"]) == (411, "application/problem+json")
    assert (told["status"], told["error"]) == (411, "length_required")
    assert asked(Asked(pairs=chunked)).headers["content-type"].startswith("text/html")


def test_what_does_not_come_in_its_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "body_seconds", lambda _length: 0.05)
    answer = asked(sent(b"a=1"), b"a=", seconds=30)
    assert (answer.status, answer.headers["connection"]) == (408, "close")
    assert 'lang="ar"' in answer.body.decode()


def test_one_address_holds_so_many_unfinished_bodies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "UNFINISHED_BODIES_PER_ADDRESS", 1)
    monkeypatch.setattr(budgets, "body_seconds", lambda _length: 0.3)
    taking_in = made()

    async def together() -> tuple[Exchange, Exchange, Exchange]:
        slow, second, other = Exchange(b"a", seconds=30), Exchange(b"a=1"), Exchange(b"a=1")
        elsewhere = sent(b"a=1")
        elsewhere.client = "127.0.0.2:5000"
        waiting = asyncio.create_task(taking_in.__rsgi__(sent(b"a=1"), slow))
        await asyncio.sleep(0.05)
        await taking_in.__rsgi__(sent(b"a=1"), second)
        await taking_in.__rsgi__(elsewhere, other)
        await waiting
        return slow, second, other

    slow, second, other = asyncio.run(together())
    assert (slow.status, second.status, other.status) == (408, 503, 200)
    assert second.headers["retry-after"] == "60"
    assert asked(sent(b"a=1"), b"a=1", by=taking_in).status == 200


def test_more_than_may_wait_are_turned_away() -> None:
    assert asked(Asked(method="GET"), by=Gateway(echo, pages=Lane("p", 0 + 1, -1), slow=Lane("s", 1, 0))).status == 503


@pytest.mark.parametrize(
    ("path", "content_type", "lane"),
    [
        ("/en/services/", "", "p"), ("/documents/1/", "", "s"), ("/en/sign-in/ekey/", "", "s"),
        ("/apply/", "multipart/form-data; boundary=x", "s"),
    ],
)  # fmt: skip
def test_what_may_take_seconds_has_threads_of_its_own(path: str, content_type: str, lane: str) -> None:
    taken = made()
    chosen = taken._lane({"PATH_INFO": path, "CONTENT_TYPE": content_type})
    assert chosen.name == lane


def test_a_page_that_fails_is_told_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    def broken(_environ: Environ, _start: Callable[..., None]) -> list[bytes]:
        raise RuntimeError

    with caplog.at_level(logging.ERROR):
        assert asked(Asked(method="GET"), by=made(broken)).status == 500
    assert "failed beneath the pages" in caplog.text


def test_what_a_page_holds_open_is_closed() -> None:
    class Stream:
        closed = False

        def __iter__(self) -> Any:
            return iter([b"page"])

        def close(self) -> None:
            self.closed = True

    stream = Stream()

    def page(_environ: Environ, start: Callable[..., None]) -> Stream:
        start("200 OK", [])
        return stream

    assert asked(Asked(method="GET"), by=made(page)).body == b"page"
    assert stream.closed


def test_a_request_is_told_as_wsgi_tells_it() -> None:
    pairs = [
        ("x-forwarded-for", "1.1.1.1"), ("x-forwarded-for", "2.2.2.2"), ("cookie", "a=1"), ("cookie", "b=2"),
        ("content-type", "text/plain"), ("host", "other.test"), ("x_forwarded_for", "6.6.6.6"),
    ]  # fmt: skip
    environ = gateway.environ_of(Asked(method="GET", path="/خدمات/", pairs=pairs))
    assert environ["HTTP_X_FORWARDED_FOR"] == "1.1.1.1,2.2.2.2"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert (environ["CONTENT_TYPE"], environ["HTTP_HOST"]) == ("text/plain", "other.test")
    assert (environ["SERVER_NAME"], environ["SERVER_PORT"], environ["REMOTE_ADDR"]) == ("::1", "8000", "127.0.0.1")
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/خدمات/"
