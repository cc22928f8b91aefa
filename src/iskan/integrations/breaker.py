"""A circuit breaker: after repeated failures a register is left in peace, then tried once before all may ask again."""

import threading
import time
from collections.abc import Callable


class Breaker:
    """Counts failures in a row; shared by all threads of one process."""

    def __init__(
        self, *, failures: int = 5, rest_seconds: float = 30.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit = failures
        self._rest = rest_seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._tried_at = 0.0

    @property
    def is_open(self) -> bool:
        return self._failures >= self._limit

    def admits(self) -> bool:
        """Say whether one attempt may be made now; while open, one attempt each rest period is."""
        with self._lock:
            if not self.is_open:
                return True
            now = self._clock()
            if now - self._tried_at < self._rest:
                return False
            self._tried_at = now
            return True

    def succeeded(self) -> None:
        """Close the circuit."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """Count a failure; the one that reaches the limit opens the circuit."""
        with self._lock:
            self._failures += 1
            self._tried_at = self._clock()
