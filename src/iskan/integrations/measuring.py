"""How long other bodies' systems take, and what comes of it: counted and traced at the one way out to all of them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from iskan.foundation import tracing
from iskan.foundation.metrics import OUTSIDE_SECONDS

SERVER_FAULT = "5xx"


@dataclass(slots=True)
class OutsideCall:
    """One call while it runs; what came of it is the class of its status, such as ``5xx``."""

    outcome: str = "failed"

    def answered(self, status: int) -> None:
        """Keep that an answer came."""
        self.outcome = f"{status // 100}xx"


@contextmanager
def outside_call(system: str) -> Iterator[OutsideCall]:
    """Count what is asked of a system within the block; where it raises, the fault's name is what came of it."""
    call, begun = OutsideCall(), time.perf_counter()
    try:
        with tracing.span(f"ask {system}", "client") as traced:
            yield call
            traced.tell("iskan.outcome", call.outcome)
            if call.outcome == SERVER_FAULT:
                traced.failed(call.outcome)
    except Exception as fault:
        call.outcome = type(fault).__name__
        raise
    finally:
        OUTSIDE_SECONDS.labels(system, call.outcome).observe(time.perf_counter() - begun)
