"""Personal numbers for people who do not exist: year and month of birth, then a serial no two of them share."""

from collections import defaultdict
from datetime import date
from random import Random
from typing import Final

_SERIALS: Final = 90_000
_FIRST: Final = 10_000
_STRIDE: Final = 7_919
NON_CONFORMING_SHARE: Final = 0.015


class PersonalNumbers:
    """Hands out nine digits; a small share, as in life, does not begin with the month of birth."""

    def __init__(self, rng: Random) -> None:
        self._random = rng.random
        self._given: defaultdict[str, int] = defaultdict(int)

    def for_birth(self, born: date) -> str:
        if self._random() < NON_CONFORMING_SHARE:
            prefix = f"{born.year % 100:02d}{13 + int(self._random() * 87):02d}"
        else:
            prefix = f"{born.year % 100:02d}{born.month:02d}"
        return self._next(prefix)

    def _next(self, prefix: str) -> str:
        # Serials below 10,000 are kept for the cast; the stride keeps neighbours from looking numbered.
        given = self._given[prefix]
        if given >= _SERIALS:
            raise NumbersExhausted(prefix)
        self._given[prefix] = given + 1
        return f"{prefix}{_FIRST + (int(prefix) + given) * _STRIDE % _SERIALS}"


class NumbersExhausted(RuntimeError):
    """More people were asked for than one month of birth has numbers."""


def conforms(cpr: str, born: date) -> bool:
    """Say whether a number begins with the year and month of birth."""
    return cpr.startswith(f"{born.year % 100:02d}{born.month:02d}")
