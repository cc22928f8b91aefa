"""Pages that go on while the primary is away: read from a replica, nothing written, and said on the page.

A view that only shows says so with ``goes_on``. While such a page is made from the copy, the thread's connection
``default`` is the replica's: rows, statements of our own and sessions all come from there, and what would write fails.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Final, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

P = ParamSpec("P")
R = TypeVar("R")
REPLICA: Final = "replica"
SHOWS: Final = frozenset({"GET", "HEAD"})
# Once the primary was found away, pages that can go straight to the copy, so that no thread waits for it.
AWAY_SECONDS: Final = 2.0
# One page looks whether it is back; it may take this long to find out, and the others do not wait for that.
LOOKING_SECONDS: Final = 20.0
_LAST_CHANGE = """
SELECT now(), CASE WHEN pg_is_in_recovery() THEN coalesce(pg_last_xact_replay_timestamp(), pg_postmaster_start_time())
ELSE now() END
"""


@dataclass(frozen=True, slots=True)
class CopyRead:
    """The copy a page is read from: when it is read, and of when the last change is that it holds."""

    at: datetime
    last_change: datetime

    @property
    def seconds(self) -> int:
        """How old the copy is."""
        return max(0, round((self.at - self.last_change).total_seconds()))


_read_from: ContextVar[CopyRead | None] = ContextVar("read_from", default=None)


def copy_read() -> CopyRead | None:
    """Return the copy this page is read from, if it is."""
    return _read_from.get()


def goes_on(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that only shows: it is served from the copy while the primary is away."""
    view.goes_on = True  # type: ignore[attr-defined] # the framework's own way to mark a view
    return view


@contextmanager
def reading_copy() -> Iterator[CopyRead]:
    """Have this thread read the replica for the length of a block."""
    primary, copy = connections[DEFAULT_DB_ALIAS], connections[REPLICA]
    # Rows read through it belong to the default database: what is related to them is read there, too.
    copy.alias = DEFAULT_DB_ALIAS
    connections[DEFAULT_DB_ALIAS] = copy
    try:
        with copy.cursor() as cursor:
            cursor.execute(_LAST_CHANGE)
            read = CopyRead(*cursor.fetchone())
        token = _read_from.set(read)
        try:
            yield read
        finally:
            _read_from.reset(token)
    finally:
        connections[DEFAULT_DB_ALIAS] = primary


class Primary:
    """What this process knows of the primary: whether it was away a moment ago."""

    def __init__(self) -> None:
        self._away_until = 0.0

    def is_worth_a_try(self) -> bool:
        """Say whether to ask the primary; of those who come while it is away, one looks every few seconds."""
        now = time.monotonic()
        if now < self._away_until:
            return False
        if self._away_until:
            self._away_until = now + LOOKING_SECONDS
        return True

    def is_there(self) -> None:
        self._away_until = 0.0

    def is_away(self) -> None:
        self._away_until = time.monotonic() + AWAY_SECONDS


class ReadFromCopy:
    """Makes a page that only shows from the copy, where the primary is away and there is a copy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._primary = Primary()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in SHOWS or REPLICA not in connections.settings or not _goes_on(request.path_info):
            return self.get_response(request)
        if self._primary.is_worth_a_try():
            response = self.get_response(request)
            if not getattr(response, "is_away", False):
                self._primary.is_there()
                return response
            self._primary.is_away()
        with reading_copy():
            return self.get_response(request)


def _goes_on(path: str) -> bool:
    try:
        return getattr(resolve(path).func, "goes_on", False)
    except Resolver404:
        return False
