"""Answers from outside that never end, never stop growing or go too deep: each is given up within its budget."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import httpx
import pytest
import requests

from iskan.core.nesting import is_deeper_than
from iskan.foundation import budgets
from iskan.integrations.breaker import Breaker
from iskan.integrations.budgeted import AnswerEncoded, AnswerTooDeep, AnswerTooLong, budgeted_client
from iskan.integrations.ekey.session import DISCOVERY, EkeyAdapter

PATIENCE = httpx.Timeout(1.0, connect=0.5)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
Talk = Callable[[socket.socket], None]


def _drip(said: bytes) -> Talk:
    def talk(caller: socket.socket) -> None:
        for byte in said:
            caller.sendall(bytes([byte]))
            time.sleep(0.2)

    return talk


def _say(said: bytes) -> Talk:
    return lambda caller: caller.sendall(said)


def _answer(body: bytes) -> Talk:
    return _say(OK + b"Content-Length: %d\r\n\r\n" % len(body) + body)


def _stream_three_gigabytes(caller: socket.socket) -> None:
    caller.sendall(OK + b"Content-Length: 3221225472\r\n\r\n")
    piece = b" " * 65_536
    for _ in range(3 * 1024 * 16):
        caller.sendall(piece)


@contextmanager
def _served(talk: Talk) -> Iterator[tuple[str, list[int]]]:
    """Serve every caller by one way of talking; yield the address and the callers counted."""
    callers: list[int] = []

    def serve(listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                caller, _address = listener.accept()
                callers.append(1)
                with caller, suppress(OSError):
                    caller.recv(65_536)
                    talk(caller)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", callers
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(10)


@pytest.mark.parametrize(
    ("talk", "fault"),
    [
        (_drip(OK + b"Content-Length: 500\r\n\r\n" + b" " * 500), httpx.ReadTimeout),
        (_drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 500), httpx.ReadTimeout),
        (lambda _caller: time.sleep(3), httpx.ReadTimeout),
        (_stream_three_gigabytes, AnswerTooLong),
        (_answer(b"[" * 100_000), AnswerTooDeep),
        (_answer(b'{"a":' * 41 + b"1" + b"}" * 41), AnswerTooDeep),
        (_say(OK + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b"), AnswerEncoded),
        (_say(b"nonsense\r\n\r\n"), httpx.RemoteProtocolError),
        (lambda _caller: None, httpx.RemoteProtocolError),
    ],
    ids=[
        "drips",
        "drips-its-head",
        "says-nothing",
        "3-GB",
        "deep",
        "deeper-than-allowed",
        "compressed",
        "no-http",
        "hangs-up",
    ],
)
def test_an_answer_over_its_budget_is_given_up_in_time(talk: Talk, fault: type[Exception]) -> None:
    with _served(talk) as (url, _callers), budgeted_client("drill") as http, pytest.raises(fault) as raised:
        http.get(url, timeout=PATIENCE)
    assert isinstance(raised.value, httpx.HTTPError)


def test_an_answer_within_its_budgets_is_read() -> None:
    with _served(_answer(b'{"deep": [["[[[[\\"[[["]]}')) as (url, _callers), budgeted_client("drill") as http:
        answer = http.post(url, json={"a": 1}, timeout=PATIENCE)
    assert answer.json() == {"deep": [['[[[["[[[']]}


@pytest.mark.parametrize(("levels", "is_deeper"), [(40, False), (41, True)])
def test_depth_is_counted_outside_words(levels: int, is_deeper: bool) -> None:  # noqa: FBT001 -- a column of the table
    written = b"[" * levels + b'"]]]\\"[[["' + b"]" * levels
    assert is_deeper_than(written, budgets.JSON_LEVELS) is is_deeper


@contextmanager
def _session(breaker: Breaker) -> Iterator[requests.Session]:
    with requests.Session() as session, budgeted_client("drill") as http:
        session.trust_env = False
        session.mount("http://", EkeyAdapter(http, breaker))
        yield session


def test_discovery_is_asked_once() -> None:
    with _served(_answer(b'{"issuer": "us"}')) as (url, callers), _session(Breaker()) as session:
        for _ in range(3):
            assert session.get(url + DISCOVERY).json() == {"issuer": "us"}
    assert len(callers) == 1


@pytest.mark.parametrize("talk", [_answer(b"[]"), _answer(b"x"), _answer(b"{" * 999), _stream_three_gigabytes])
def test_what_is_no_answer_of_ekey_is_the_librarys_fault_to_tell(talk: Talk) -> None:
    with _served(talk) as (url, _callers), _session(Breaker()) as session, pytest.raises(requests.RequestException):
        session.get(url + DISCOVERY)


def test_ekey_is_left_in_peace_after_repeated_failures() -> None:
    breaker = Breaker(failures=2)
    with (
        _served(_say(b"HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n")) as (url, callers),
        _session(breaker) as session,
    ):
        for _ in range(2):
            assert session.get(url + DISCOVERY).status_code == 503
        with pytest.raises(requests.ConnectionError, match="left in peace"):
            session.post(url, data={"code": "1"})
    assert len(callers) == 2


def test_a_sign_in_at_which_ekey_fails_closes_it_to_nobody_else() -> None:
    breaker = Breaker(failures=1)
    failing = _say(b"HTTP/1.1 500 Failed\r\nContent-Length: 0\r\n\r\n")
    with _served(failing) as (url, callers), _session(breaker) as session:
        assert session.post(url, data={"code": "1"}).status_code == 500
        assert session.get(url, headers={"Authorization": "Bearer 1"}).status_code == 500
    assert len(callers) == 2
    assert breaker.admits()
