"""What is to come: projects under way or planned, new programmes, and what the past says of delays and withdrawals."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, stdev

EVERYWHERE = ""
SHORTEST_YEARS = 1 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A quantity that is never negative, by the mean and deviation of its logarithm and how many were seen."""

    mean: float
    deviation: float
    count: int

    @property
    def middle(self) -> float:
        return math.exp(self.mean)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A project: how long it was planned to take, when it begins (years from now, past is negative), how far it is.

    A ``local`` one is for its own region alone; of others a share may be set aside for it. Its units are of one class
    (a project of several stands here once for each, what those who may have several wish for most first).
    ``accessible`` ones go first to those who need them, and what is left to the others in the order of ``last``.
    """

    code: str
    region: str
    local: bool
    units: int
    begins: float
    years: float
    done: float = 0
    gates: int = 0
    unit_class: str = ""
    accessible: bool = False
    last: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProgrammes:
    """Units past years brought beyond what had been planned; years to come, from ``begins`` on, are drawn from them.

    Of which class they will be nobody has said, so they are counted for every household of the list.
    """

    region: str
    yearly: tuple[int, ...]
    begins: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PastYears:
    """What is known of years gone by.

    ``slips`` are (year finished, actual over planned duration); ``gate_years`` what infrastructure took after the
    building was done; ``key_years`` what passed from a ready home to its keys; ``withdrawals`` the share of the list
    that left each year without a home.
    """

    slips: tuple[tuple[int, float], ...] = ()
    gate_years: tuple[float, ...] = ()
    key_years: tuple[float, ...] = ()
    withdrawals: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What holds for all projects of a list; ``shared`` is the part of a slip all of a time have in common.

    ``pace`` is how far the progress of half-built work may mislead about its end.
    """

    slip: Spread
    shared: float
    gate: Spread
    keys: Spread
    withdrawal: Spread
    set_aside: float = 0
    pace: float = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What is taken where the past says too little, and how many cases are enough to go by it."""

    slip: Spread
    shared: float
    gate: Spread
    keys: Spread
    withdrawal: Spread
    enough: int = 5


def conditions(past: PastYears, otherwise: Assumptions, *, set_aside: float = 0) -> Conditions:
    """Learn from the past what it tells, and take the rest as assumed."""
    slips = [slip for _year, slip in past.slips]
    return Conditions(
        slip=_spread(slips, otherwise.slip, otherwise.enough),
        shared=_shared(past.slips) if len(slips) >= 2 * otherwise.enough else otherwise.shared,
        gate=_spread(past.gate_years, otherwise.gate, otherwise.enough),
        keys=_spread(past.key_years, otherwise.keys, otherwise.enough),
        withdrawal=_spread(past.withdrawals, otherwise.withdrawal, otherwise.enough),
        set_aside=set_aside,
    )


def measured(past: PastYears, otherwise: Assumptions) -> dict[str, int]:
    """Say of each condition on how many cases it rests; zero where it is assumed."""
    seen = {"slip": past.slips, "gate": past.gate_years, "keys": past.key_years, "withdrawal": past.withdrawals}
    counts = {name: len(cases) for name, cases in seen.items()}
    return {name: count if count >= otherwise.enough else 0 for name, count in counts.items()}


def _spread(seen: Iterable[float], otherwise: Spread, enough: int) -> Spread:
    logs = [math.log(max(value, 1e-3)) for value in seen]
    if len(logs) < enough:
        return otherwise
    return Spread(mean=fmean(logs), deviation=max(stdev(logs), 0.02), count=len(logs))


def _shared(slips: tuple[tuple[int, float], ...]) -> float:
    """Return the part of the spread of slips that lies between years rather than within them, at most nine tenths."""
    by_year: dict[int, list[float]] = {}
    for year, slip in slips:
        by_year.setdefault(year, []).append(math.log(slip))
    everyone = [value for values in by_year.values() for value in values]
    middle, count, groups = fmean(everyone), len(everyone), len(by_year)
    if groups in {1, count}:
        return 0.5
    between = sum(len(v) * (fmean(v) - middle) ** 2 for v in by_year.values()) / (groups - 1)
    within = sum((value - fmean(v)) ** 2 for v in by_year.values() for value in v) / (count - groups)
    usual = (count - sum(len(v) ** 2 for v in by_year.values()) / count) / (groups - 1)
    variance = max((between - within) / usual, 0)
    return min(variance / (variance + within), 0.9) if variance + within else 0.0
