"""Small pipelines for the forecast's tests."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iskan.core.forecast.calibration import Calibration, calibration, quantiles
from iskan.core.forecast.history import world
from iskan.core.forecast.outcomes import Outcomes, outcomes
from iskan.core.forecast.queue import HouseholdKind, Queue
from iskan.core.forecast.simulation import walk
from iskan.core.forecast.supply import Conditions, NewProgrammes, PastYears, Spread, Work, conditions
from iskan.policy.forecasting import ASSUMED

SURE = Spread(mean=0.0, deviation=0.0, count=10**9)
NONE = Spread(mean=-30.0, deviation=0.0, count=10**9)
CERTAIN = Conditions(slip=SURE, shared=0, gate=SURE, keys=NONE, withdrawal=NONE)
USUAL = conditions(PastYears(), ASSUMED)


def project(code: str = "p", **given: object) -> Work:
    plain = Work(code=code, region="a", local=False, units=2, begins=0.0, years=1.0)
    return replace(plain, **given)  # type: ignore[arg-type]  # the tests name the fields


def seen(
    regions: str,
    *works: Work,
    coming: tuple[NewProgrammes, ...] = (),
    given: Conditions = CERTAIN,
    seed: int = 1,
    runs: int = 60,
    kinds: Sequence[HouseholdKind] = (),
) -> Outcomes:
    queue = queue_of(regions, kinds) if kinds else Queue.of(list(regions))
    return outcomes(walk(queue, works, coming, given, seed=seed, runs=runs))


def queue_of(regions: str, kinds: Sequence[HouseholdKind]) -> Queue:
    """Make a queue of households each of its own region and kind."""
    different = list(dict.fromkeys(kinds))
    return Queue.of(list(regions), np.array([different.index(kind) for kind in kinds]), different)


def middle(found: Outcomes) -> NDArray[np.int64]:
    """Return the middle month, a turn beyond the horizon last of all."""
    months = found.months[:, 1]
    return np.where(months < 0, 10**6, months)


def held_out(seeds: range, *, applications: int = 2000, runs: int = 300) -> Calibration:
    """Forecast made-up histories and measure the forecasts against what came of them."""
    scored = []
    for seed in seeds:
        made = world(seed, applications=applications)
        given = conditions(made.past, ASSUMED)
        walked = walk(made.queue, made.works, made.coming, given, seed=seed, runs=runs)
        stayed = ~made.withdrew
        scored.append((outcomes(walked, quantiles()).months[stayed], made.months[stayed]))
    return calibration(scored)
