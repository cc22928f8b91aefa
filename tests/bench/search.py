"""The highest rate a system holds: a bounded search over shares of the yardstick's own rate."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.generator import Measured

MOST_MILLISECONDS = 200.0
HIGHEST_SHARE, STEPS = 0.8, 5
BACKING_OFF, TRIES = 0.92, 5
Attempt = Callable[[float, float], Measured]


@dataclass(frozen=True, slots=True)
class Held:
    """A rate, and what was measured while it was kept up; a rate of nothing where none was held."""

    rate: float
    measured: Measured | None


def held(measured: Measured) -> bool:
    """Say whether a rate was held: every page answered, and 95 of 100 of them in time."""
    return not measured.faults and measured.percentile(95) <= MOST_MILLISECONDS


def highest_rate(attempt: Attempt, yardstick: float, *, trial_seconds: float, seconds: float) -> Held:
    """Halve the span of rates by short trials, then keep the rate found for the whole time, a little less if it fails.

    ``attempt`` lets visitors arrive at a rate for some seconds.
    """
    low, high = 0.0, HIGHEST_SHARE * yardstick
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if held(attempt(middle, trial_seconds)) else (low, middle)
    rate = low or high
    for _ in range(TRIES):
        measured = attempt(rate, seconds)
        if held(measured):
            return Held(rate, measured)
        rate *= BACKING_OFF
    return Held(0.0, None)
