"""A million applications, a hundred thousand homes: `python -m tests.bench.distribution` measures the distribution."""

import argparse
import json
import resource
import sys
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from tests.bench.plain_python import judged

from iskan.core.distribution.checking import justified_envy
from iskan.core.distribution.market import NONE, Applications, DistributionRules, Lot, ProjectAccess
from iskan.core.distribution.outcome import DistributionOutcome, distribute

PLACES = ("BH-13", "BH-14", "BH-15", "BH-17")
CLASSES = ("house-4br", "house-4br-accessible", "flat-3br", "flat-3br-ground", "plot-standard")
ENTITLEMENTS = (CLASSES[:1], CLASSES[1::-1], CLASSES[2:3], CLASSES[3:1:-1], CLASSES[4:])
SHARES = (0.80, 0.04, 0.10, 0.01, 0.05)
MOST_TIMES, MOST_BYTES = 8.0, 1_000_000_000


def population(count: int, projects: int, *, anywhere: float, seed: int) -> Applications:
    """Return a list with a day's seniority over 24 years, up to three wishes, popular projects wished most."""
    chance = np.random.default_rng(seed)
    popularity = 1 / np.arange(1, projects + 1)
    wishes = chance.choice(projects, size=(count, 3), p=popularity / popularity.sum()).astype(np.int16)
    wishes[:, 1][wishes[:, 1] == wishes[:, 0]] = NONE
    wishes[:, 2][(wishes[:, 2] == wishes[:, 0]) | (wishes[:, 2] == wishes[:, 1])] = NONE
    entitlement = chance.choice(len(ENTITLEMENTS), size=count, p=SHARES)
    return Applications(
        case=chance.permutation(count) + 1,
        seniority=chance.integers(731_000, 739_800, size=count),
        order=np.arange(count),
        governorate=chance.choice(4, size=count, p=(0.27, 0.14, 0.18, 0.41)),
        entitlement=entitlement,
        needs_accessible=np.isin(entitlement, (1, 3)),
        wishes=wishes,
        anywhere=chance.random(count) < anywhere,
        exception=np.where(chance.random(count) < 0.0002, np.arange(count) + 1, 0),
    )


def stock(units: int, projects: int, *, seed: int) -> tuple[Lot, ...]:
    """Return homes of every class spread over the projects, one in four of them local."""
    chance = np.random.default_rng(seed)
    weights = chance.random((projects, len(CLASSES))) * np.array(SHARES)
    counts = np.floor(weights / weights.sum() * units).astype(int)
    counts[0, 0] += units - counts.sum()
    return tuple(
        Lot(
            project=_name(index),
            governorate=PLACES[index % 4],
            kind=ProjectAccess.LOCAL if index % 16 < 4 else ProjectAccess.GENERAL,
            unit_class=unit_class,
            units=int(counts[index, which]),
            accessible=which in (1, 3),
        )
        for index in range(projects)
        for which, unit_class in enumerate(CLASSES)
    )


def _name(index: int) -> str:
    return f"project-{index:03}"


def run(options: argparse.Namespace) -> tuple[DistributionOutcome, dict[str, float]]:
    """Distribute, and measure from the columns to the figures, the reserves and the digest."""
    applications = population(options.applications, options.projects, anywhere=options.anywhere, seed=options.seed)
    lots = stock(options.units, options.projects, seed=options.seed)
    reserve = dict.fromkeys(CLASSES, 10)
    rules = DistributionRules(
        governorates=PLACES,
        projects=tuple(map(_name, range(options.projects))),
        entitlements=ENTITLEMENTS,
        set_aside_percent=options.set_aside,
        reserve_percent=reserve,
    )
    started = time.perf_counter()
    outcome = distribute(applications, lots, rules)
    matched = time.perf_counter()
    nominated, digest = sum(figures.nominated for figures in outcome.figures), outcome.digest()
    described = time.perf_counter()
    assert digest
    return outcome, {"match_s": matched - started, "describe_s": described - matched, "nominated": nominated}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures as JSON; a bar that is missed ends with a failure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--applications", type=int, default=1_000_000)
    asked.add_argument("--units", type=int, default=100_000)
    asked.add_argument("--projects", type=int, default=100)
    asked.add_argument("--anywhere", type=float, default=0.5)
    asked.add_argument("--set-aside", type=int, default=30)
    asked.add_argument("--seed", type=int, default=2026)
    options = asked.parse_args(arguments)
    outcome, measured = run(options)
    seen: dict[str, Any] = {
        **{name: round(value, 3) for name, value in measured.items()},
        "total_s": round(measured["match_s"] + measured["describe_s"], 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
    }
    started = time.perf_counter()
    seen |= {"envy": len(justified_envy(outcome)), "check_s": round(time.perf_counter() - started, 3)}
    seen["bar"], in_time = judged(measured["match_s"] + measured["describe_s"], options.applications, MOST_TIMES)
    sys.stdout.write(json.dumps(seen, ensure_ascii=False) + "\n")
    met = in_time and seen["peak_mb"] * 1000_000 <= MOST_BYTES and not seen["envy"]
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
