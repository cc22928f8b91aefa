"""The list walks through the pipeline: every run hands units to the most senior they may go to, all runs at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iskan.core.distribution.market import Flags
from iskan.core.forecast.chance import Chance, Climate, climate
from iskan.core.forecast.lots import UNCHAINED, ForecastLot, lots_of, open_to
from iskan.core.forecast.queue import Queue
from iskan.core.forecast.supply import Conditions, NewProgrammes, Work

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Heads = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Every run's deliveries in order of time: when, by which project, and how far each group's turn then was."""

    queue: Queue
    projects: tuple[str, ...]
    times: Floats
    project_of: Ints
    heads: Heads


def walk(
    queue: Queue,
    works: Sequence[Work],
    coming: Sequence[NewProgrammes],
    given: Conditions,
    *,
    seed: int,
    runs: int = 1000,
) -> Walk:
    """Simulate the list's way; the same seed and inputs give the same walk."""
    chance = Chance(seed, runs)
    around = climate(given, chance)
    return _served(queue, lots_of(works, coming, given, around, chance), around, runs)


def _served(queue: Queue, lots: Sequence[ForecastLot], around: Climate, runs: int) -> Walk:
    projects, may = tuple(dict.fromkeys(lot.project for lot in lots)), open_to(lots, queue.groups)
    times = np.stack([lot.times for lot in lots], axis=1) if lots else np.zeros((runs, 0))
    order = np.argsort(times, axis=1, kind="stable")
    by_time = np.take_along_axis(times, order, axis=1)
    numbers = np.array([projects.index(lot.project) for lot in lots], dtype=np.int64)
    return Walk(
        queue=queue,
        projects=projects,
        times=by_time,
        project_of=numbers[order] if lots else order,
        heads=_heads(queue, lots, may, order, _whole(lots, may, around, order, by_time)),
    )


def _whole(lots: Sequence[ForecastLot], may: Flags, around: Climate, order: Ints, by_time: Floats) -> Ints:
    """Return how many places each delivery reaches: those who have withdrawn leave theirs to the next.

    Fractions are carried on among deliveries to the same households.
    """
    reached = np.zeros(order.shape, dtype=np.int64)
    if not lots:
        return reached
    units = np.stack([lot.units for lot in lots], axis=1)
    spread = np.take_along_axis(units, order, axis=1) * np.exp(around.withdrawal[:, None] * by_time)
    targets = _targets(lots, may)[order]
    for target in range(int(targets.max()) + 1):
        here = targets == target
        sums = np.floor(np.where(here, spread, 0).cumsum(axis=1) + 1e-9).astype(np.int64)
        reached += np.where(here, np.diff(sums, axis=1, prepend=0), 0)
    return reached


def _targets(lots: Sequence[ForecastLot], may: Flags) -> Ints:
    """Return a number for each lot, one for all that may go to the same households."""
    numbers: dict[tuple[str, bytes], int] = {}
    keys = ((lot.region, row.tobytes()) for lot, row in zip(lots, may, strict=True))
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def _heads(queue: Queue, lots: Sequence[ForecastLot], may: Flags, order: Ints, reached: Ints) -> Heads:
    """Return how far each group's turn has come after each delivery; lots of a chain pass on what they leave."""
    ahead, runs = queue.ahead(), np.arange(len(order))
    chain_of = np.array([lot.chain for lot in lots], dtype=np.int64)
    left = np.zeros((len(runs), int(chain_of.max(initial=UNCHAINED)) + 2), dtype=np.int64)
    head = np.zeros((len(runs), len(queue.groups)), dtype=np.int64)
    heads = np.zeros((order.shape[1], *head.shape), dtype=np.int32)
    for number in range(order.shape[1]):
        lot = order[:, number]
        units, before, chain = reached[:, number] + left[runs, chain_of[lot]], head.sum(axis=1), chain_of[lot]
        head = _serve(ahead, head, may[lot], units)
        left[runs, chain] = np.where(chain == UNCHAINED, 0, units - (head.sum(axis=1) - before))
        heads[number] = head
    return heads


def _serve(ahead: Ints, head: Ints, may: Flags, units: Ints) -> Ints:
    """Hand units to the most senior of the groups they may go to: find the place up to which they suffice."""
    low, high = np.zeros(len(head), dtype=np.int64), np.full(len(head), len(ahead) - 1, dtype=np.int64)
    while (low < high).any():
        middle = (low + high) // 2
        taken = (np.maximum(ahead[middle] - head, 0) * may).sum(axis=1)
        enough = taken >= units
        low, high = np.where(enough, low, np.minimum(middle + 1, high)), np.where(enough, middle, high)
    found: Ints = np.where(may, np.maximum(head, ahead[low]), head)
    return found
