"""Senders that never finish: whatever they hold, pages are answered."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest
from tests.resilience.stack import Stack

from iskan.foundation import budgets

STATUS_PAGE = "/services/"
HEAD = "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{more}\r\n{sent}"
FORM, FILES = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
KNOWN = "Cookie: iskan_session=anybody\r\n"


def _opened(stack: Stack, sent: str) -> socket.socket:
    sender = socket.create_connection(("127.0.0.1", stack.port), timeout=30)
    sender.sendall(sent.encode())
    return sender


@contextmanager
def _unfinished(stack: Stack, count: int, *, length: int = 200, kind: str = FORM) -> Iterator[list[socket.socket]]:
    """Hold so many connections open whose bodies are begun and never go on."""
    begun = HEAD.format(path="/sign-in/ekey/", kind=kind, length=length, more=KNOWN, sent="a=")
    with ExitStack() as held:
        yield [held.enter_context(_opened(stack, begun)) for _ in range(count)]


def _seconds_of_pages(stack: Stack, count: int) -> list[float]:
    taken = []
    with httpx.Client(base_url=stack.site, trust_env=False, timeout=20) as visitor:
        for _ in range(count):
            begun = time.monotonic()
            assert visitor.get(STATUS_PAGE).status_code == 200
            taken.append(time.monotonic() - begun)
    return sorted(taken)


def _answered(sender: socket.socket) -> str:
    """Return the first line a sender is answered with."""
    with sender.makefile("rb") as answer:
        return answer.readline().decode()


@pytest.mark.parametrize(("count", "kind"), [(5, FORM), (5, FILES), (200, FORM), (200, FILES)])
def test_unfinished_bodies_hold_up_no_page(stack: Stack, count: int, kind: str) -> None:
    _seconds_of_pages(stack, 5)
    with _unfinished(stack, count, kind=kind):
        taken = _seconds_of_pages(stack, 40)
    assert taken[int(len(taken) * 0.95)] < 0.5, taken


def test_an_unfinished_body_is_told_that_its_time_is_over(stack: Stack) -> None:
    begun = time.monotonic()
    with _unfinished(stack, 1) as (sender,):
        assert " 408 " in _answered(sender)
    assert budgets.BODY_SECONDS - 1 < time.monotonic() - begun < budgets.BODY_SECONDS + 5


def test_one_address_holds_a_bounded_number_of_places(stack: Stack) -> None:
    with _unfinished(stack, 4 * budgets.UNFINISHED_BODIES_PER_ADDRESS) as senders:
        time.sleep(1)
        refused = 0
        for sender in senders:
            sender.settimeout(0.01)
            try:
                refused += " 503 " in _answered(sender)
            except TimeoutError:
                continue
    assert refused >= budgets.UNFINISHED_BODIES_PER_ADDRESS


@pytest.mark.parametrize(
    ("kind", "length", "more", "status"),
    [
        (FORM, budgets.STRANGER_BODY_BYTES + 1, "", 413),
        (FORM, budgets.FORM_BODY_BYTES + 1, KNOWN, 413),
        ("application/json", budgets.JSON_BODY_BYTES + 1, KNOWN, 413),
        (FILES, budgets.FILES_BODY_BYTES + 1, KNOWN, 413),
        (FORM, 10**15, KNOWN, 413),
    ],
)
def test_a_body_over_its_budget_is_refused_before_it_is_sent(
    stack: Stack, kind: str, length: int, more: str, status: int
) -> None:
    begun = time.monotonic()
    with _opened(stack, HEAD.format(path="/sign-in/ekey/", kind=kind, length=length, more=more, sent="")) as sender:
        assert f" {status} " in _answered(sender)
    assert time.monotonic() - begun < 3


def test_a_body_without_a_length_is_asked_for_it(stack: Stack) -> None:
    head = "POST /sign-in/ekey/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\na=\r\n"
    with _opened(stack, head) as sender:
        assert " 411 " in _answered(sender)


def test_a_body_cut_off_reaches_no_page(stack: Stack) -> None:
    with _unfinished(stack, 1) as (sender,):
        sender.shutdown(socket.SHUT_WR)
        answer = _answered(sender)
    assert not answer or " 400 " in answer
    assert stack.is_fit()


def test_heads_that_never_end_hold_up_no_page(stack: Stack) -> None:
    with ExitStack() as held:
        for _ in range(100):
            held.enter_context(_opened(stack, "GET /services/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "))
        taken = _seconds_of_pages(stack, 20)
    assert taken[-2] < 0.5, taken


def test_a_reader_that_does_not_read_holds_no_thread(stack: Stack) -> None:
    asked = "GET /services/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 30
    with ExitStack() as held:
        for _ in range(20):
            held.enter_context(_opened(stack, asked))
        time.sleep(1)
        taken = _seconds_of_pages(stack, 10)
    assert taken[-2] < 1.5, taken
