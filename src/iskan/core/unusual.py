"""What is far from usual: a count held against the median of others' and how far those lie from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import Final

FEWEST_DAYS: Final = 10
"""Days of others below which nothing can be said to be usual."""
_OF_A_NORMAL_SPREAD: Final = 1.4826  # the median deviation times this is a standard deviation where counts are normal


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What others do in a day: the median, and the most that is still usual."""

    median: float
    most: int


def usual_of(others: Sequence[int], *, factor: int, least: int) -> Usual | None:
    """Return what is usual among others' days, or nothing where they are too few.

    The median and the median deviation are moved by no single outlier, so that one who reads everything does not make
    it usual. Days that are nearly alike would make any difference large: the deviation counts as one at least, and
    ``least`` is usual whatever others do.
    """
    if len(others) < FEWEST_DAYS:
        return None
    middle = median(others)
    spread = max(median(abs(count - middle) for count in others), 1.0) * _OF_A_NORMAL_SPREAD
    return Usual(median=middle, most=max(ceil(middle + factor * spread), least))
