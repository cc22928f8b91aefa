"""From the server's asynchronous interface to the threads: bodies are read here, pages are made there."""

import asyncio
import json
import logging
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, Protocol

from django.conf import settings

from iskan.apps.documents.intake.receiving import upload_limit
from iskan.foundation import budgets, metrics
from iskan.foundation.bodies import TOO_LARGE
from iskan.foundation.proxies import client_address, is_named_proxy

logger = logging.getLogger(__name__)
Environ = dict[str, Any]
Headers = list[tuple[str, str]]
WITH_BODY: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
KEPT_IN_MEMORY: Final = budgets.FORM_BODY_BYTES
# What may wait for the examination of a file or for another body's system, or gathers many files.
SLOW: Final = re.compile(r"(?:/en)?/(?:documents/|my-data/|sign-in/ekey/)")
FOR_PROGRAMS: Final = "/api/"
_WORDS: Final = {
    HTTPStatus.BAD_REQUEST: ("انقطع الطلب قبل اكتماله.", "The request ended before it was whole."),
    HTTPStatus.REQUEST_TIMEOUT: ("استغرق الإرسال وقتًا أطول من المسموح.", "Sending took longer than it may."),
    HTTPStatus.LENGTH_REQUIRED: ("لم يُذكر حجم ما أُرسل.", "The length of what is sent must be stated."),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        "النظام مشغول الآن. يرجى المحاولة مرة أخرى بعد دقيقة.",
        "The system is busy. Please try again in a minute.",
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: ("حدث خطأ في النظام.", "The system failed."),
}


class RequestScope(Protocol):
    """What the server tells of a request; the names are those of RSGI."""

    proto: str
    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    authority: str | None

    @property
    def headers(self) -> Any: ...


class HttpExchange(Protocol):
    """What the server offers to read a body and to answer."""

    def __aiter__(self) -> Any: ...
    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...


