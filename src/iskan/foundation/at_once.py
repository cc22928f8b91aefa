"""Doing a long list of things over several database connections at once: a night waits more than it computes."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 2
"""Things taken from the list for each connection before one is done."""


def done_at_once(work: Callable[[T], R], things: Iterable[T], *, connections: int) -> Iterator[R]:
    """Yield what comes of each thing, as it is done; over one connection in order, in the caller's thread.

    The first failure is raised, and what has not begun is left undone. No transaction of the caller's holds it.
    """
    if connections <= 1:
        yield from map(work, things)
        return
    with ThreadPoolExecutor(connections, thread_name_prefix="at-once") as pool:
        waiting: set[Future[R]] = set()
        try:
            for thing in things:
                waiting.add(pool.submit(copy_context().run, _closing, work, thing))
                if len(waiting) >= AHEAD * connections:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (one.result() for one in done)
            yield from (one.result() for one in waiting)
        finally:
            for one in waiting:
                one.cancel()


def _closing(work: Callable[[T], R], thing: T) -> R:
    """Leave no connection behind in a thread that ends."""
    try:
        return work(thing)
    finally:
        connection.close()
