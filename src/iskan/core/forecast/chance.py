"""What is drawn by chance in each run: its own stream for each project, so that one more project moves no other's."""

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iskan.core.forecast.supply import SHORTEST_YEARS, Conditions, NewProgrammes, Spread, Work

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chance:
    """A seed and a number of runs; the same name draws the same numbers, whatever else is drawn."""

    seed: int
    runs: int

    def stream(self, name: str) -> np.random.Generator:
        return np.random.default_rng([self.seed, zlib.crc32(name.encode())])

    def normal(self, name: str) -> Floats:
        return self.stream(name).standard_normal(self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Climate:
    """What all projects of a run share: how slips lie in it, how long gates and keys take, how many withdraw."""

    slip_mean: Floats
    slip_deviation: Floats
    shared: Floats
    gate_mean: Floats
    keys_mean: Floats
    withdrawal: Floats


def climate(given: Conditions, chance: Chance) -> Climate:
    """Draw what a run's projects share, no surer than the number of cases it was learnt from allows."""
    mean, deviation = _uncertain(given.slip, chance, "slip")
    gate_mean, _deviation = _uncertain(given.gate, chance, "gate")
    keys_mean, _deviation = _uncertain(given.keys, chance, "keys")
    rate, rate_deviation = _uncertain(given.withdrawal, chance, "withdrawal")
    return Climate(
        slip_mean=mean,
        slip_deviation=deviation,
        shared=chance.normal("shared") * np.sqrt(given.shared),
        gate_mean=gate_mean,
        keys_mean=keys_mean,
        withdrawal=np.minimum(np.exp(rate + rate_deviation**2 / 2), 0.5),
    )


def handed_over(work: Work, given: Conditions, around: Climate, chance: Chance) -> Floats:
    """Return when the keys of a project are handed over in each run, in years from now."""
    own = chance.normal(f"work:{work.code}") * np.sqrt(1 - given.shared)
    prior = around.slip_mean + around.slip_deviation * (around.shared + own)
    slip = prior if work.done <= 0 or work.begins >= 0 else _seen_progress(work, given, around, prior)
    left = np.exp(slip) * work.years * (1 - min(work.done, 1))
    built: Floats = max(work.begins, 0) + np.maximum(left, 0 if work.done >= 1 else SHORTEST_YEARS)
    keys = np.exp(around.keys_mean + given.keys.deviation * chance.normal(f"keys:{work.code}"))
    return built + _gates(work, given, around, chance) + keys


def programme_units(coming: NewProgrammes, horizon: int, chance: Chance) -> tuple[Floats, Floats]:
    """Return when new programmes hand over and how many units, by year to come and run."""
    stream = chance.stream(f"new:{coming.region}")
    years = np.arange(horizon)
    past = np.array(coming.yearly, dtype=np.float64)
    picked = past[stream.integers(0, len(past), (horizon, chance.runs))]
    unsure = past.std() / max(past.mean(), 1) / np.sqrt(len(past))
    level = np.exp(stream.standard_normal(chance.runs) * unsure)
    times = coming.begins + years[:, None] + stream.random((horizon, chance.runs))
    return times, picked * level


def _uncertain(spread: Spread, chance: Chance, name: str) -> tuple[Floats, Floats]:
    """Draw the mean and deviation a spread may truly have."""
    stream, free = chance.stream(f"climate:{name}"), max(spread.count - 1, 1)
    deviation: Floats = spread.deviation * np.sqrt(free / np.maximum(stream.chisquare(free, chance.runs), free / 4))
    mean: Floats = spread.mean + deviation / np.sqrt(max(spread.count, 1)) * stream.standard_normal(chance.runs)
    return mean, deviation


def _seen_progress(work: Work, given: Conditions, around: Climate, prior: Floats) -> Floats:
    """Weigh what was expected against the pace seen: the further the work, the more the pace tells."""
    pace = np.log(max(-work.begins, SHORTEST_YEARS) / work.done / work.years)
    error = given.pace * (1 - work.done) / work.done
    trust = around.slip_deviation**2 / (around.slip_deviation**2 + error**2 + 1e-9)
    middle = around.slip_mean + trust * (pace - around.slip_mean)
    drawn: Floats = middle + (prior - around.slip_mean) * np.sqrt(1 - trust)
    return drawn


def _gates(work: Work, given: Conditions, around: Climate, chance: Chance) -> Floats:
    waits = [
        np.exp(around.gate_mean + given.gate.deviation * chance.normal(f"gate:{work.code}:{number}"))
        for number in range(work.gates)
    ]
    return np.max(waits, axis=0) if waits else np.zeros(chance.runs)
