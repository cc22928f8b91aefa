"""The list walks through the pipeline: every run hands units to the most senior they may go to, all runs at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iskan.core.forecast.chance import Chance, Climate, climate, handed_over, programme_units
from iskan.core.forecast.supply import EVERYWHERE, Conditions, NewProgrammes, Work

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Heads = NDArray[np.int32]
NEW = "new"
LONGEST_YEARS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Units of one project for one region (or for all), with when they come and how many, in each run."""

    project: str
    region: str
    times: Floats
    units: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A list in order of seniority, by each application's region; what stands first is served first."""

    regions: tuple[str, ...]
    region_of: Ints

    @classmethod
    def of(cls, regions: Sequence[str]) -> "Queue":
        """Make a queue of the region of each application, the most senior first."""
        names, numbers = np.unique(np.array(regions, dtype=np.str_), return_inverse=True)
        return cls(regions=tuple(str(name) for name in names), region_of=numbers.astype(np.int64))

    def ahead(self) -> Ints:
        """Return how many of each region stand within the first so many places."""
        counts = np.zeros((len(self.region_of) + 1, len(self.regions)), dtype=np.int64)
        counts[np.arange(1, len(self.region_of) + 1), self.region_of] = 1
        table: Ints = counts.cumsum(axis=0)
        return table

    def places(self) -> Ints:
        """Return each application's place within its region, from one."""
        found: Ints = self.ahead()[1:][np.arange(len(self.region_of)), self.region_of]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Every run's deliveries in order of time: when, by which project, and how far each region's turn then was."""

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
    lots = [lot for work in works for lot in _lots(work, given, around, chance)]
    lots += [lot for programmes in coming for lot in _new_lots(programmes, chance)]
    return _served(queue, lots, around, runs)


def _lots(work: Work, given: Conditions, around: Climate, chance: Chance) -> list[Lot]:
    """Split a project open to all by what is set aside for the region it stands in."""
    times = handed_over(work, given, around, chance)
    aside = work.units if work.local else int(work.units * given.set_aside)
    parts = ((work.region, aside), (EVERYWHERE, work.units - aside))
    return [
        Lot(project=work.code, region=region, times=times, units=np.full(chance.runs, float(units)))
        for region, units in parts
        if units
    ]


def _new_lots(coming: NewProgrammes, chance: Chance) -> list[Lot]:
    times, units = programme_units(coming, LONGEST_YEARS, chance)
    return [Lot(project=NEW, region=coming.region, times=t, units=u) for t, u in zip(times, units, strict=True)]


def _served(queue: Queue, lots: Sequence[Lot], around: Climate, runs: int) -> Walk:
    projects = tuple(dict.fromkeys(lot.project for lot in lots))
    times = np.stack([lot.times for lot in lots], axis=1) if lots else np.zeros((runs, 0))
    order = np.argsort(times, axis=1, kind="stable")
    by_time = np.take_along_axis(times, order, axis=1)
    numbers = np.array([projects.index(lot.project) for lot in lots], dtype=np.int64)
    return Walk(
        queue=queue,
        projects=projects,
        times=by_time,
        project_of=numbers[order] if lots else order,
        heads=_heads(queue, lots, order, _whole(lots, around, order, by_time)),
    )


def _whole(lots: Sequence[Lot], around: Climate, order: Ints, by_time: Floats) -> Ints:
    """Return how many places each delivery reaches: those who have withdrawn leave theirs to the next.

    Fractions are carried on among deliveries to the same region.
    """
    reached = np.zeros(order.shape, dtype=np.int64)
    if not lots:
        return reached
    units = np.stack([lot.units for lot in lots], axis=1)
    spread = np.take_along_axis(units, order, axis=1) * np.exp(around.withdrawal[:, None] * by_time)
    names = sorted({lot.region for lot in lots})
    targets = np.array([names.index(lot.region) for lot in lots], dtype=np.int64)[order]
    for target in range(len(names)):
        here = targets == target
        sums = np.floor(np.where(here, spread, 0).cumsum(axis=1) + 1e-9).astype(np.int64)
        reached += np.where(here, np.diff(sums, axis=1, prepend=0), 0)
    return reached


def _heads(queue: Queue, lots: Sequence[Lot], order: Ints, reached: Ints) -> Heads:
    """Return how far each region's turn has come after each delivery."""
    ahead, runs = queue.ahead(), len(order)
    open_to = np.array([[lot.region in (EVERYWHERE, region) for region in queue.regions] for lot in lots])
    head = np.zeros((runs, len(queue.regions)), dtype=np.int64)
    heads = np.zeros((order.shape[1], *head.shape), dtype=np.int32)
    for number in range(order.shape[1]):
        head = _serve(ahead, head, open_to[order[:, number]], reached[:, number])
        heads[number] = head
    return heads


def _serve(ahead: Ints, head: Ints, may: NDArray[np.bool_], units: Ints) -> Ints:
    """Hand units to the most senior of the regions they may go to: find the place up to which they suffice."""
    low, high = np.zeros(len(head), dtype=np.int64), np.full(len(head), len(ahead) - 1, dtype=np.int64)
    while (low < high).any():
        middle = (low + high) // 2
        taken = (np.maximum(ahead[middle] - head, 0) * may).sum(axis=1)
        enough = taken >= units
        low, high = np.where(enough, low, np.minimum(middle + 1, high)), np.where(enough, middle, high)
    found: Ints = np.where(may, np.maximum(head, ahead[low]), head)
    return found
