"""The way to every system outside over HTTP: an answer has its time in all, its bytes and its depth.

A request's time in all is what it may take to connect and to answer; each read on its own may not start it anew.
"""

import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from iskan.core.nesting import is_deeper_than
from iskan.foundation import budgets
from iskan.integrations.measuring import outside_call

IDENTITY = "identity"
_FAULTS: dict[type[Exception], type[httpx.TransportError]] = {
    httpcore.ConnectTimeout: httpx.ConnectTimeout,
    httpcore.ReadTimeout: httpx.ReadTimeout,
    httpcore.WriteTimeout: httpx.WriteTimeout,
    httpcore.PoolTimeout: httpx.PoolTimeout,
    httpcore.ConnectError: httpx.ConnectError,
    httpcore.ReadError: httpx.ReadError,
    httpcore.WriteError: httpx.WriteError,
    httpcore.LocalProtocolError: httpx.LocalProtocolError,
    httpcore.RemoteProtocolError: httpx.RemoteProtocolError,
    httpcore.UnsupportedProtocol: httpx.UnsupportedProtocol,
}


class AnswerTooLong(httpx.TransportError):
    """The answer has more bytes than one may have."""


class AnswerTooDeep(httpx.TransportError):
    """The answer is nested deeper than one may be."""


class AnswerEncoded(httpx.TransportError):
    """The answer is compressed, though none may be: what it unfolds to has no bound."""


def budgeted_client(system: str, context: ssl.SSLContext | None = None) -> httpx.Client:
    """Return a client whose every answer is within the budgets; proxies of the environment are not asked.

    Its calls are counted under the name of the system, or of the one a request names (``extensions={"system": …}``).
    """
    transport = BudgetedTransport(context or httpx.create_ssl_context(), system)
    return httpx.Client(transport=transport, trust_env=False, headers={"Accept-Encoding": IDENTITY})


class BudgetedTransport(httpx.BaseTransport):
    """Reads each answer whole before anybody else does, and gives up where it goes over a budget."""

    def __init__(self, context: ssl.SSLContext, system: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._system = system
        self._deadline = _Deadline(clock)
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, max_connections=100, max_keepalive_connections=20, keepalive_expiry=5.0,
            network_backend=_TimedBackend(self._deadline),
        )  # fmt: skip

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        with outside_call(request.extensions.get("system", self._system)) as call:
            response = self._answered(request)
            call.answered(response.status_code)
        return response

    def _answered(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw, content=request.stream, extensions=request.extensions,
        )  # fmt: skip
        with _told_as_httpx(), self._deadline.within(_seconds_in_all(request)):
            answer = self._pool.handle_request(asked)
            try:
                content = _content(answer)
            finally:
                answer.close()
        return httpx.Response(
            answer.status, headers=answer.headers, stream=httpx.ByteStream(content), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Deadline(threading.local):
    """When the exchange of this thread must be over."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._at = 0.0

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        self._at = self._clock() + seconds
        yield

    def cut(self, seconds: float | None, fault: type[Exception]) -> float:
        """Return how long one step may take, or raise where no time is left."""
        left = self._at - self._clock()
        if left <= 0:
            raise fault("the time of the exchange is over")
        return left if seconds is None else min(seconds, left)


class _TimedBackend(httpcore.NetworkBackend):
    """Connects as the library does, within what is left of the exchange's time."""

    def __init__(self, deadline: _Deadline) -> None:
        self._backend = httpcore.SyncBackend()
        self._deadline = deadline

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        seconds = self._deadline.cut(timeout, httpcore.ConnectTimeout)
        opened = self._backend.connect_tcp(host, port, seconds, local_address, socket_options)
        return _TimedStream(opened, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    """Reads and writes as the library does, each step within what is left of the exchange's time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.cut(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.cut(timeout, httpcore.WriteTimeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = self._deadline.cut(timeout, httpcore.ConnectTimeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def close(self) -> None:
        self._stream.close()


def _seconds_in_all(request: httpx.Request) -> float:
    stated = request.extensions.get("timeout", {})
    parts = [stated.get("connect"), stated.get("read")]
    if None in parts:
        return budgets.OUTSIDE_SECONDS
    return min(float(sum(parts)), budgets.OUTSIDE_SECONDS)


def _content(answer: httpcore.Response) -> bytes:
    for name, value in answer.headers:
        if name.lower() == b"content-encoding" and value.lower() != IDENTITY.encode():
            raise AnswerEncoded("the answer is compressed")
    content = bytearray()
    for piece in answer.iter_stream():
        content += piece
        if len(content) > budgets.OUTSIDE_ANSWER_BYTES:
            raise AnswerTooLong(f"more than {budgets.OUTSIDE_ANSWER_BYTES} bytes")
    if is_deeper_than(bytes(content), budgets.JSON_LEVELS):
        raise AnswerTooDeep(f"more than {budgets.JSON_LEVELS} levels")
    return bytes(content)


@contextmanager
def _told_as_httpx() -> Iterator[None]:
    """Let callers meet the faults of the client they know."""
    try:
        yield
    except tuple(_FAULTS) as fault:
        raise _FAULTS[type(fault)](str(fault)) from fault
