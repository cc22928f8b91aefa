"""How well forecasts hold: the share of outcomes inside each interval, and how far the middle was off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iskan.core.forecast.outcomes import BEYOND

Ints = NDArray[np.int64]
NEVER = np.iinfo(np.int64).max
MEASURED = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
STATED = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Of ``count`` forecasts: the share of outcomes inside each interval, late and early misses, and the error."""

    count: int
    covered: tuple[tuple[float, float], ...]
    before: float
    after: float
    years_covered: float
    error_years: float
    error_share: float
    width_years: float

    def share_within(self, interval: float) -> float:
        """Return the share of outcomes found inside an interval, such as 0.8."""
        return dict(self.covered)[interval]


def quantiles(intervals: Sequence[float] = MEASURED) -> tuple[float, ...]:
    """Return the levels needed to measure these intervals, from the lowest to the highest, the middle among them."""
    edges = {round((1 - width) / 2, 6) for width in intervals} | {round((1 + width) / 2, 6) for width in intervals}
    return tuple(sorted({*edges, 0.5}))


def calibration(scored: Iterable[tuple[Ints, Ints]], intervals: Sequence[float] = MEASURED) -> Calibration:
    """Measure forecasts (months at `quantiles`) against outcomes (months, ``BEYOND`` where the turn never came).

    A forecast whose stated interval runs beyond the horizon gave no range and is not counted.
    """
    levels = quantiles(intervals)
    pairs = [(np.where(m == BEYOND, NEVER, m), np.where(a == BEYOND, NEVER, a)) for m, a in scored]
    months, actual = (np.concatenate(parts) for parts in zip(*pairs, strict=True))
    low, middle, high = (levels.index(level) for level in (edge(-STATED), 0.5, edge(STATED)))
    given = months[:, high] < NEVER
    months, actual = months[given], actual[given]
    early, late = months[:, low], months[:, high]
    came = actual < NEVER
    error = np.abs(months[came, middle] - actual[came]) / 12
    return Calibration(
        count=len(actual),
        covered=tuple((width, _within(months, actual, levels, width)) for width in intervals),
        before=float((actual < early).mean()),
        after=float((actual > late).mean()),
        years_covered=float(((actual // 12 >= early // 12) & (actual // 12 <= late // 12)).mean()),
        error_years=float(np.median(error)),
        error_share=float(np.median(error / np.maximum(actual[came] / 12, 0.5))),
        width_years=float(np.median(late - early) / 12),
    )


def edge(interval: float) -> float:
    """Return the level at an interval's upper edge, or for a negative interval at its lower one."""
    return round((1 + interval) / 2, 6)


def _within(months: Ints, actual: Ints, levels: Sequence[float], width: float) -> float:
    low, high = months[:, levels.index(edge(-width))], months[:, levels.index(edge(width))]
    return float(((low <= actual) & (actual <= high)).mean())
