"""Time 100,000 applications through 1,000 runs of a large pipeline: ``python -m tests.bench.forecast``."""

import resource
import sys
import time

import numpy as np

from iskan.core.forecast.outcomes import outcomes
from iskan.core.forecast.queue import Queue
from iskan.core.forecast.simulation import walk
from iskan.core.forecast.supply import NewProgrammes, Past, Work, conditions
from iskan.policy.forecasting import ASSUMED

COUNT, RUNS, PROJECTS = 100_000, 1_000, 120
MOST_SECONDS, MOST_MEGABYTES = 60, 2_048
REGIONS = ("BH-13", "BH-14", "BH-15", "BH-17")


def main() -> int:
    chance = np.random.default_rng(1)
    regions = chance.choice(REGIONS, COUNT, p=[0.27, 0.14, 0.18, 0.41]).tolist()
    works = tuple(
        Work(
            code=f"project-{number}",
            region=str(chance.choice(REGIONS)),
            local=number % 3 == 0,
            units=int(chance.integers(50, 900)),
            begins=float(chance.uniform(-3, 4)),
            years=float(chance.uniform(1, 6)),
            gates=number % 4,
        )
        for number in range(PROJECTS)
    )
    coming = (NewProgrammes(region="", yearly=(1800, 2400, 3539, 2900, 2100), begins=4),)
    began = time.perf_counter()
    walked = walk(Queue.of(regions), works, coming, conditions(Past(), ASSUMED), seed=1, runs=RUNS)
    found = outcomes(walked)
    seconds = time.perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    reached = int((found.months[:, 1] >= 0).sum())
    sys.stdout.write(
        f"{COUNT:,} applications, {RUNS:,} runs, {PROJECTS} projects: {seconds:.1f} s, {megabytes:.0f} MB, "
        f"{reached:,} with a middle date\n"
    )
    return int(seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
