"""Time 100,000 applications through 1,000 runs of a large pipeline: ``python -m tests.bench.forecast``."""

import resource
import sys
import time
from dataclasses import replace

import numpy as np
from tests.bench.plain_python import judged

from iskan.core.forecast.outcomes import outcomes
from iskan.core.forecast.queue import HouseholdKind, Queue
from iskan.core.forecast.simulation import walk
from iskan.core.forecast.supply import NewProgrammes, PastYears, Work, conditions
from iskan.policy.forecasting import ASSUMED
from iskan.policy.nomination import classes_for, is_accessible

COUNT, RUNS, PROJECTS = 100_000, 1_000, 120
MOST_TIMES, MOST_MEGABYTES = 100.0, 2_048
REGIONS = ("BH-13", "BH-14", "BH-15", "BH-17")
CLASSES = (("house-4br-accessible", 0.05), ("house-3br", 0.2), ("house-4br", 0.75))
KINDS = tuple(
    HouseholdKind(
        classes=classes_for(
            "unit", needs_accessible=needs, bedrooms=bedrooms, classes=[name for name, _share in CLASSES]
        ),
        needs_accessible=needs,
    )
    for needs in (False, True)
    for bedrooms in (0, 4)
)


def main() -> int:
    chance = np.random.default_rng(1)
    regions = chance.choice(REGIONS, COUNT, p=[0.27, 0.14, 0.18, 0.41]).tolist()
    works = tuple(work for number in range(PROJECTS) for work in _project(number, chance))
    kind_of = chance.choice(len(KINDS), COUNT, p=[0.55, 0.4, 0.03, 0.02])
    coming = (NewProgrammes(region="", yearly=(1800, 2400, 3539, 2900, 2100), begins=4),)
    began = time.perf_counter()
    walked = walk(Queue.of(regions, kind_of, KINDS), works, coming, conditions(PastYears(), ASSUMED), seed=1, runs=RUNS)
    found = outcomes(walked)
    seconds = time.perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    words, in_time = judged(seconds, COUNT, MOST_TIMES)
    reached = int((found.months[:, 1] >= 0).sum())
    sys.stdout.write(
        f"{COUNT:,} applications, {RUNS:,} runs, {PROJECTS} projects of {len(CLASSES)} classes: "
        f"{words}, {megabytes:.0f} MB, {reached:,} with a middle date\n"
    )
    return int(not in_time or megabytes > MOST_MEGABYTES)


def _project(number: int, chance: np.random.Generator) -> list[Work]:
    """Make a project with homes of each class."""
    whole = Work(
        code=f"project-{number}",
        region=str(chance.choice(REGIONS)),
        local=number % 3 == 0,
        units=int(chance.integers(50, 900)),
        begins=float(chance.uniform(-3, 4)),
        years=float(chance.uniform(1, 6)),
        gates=number % 4,
    )
    return [
        replace(whole, unit_class=name, units=max(int(whole.units * share), 1), accessible=is_accessible(name))
        for name, share in CLASSES
    ]


if __name__ == "__main__":
    sys.exit(main())
