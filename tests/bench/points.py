"""Time the re-scoring of 100,000 households with its breakdown: ``python -m tests.bench.points``."""

import resource
import sys
import time

import numpy as np
from tests.bench.plain_python import judged

from iskan.core.points import places_by, score_all
from iskan.policy.points.family_need import SCHEME

COUNT = 100_000
MOST_TIMES = 1.0


def main() -> int:
    chance = np.random.default_rng(1)
    measures = {
        "months_waited": chance.integers(0, 300, COUNT).astype(float),
        "family_size": chance.integers(1, 12, COUNT).astype(float),
        "income": chance.uniform(0, 1200, COUNT),
        "education": chance.choice(["", "secondary", "degree", "below_secondary"], COUNT),
        "circumstances": chance.integers(0, 3, COUNT).astype(float),
    }
    began = time.perf_counter()
    scores = score_all(SCHEME, measures, COUNT)
    places = places_by(scores.total)
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    words, in_time = judged(seconds, COUNT, MOST_TIMES)
    sys.stdout.write(f"{COUNT:,} households, {scores.breakdown.shape[1]} criteria: {words}, {memory:.0f} MB\n")
    return int(not in_time or len(places) != COUNT)


if __name__ == "__main__":
    sys.exit(main())
