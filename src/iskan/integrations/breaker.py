"""A circuit breaker: after repeated failures a register is left in peace, then tried once before all may ask again.

A failure at a question about one person may be that person's record, so it closes the way to nobody else: only when
questions about several people fail one after the other, or nobody is there at all, is the register taken to be away.
Whose record fails again and again is not asked about for a while, and others are.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

# So many people's own failures are remembered; the one longest ago is forgotten first.
_MOST_PEOPLE = 1_000


@dataclass(slots=True)
class _Failures:
    """Failures in a row, and when the last attempt was made."""

    failures: int = 0
    tried_at: float = 0.0

    def admits(self, limit: int, rest: float, now: float) -> bool:
        if self.failures < limit:
            return True
        if now - self.tried_at < rest:
            return False
        self.tried_at = now
        return True


class Breaker:
    """Counts failures in a row; shared by all threads of one process."""

    def __init__(
        self, *, failures: int = 5, people: int = 3, rest_seconds: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._limit = failures
        self._people = people
        self._rest = rest_seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._all = _Failures()
        self._nobody_there = 0
        self._own: dict[str, _Failures] = {}
        self._failing: set[str] = set()

    @property
    def is_open(self) -> bool:
        """Say whether all are told to wait."""
        return self._nobody_there >= self._limit or (
            self._all.failures >= self._limit and len(self._failing) >= self._people
        )

    def admits(self, about: str | None = None) -> bool:
        """Say whether one attempt may be made now, about somebody or nobody; while open, one each rest period is."""
        with self._lock:
            now = self._clock()
            if self.is_open:
                return self._all.admits(self._limit, self._rest, now)
            own = self._own.get(about) if about is not None else None
            return own is None or own.admits(self._limit, self._rest, now)

    def succeeded(self, about: str | None = None) -> None:
        """Close the circuit, and that of whom was asked about."""
        with self._lock:
            self._all.failures = self._nobody_there = 0
            self._failing.clear()
            if about is not None:
                self._own.pop(about, None)

    def failed(self, about: str | None = None) -> None:
        """Count a failure: at a question about somebody, or, where nobody is named, of the register itself."""
        with self._lock:
            now = self._clock()
            self._all = _Failures(self._all.failures + 1, now)
            if about is None:
                self._nobody_there += 1
                return
            self._failing.add(about)
            own = self._own.pop(about, None) or _Failures()
            self._own[about] = _Failures(own.failures + 1, now)
            if len(self._own) > _MOST_PEOPLE:
                del self._own[next(iter(self._own))]
