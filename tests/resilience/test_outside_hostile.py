"""Something hostile on the very ports of eKey and of the registers: nobody waits long, no page is held, nothing grows.

It hangs, drips a byte at a time, sends three gigabytes, or nests its answer a hundred thousand levels deep.
"""

import itertools
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import httpx
import psutil
import pytest
from tests.resilience.citizen import NEW_APPLICATION, Citizen, Unexpected
from tests.resilience.stack import Stack, eventually

from iskan.foundation import budgets

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
SIGN_INS, FEWEST_PAGES, A_PAGE, A_STEP = 12, 40, 0.5, 4.0
MEGABYTE = 1_000_000
MOST_GROWTH = 150 * MEGABYTE
ANSWERED = (
    "SELECT count(*) FROM cases_registerrun r JOIN cases_case c ON c.id = r.case_id"
    " WHERE c.reference = %s AND r.answered_at IS NOT NULL"
)
Talk = Callable[[socket.socket], None]


def _hang(_caller: socket.socket) -> None:
    time.sleep(60)


def _drip(caller: socket.socket) -> None:
    for byte in OK % 500 + b" " * 500:
        caller.sendall(bytes([byte]))
        time.sleep(0.5)


def _three_gigabytes(caller: socket.socket) -> None:
    caller.sendall(OK % (3 * 1024**3))
    piece = b" " * 65_536
    for _ in range(3 * 1024 * 16):
        caller.sendall(piece)


def _deep(caller: socket.socket) -> None:
    nested = b"[" * 100_000
    caller.sendall(OK % len(nested) + nested)


TALKS: dict[str, Talk] = {"hangs": _hang, "drips": _drip, "3-GB": _three_gigabytes, "deep": _deep}


@contextmanager
def _hostile(port: int, talks: Iterator[Talk]) -> Iterator[list[int]]:
    """Talk on a port to each caller by the next of some ways, all at once; yield the callers counted."""
    callers: list[int] = []

    def talk(caller: socket.socket, way: Talk) -> None:
        with caller, suppress(OSError):
            caller.recv(65_536)
            way(caller)

    def serve(listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                caller, _address = listener.accept()
                callers.append(1)
                threading.Thread(target=talk, args=(caller, next(talks)), daemon=True).start()

    with socket.create_server(("127.0.0.1", port)) as listener:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        try:
            yield callers
        finally:
            listener.shutdown(socket.SHUT_RDWR)


def _held(stack: Stack, part: str) -> int:
    """Return the resident bytes of a part's largest process."""
    first = psutil.Process(stack.running[part].process.pid)
    return max(process.memory_info().rss for process in (first, *first.children(recursive=True)))


def _signing_in(stack: Stack, number: int) -> tuple[int, float]:
    person = Citizen(stack.site, f"85010{number:04}")
    person.token()
    begun = time.monotonic()
    status = person.post("/sign-in/ekey/", {"next": "/cases/"}).status_code
    return status, time.monotonic() - begun


def _comes_in(stack: Stack) -> bool:
    try:
        return Citizen(stack.site, "850700201").sign_in("/cases/").get("/cases/").status_code == 200
    except (Unexpected, KeyError):  # the door says so, or leads nowhere
        return False


@pytest.mark.parametrize("way", TALKS)
def test_an_ekey_that_turns_on_us_holds_no_page(stack: Stack, way: str) -> None:
    stack.kill("ekey")
    stack.stop("web")  # where eKey answers is known for ten minutes
    with _hostile(stack.parts["ekey"].port, itertools.repeat(TALKS[way])) as callers:
        stack.start("web")
        for _page in range(20):  # until each process has its templates
            httpx.get(f"{stack.site}/services/", trust_env=False, timeout=20)
        before, pages = _held(stack, "web"), []
        with ThreadPoolExecutor(SIGN_INS) as people, httpx.Client(base_url=stack.site, trust_env=False) as visitor:
            signing_in = [people.submit(_signing_in, stack, number) for number in range(SIGN_INS)]
            while not all(one.done() for one in signing_in) or len(pages) < FEWEST_PAGES:
                begun = time.monotonic()
                assert visitor.get("/services/").status_code == 200
                pages.append(time.monotonic() - begun)
                time.sleep(0.05)
        ended = [one.result() for one in signing_in]
        grown = _held(stack, "web") - before
    assert callers, "eKey was asked"
    assert {status for status, _seconds in ended} <= {401, 503}, ended
    a_question = budgets.EKEY_CONNECT_SECONDS + budgets.EKEY_ANSWER_SECONDS
    assert max(seconds for _status, seconds in ended) < 4 * a_question, ended
    assert sorted(pages)[int(len(pages) * 0.95)] < A_PAGE, sorted(pages)[-5:]
    assert grown < MOST_GROWTH
    stack.start("ekey")
    rested = "each process lets eKey be tried again after a rest"
    assert eventually(lambda: _comes_in(stack), within=90, every=3), rested
    stack.stop("web")  # the next test finds no circuit that is still open
    stack.start("web")


def test_registers_that_turn_on_us_keep_nobody_from_filing(stack: Stack) -> None:
    person = Citizen(stack.site, "900201301").sign_in()
    took: list[float] = []
    original = person.ask

    def timed(method: str, path: str, **options: object) -> httpx.Response:
        begun = time.monotonic()
        answer = original(method, path, **options)
        took.append(time.monotonic() - begun)
        return answer

    person.ask = timed  # type: ignore[method-assign] # each step of this one person by the clock
    before = _held(stack, "worker")
    stack.kill("registers")
    with _hostile(stack.parts["registers"].port, itertools.cycle(TALKS.values())) as callers:
        reference = person.filed(NEW_APPLICATION)
        assert eventually(lambda: len(callers) >= 2 * len(TALKS), within=90), callers
        assert person.get(f"/cases/{reference}/").status_code == 200
        grown = _held(stack, "worker") - before
    assert max(took) < A_STEP, sorted(took)[-5:]
    assert grown < MOST_GROWTH
    stack.start("registers")
    # How the pauses grow until every one has answered is looked at in test_outside_away.py.
    assert eventually(lambda: stack.rows(ANSWERED, reference)[0][0] > 0, within=120), "asked again once they are back"
