"""Made-up histories the forecast has not seen: a past to learn from, a pipeline on a day, and what then came of it.

They are made by other rules than the forecast's own: skewed delays with bad spells, building that starts slowly,
uneven infrastructure, and households that withdraw one by one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iskan.core.forecast.outcomes import BEYOND
from iskan.core.forecast.queue import Queue
from iskan.core.forecast.supply import NewProgrammes, PastYears, Work

Ints = NDArray[np.int64]
Chance = np.random.Generator
REGIONS = ("a", "b", "c", "d")
PEOPLED = (0.3, 0.2, 0.46, 0.04)
LOCAL = 0.4
YEARS_KNOWN = 15
YEARS_TO_COME = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A past and a pipeline as seen on a day, and each application's month of entitlement as it truly came.

    ``BEYOND`` is a turn that never came; ``withdrew`` are those who left before theirs.
    """

    queue: Queue
    past: PastYears
    works: tuple[Work, ...]
    coming: tuple[NewProgrammes, ...]
    months: Ints
    withdrew: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Country:
    """How delays, gates and withdrawals truly behave there."""

    slip: float
    spread: float
    spells: NDArray[np.float64]
    gate: float
    keys: float
    hazard: NDArray[np.float64]


def world(seed: int, *, applications: int = 4000) -> World:
    """Make a history; the same seed makes the same one."""
    chance = np.random.default_rng([seed, 8210])
    country = _country(chance)
    queue = Queue.of(chance.choice(REGIONS, applications, p=PEOPLED).tolist())
    past = _past(country, chance)
    programmes = _programmes(applications, chance)
    works, handovers = _pipeline(country, applications, chance)
    handovers += _later(programmes, chance)
    months, withdrew = _lived(queue, handovers, country, chance)
    return World(queue=queue, past=past, works=works, coming=programmes, months=months, withdrew=withdrew)


def _country(chance: Chance) -> _Country:
    """Bad spells last: each year's is two thirds of the last one's and news besides."""
    news = chance.normal(0, 0.16, YEARS_KNOWN + YEARS_TO_COME)
    spells = np.zeros(len(news))
    for year in range(1, len(news)):
        spells[year] = 0.66 * spells[year - 1] + news[year]
    return _Country(
        slip=chance.uniform(0.1, 0.5),
        spread=chance.uniform(0.15, 0.35),
        spells=spells,
        gate=chance.uniform(0.15, 0.6),
        keys=chance.uniform(0.2, 0.8),
        hazard=chance.uniform(0.005, 0.03) * chance.uniform(0.6, 1.4, len(REGIONS)),
    )


def _slip(country: _Country, year: float, chance: Chance) -> float:
    """Return actual over planned duration of a project under way in a year: skewed, seldom less than planned."""
    spell = country.spells[int(np.clip(year, 0, len(country.spells) - 1))]
    return float(np.exp(country.slip + spell + (chance.gamma(4) / 4 - 1) * 2 * country.spread))


def _past(country: _Country, chance: Chance) -> PastYears:
    years = chance.integers(0, YEARS_KNOWN, 40)
    waits = chance.gamma(2, country.gate / 2, 40) + 0.02
    rates = country.hazard @ np.array(PEOPLED) * chance.lognormal(0, 0.1, YEARS_KNOWN)
    return PastYears(
        slips=tuple((int(year), _slip(country, year, chance)) for year in years),
        gate_years=tuple(float(wait) for wait in waits),
        key_years=tuple(float(wait) for wait in _keys(country, 40, chance)),
        withdrawals=tuple(float(rate) for rate in rates),
    )


def _programmes(applications: int, chance: Chance) -> tuple[NewProgrammes, ...]:
    yearly = chance.poisson(applications * chance.uniform(0.03, 0.06)) * chance.lognormal(0, 0.5, YEARS_KNOWN)
    return (NewProgrammes(region="", yearly=tuple(int(units) for units in yearly), begins=4),)


def _pipeline(
    country: _Country, applications: int, chance: Chance
) -> tuple[tuple[Work, ...], list[tuple[float, str, int]]]:
    """Make projects at every stage as seen on the day, with when they are truly handed over."""
    works, handovers = [], []
    for number in range(int(chance.integers(8, 16))):
        region, local = str(chance.choice(REGIONS)), bool(chance.random() < LOCAL)
        units, years = int(chance.integers(20, max(applications // 12, 21))), float(chance.uniform(1.5, 5))
        begins, gates = float(chance.uniform(-3, 3)), int(chance.integers(0, 3))
        took = years * _slip(country, YEARS_KNOWN + max(begins, 0) + years / 2, chance)
        # Work already done on the day would not be in the pipeline any more.
        took = max(took, -begins + chance.uniform(0.1, 1))
        done = _seen(max(-begins, 0) / took, chance)
        waits = [float(wait) for wait in chance.gamma(2, country.gate / 2, gates) + 0.02]
        code, home = f"p{number}", "" if not local else region
        works.append(
            Work(code=code, region=region, local=local, units=units, begins=begins, years=years, done=done, gates=gates)
        )
        ready = begins + took + max(waits, default=0)
        handovers.append((ready + float(_keys(country, 1, chance)[0]), home, units))
    return tuple(works), handovers


def _keys(country: _Country, count: int, chance: Chance) -> NDArray[np.float64]:
    """Return what passes from a ready home to its keys."""
    return chance.gamma(4, country.keys / 4, count) + 0.02


def _seen(passed: float, chance: Chance) -> float:
    """Return the progress reported: slow at first, then faster, and never quite exact."""
    if passed <= 0:
        return 0
    return float(np.clip(passed**1.15 * chance.lognormal(0, 0.08), 0.01, 0.97))


def _later(programmes: tuple[NewProgrammes, ...], chance: Chance) -> list[tuple[float, str, int]]:
    (coming,) = programmes
    middle = np.mean(coming.yearly) * chance.lognormal(0, 0.12)
    years = np.arange(YEARS_TO_COME)
    units = middle * chance.lognormal(-0.125, 0.5, len(years))
    return [
        (float(coming.begins + year + chance.random()), coming.region, int(count))
        for year, count in zip(years, units, strict=True)
    ]


def _lived(
    queue: Queue, handovers: list[tuple[float, str, int]], country: _Country, chance: Chance
) -> tuple[Ints, NDArray[np.bool_]]:
    """Hand each unit to the most senior still waiting, one delivery after another."""
    regions = [group.region for group in queue.groups]
    leaves = chance.exponential(1 / country.hazard[queue.group_of])
    months = np.full(len(queue.group_of), BEYOND, dtype=np.int64)
    waiting = np.ones(len(months), dtype=np.bool_)
    withdrew = np.zeros(len(months), dtype=np.bool_)
    for when, home, units in sorted(handovers):
        gone = waiting & (leaves < when)
        withdrew |= gone
        waiting &= ~gone
        may = waiting if not home else waiting & (queue.group_of == regions.index(home))
        served = np.flatnonzero(may)[:units]
        months[served] = int(when * 12)
        waiting[served] = False
    return months, withdrew