class Unfit(Exception):
    """A request is not taken in; the argument is the status that says why."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


@dataclass(slots=True)
class Lane:
    """Threads for one kind of request, each with its database connection, and how many requests may wait for one."""

    name: str
    threads: int
    waiting: int
    _pool: ThreadPoolExecutor = field(init=False, repr=False)
    _inside: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix=self.name)

    async def run(self, work: Callable[[], None]) -> None:
        """Have a thread do the work and wait for its end.

        Raises:
            Unfit: as many wait already as may.
        """
        if self._inside >= self.threads + self.waiting:
            raise Unfit(HTTPStatus.SERVICE_UNAVAILABLE)
        self._inside += 1
        try:
            done: Future[None] = self._pool.submit(work)
            await asyncio.wrap_future(done)
        finally:
            self._inside -= 1


class Gateway:
    """Takes in each request whole, within budgets, and has a thread of its lane answer it."""

    def __init__(self, application: Callable[..., Iterable[bytes]], *, pages: Lane, slow: Lane) -> None:
        self._application = application
        self._pages = pages
        self._slow = slow
        self._unfinished: Counter[str] = Counter()

    async def __rsgi__(self, scope: RequestScope, exchange: HttpExchange) -> None:
        request = environ_of(scope)
        try:
            with await self._body(request, exchange) as body:
                request["wsgi.input"] = body
                await self._lane(request).run(lambda: answer(self._application, request, exchange))
        except Unfit as unfit:
            logger.warning("A request was not taken in: %s", unfit)
            metrics.NOT_TAKEN_IN.labels(str(unfit.status.value)).inc()
            refuse(exchange, unfit.status, scope.path)
        except Exception:
            logger.exception("A request failed beneath the pages")
            refuse(exchange, HTTPStatus.INTERNAL_SERVER_ERROR, scope.path)

    def _lane(self, request: Environ) -> Lane:
        is_slow = TOO_LARGE not in request and (sends_files(request) or SLOW.match(request["PATH_INFO"]))
        return self._slow if is_slow else self._pages

    async def _body(self, request: Environ, exchange: HttpExchange) -> Any:
        if request["REQUEST_METHOD"] not in WITH_BODY:
            request.pop("CONTENT_LENGTH", None)
            return nullcontext(BytesIO())
        stated, length = request.get("CONTENT_LENGTH"), allowed_length(request)
        if TOO_LARGE in request and is_named_proxy(request["REMOTE_ADDR"]):
            with self._place(client_address(request)):
                await pass_over(exchange, int(stated or 0))
        if not length:
            return nullcontext(BytesIO())
        with self._place(client_address(request)):
            return await read_within(exchange, length)

    @contextmanager
    def _place(self, address: str) -> Iterator[None]:
        """Hold a place among the unfinished bodies."""
        held = self._unfinished
        if (
            held.total() >= budgets.UNFINISHED_BODIES
            or held[address] >= budgets.UNFINISHED_BODIES_PER_ADDRESS
        ):  # fmt: skip
            raise Unfit(HTTPStatus.SERVICE_UNAVAILABLE)
        held[address] += 1
        try:
            yield
        finally:
            held[address] -= 1
            if not held[address]:
                del held[address]


def allowed_length(request: Environ) -> int:
    """Return the stated length of a body, and mark a request whose body is more than one of its kind may be.

    Raises:
        Unfit: it is not stated.
    """
    if "HTTP_TRANSFER_ENCODING" in request:
        raise Unfit(HTTPStatus.LENGTH_REQUIRED)
    stated = request.get("CONTENT_LENGTH") or "0"
    if not (stated.isascii() and stated.isdigit()):
        raise Unfit(HTTPStatus.BAD_REQUEST)
    if int(stated) > most_bytes(request):
        request[TOO_LARGE] = True
        request["CONTENT_LENGTH"] = "0"
        return 0
    return int(stated)


def most_bytes(request: Environ) -> int:
    """Return how long a body may be, by its kind and by whether its sender shows a session or a key."""
    known = settings.SESSION_COOKIE_NAME in request.get("HTTP_COOKIE", "") or "HTTP_AUTHORIZATION" in request
    if not known:
        return budgets.STRANGER_BODY_BYTES
    if sends_files(request):
        return max(budgets.FILES_BODY_BYTES, upload_limit().bytes + budgets.FORM_BODY_BYTES)
    is_json = request.get("CONTENT_TYPE", "").lower().startswith("application/json")
    return budgets.JSON_BODY_BYTES if is_json else budgets.FORM_BODY_BYTES


def sends_files(request: Environ) -> bool:
    """Say whether a body is a form that may hold files."""
    return bool(request.get("CONTENT_TYPE", "").lower().startswith("multipart/"))


async def read_within(exchange: HttpExchange, length: int) -> IO[bytes]:
    """Return a body once all of it is there.

    Raises:
        Unfit: it did not come in its time, or ended before its length.
    """
    with ExitStack() as until_whole:
        body: IO[bytes] = until_whole.enter_context(SpooledTemporaryFile(KEPT_IN_MEMORY))
        try:
            async with asyncio.timeout(budgets.body_seconds(length)):
                async for chunk in exchange:
                    body.write(chunk)
        except TimeoutError:
            raise Unfit(HTTPStatus.REQUEST_TIMEOUT) from None
        if body.tell() != length:
            raise Unfit(HTTPStatus.BAD_REQUEST)
        body.seek(0)
        until_whole.pop_all()
        return body


async def pass_over(exchange: HttpExchange, length: int) -> None:
    """Read a body that is too large and keep none of it: the proxy that has it whole is still sending it.

    A proxy takes an answer to a request it has not sent yet for a failure of ours, and says that we are away.
    """
    if length > budgets.PASSED_OVER_BYTES:
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(budgets.BODY_SECONDS):
            async for _chunk in exchange:
                pass


def answer(application: Callable[..., Iterable[bytes]], request: Environ, exchange: HttpExchange) -> None:
    """Have the pages answer, in a thread; the answer leaves whole, so that no slow reader holds the thread."""
    head: dict[str, Any] = {}

    def start_response(status: str, headers: Headers, _exc_info: Any = None) -> None:
        head.update(status=int(status.split(" ", 1)[0]), headers=headers)

    made: Any = application(request, start_response)
    with closing(made) if hasattr(made, "close") else nullcontext():
        body = b"".join(made)
    exchange.response_bytes(head["status"], head["headers"], body)


def refuse(exchange: HttpExchange, status: HTTPStatus, path: str = "") -> None:
    """Answer in both languages without asking anything of the pages; the connection is over."""
    kind, body = _problem(status) if path.startswith(FOR_PROGRAMS) else _page(status)
    headers = [
        ("content-type", kind), ("content-security-policy", "default-src 'none'"),
        ("cache-control", "no-store"), ("connection", "close"), ("x-content-type-options", "nosniff"),
    ]  # fmt: skip
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append(("retry-after", "60"))
    exchange.response_bytes(status.value, headers, body.encode())


def _page(status: HTTPStatus) -> tuple[str, str]:
    arabic, english = _WORDS[status]
    return "text/html; charset=utf-8", (
        f'<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>{status.value}</title>'
        f'<p>{arabic}</p><p lang="en" dir="ltr">{english}</p></html>'
    )


def _problem(status: HTTPStatus) -> tuple[str, str]:
    """Return what a program reads: problem details, as the pages give them (RFC 9457)."""
    arabic, english = _WORDS[status]
    told = {"type": "about:blank", "title": status.phrase, "status": status.value, "error": status.name.lower()}
    return "application/problem+json", json.dumps(told | {"message": {"ar": arabic, "en": english}})


def environ_of(scope: RequestScope) -> Environ:
    """Return a request as WSGI tells it."""
    server, _colon, port = scope.server.rpartition(":")
    request: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if scope.authority:
        request["HTTP_HOST"] = scope.authority
    for name, value in scope.headers.items():
        _add(request, name, value)
    return request


def _add(request: Environ, name: str, value: str) -> None:
    """Keep a header under its name in WSGI; one that comes several times is joined, as HTTP says it may be."""
    if "_" in name:
        return
    key = name.upper().replace("-", "_")
    key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
    if key in request and key != "HTTP_HOST":
        value = request[key] + ("; " if key == "HTTP_COOKIE" else ",") + value
    request[key] = value
