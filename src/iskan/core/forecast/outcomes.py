"""What the runs say of each application: its early, middle and late month, and the projects it likely goes to."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iskan.core.forecast.lots import LONGEST_YEARS
from iskan.core.forecast.simulation import Walk

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
BEYOND = -1
LEVELS = (0.1, 0.5, 0.9)
MONTHS = 12 * LONGEST_YEARS
TOP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """In order of seniority: months from now at each level (``BEYOND`` the horizon), and likely projects.

    ``projects`` holds numbers into ``names``, the likeliest first, ``BEYOND`` where there are fewer.
    """

    months: Ints
    names: tuple[str, ...]
    projects: Ints
    shares: Floats


def outcomes(walked: Walk, levels: Sequence[float] = LEVELS) -> Outcomes:
    """Read the runs for every application at once."""
    queue, count = walked.queue, len(walked.queue.group_of)
    months = np.full((count, len(levels)), BEYOND, dtype=np.int64)
    projects = np.full((count, TOP), BEYOND, dtype=np.int64)
    shares = np.zeros((count, TOP))
    by_month, by_project = _months(walked), _by_project(walked)
    for group in range(len(queue.groups)):
        here = np.flatnonzero(queue.group_of == group)
        months[here] = _reached(walked.heads[:, :, group], by_month, len(here), levels)
        projects[here], shares[here] = _likely(walked, by_project, group, len(here))
    return Outcomes(months=months, names=walked.projects, projects=projects, shares=shares)


def _months(walked: Walk) -> Ints:
    """Return how many deliveries each run has had by the end of each month."""
    ends = np.arange(1, MONTHS + 1) / 12
    return np.stack([np.searchsorted(run, ends) for run in walked.times], axis=1)


def _by_project(walked: Walk) -> list[Ints]:
    """Return by project which of all runs' deliveries, counted through, are its own."""
    order = np.argsort(walked.project_of, axis=None, kind="stable")
    ends = np.searchsorted(walked.project_of.ravel()[order], np.arange(1, len(walked.projects)))
    return np.split(order, ends)


def _reached(heads: NDArray[np.int32], by_month: Ints, count: int, levels: Sequence[float]) -> Ints:
    """Return the first month by which so large a share of the runs has reached each place of a group."""
    found = np.full((count, len(levels)), BEYOND, dtype=np.int64)
    runs = np.arange(by_month.shape[1])
    wanted = [int(np.ceil(level * len(runs) - 1e-9)) for level in levels]
    done = [0] * len(levels)
    for month, deliveries in enumerate(by_month):
        reach = np.sort(np.where(deliveries > 0, heads[deliveries - 1, runs], 0)) if len(heads) else np.zeros(len(runs))
        for level, share in enumerate(wanted):
            # The place that at least so many runs have passed: all places up to it are reached at this level.
            upto = int(reach[len(runs) - share])
            if upto > done[level]:
                found[done[level] : upto, level] = month
                done[level] = upto
    return found


def _likely(walked: Walk, by_project: Sequence[Ints], group: int, count: int) -> tuple[Ints, Floats]:
    """Return for each place of a group the projects that most often served it, and how often."""
    heads = walked.heads[:, :, group].T.astype(np.int64)
    before = np.concatenate([np.zeros((len(heads), 1), dtype=np.int64), heads[:, :-1]], axis=1) if heads.size else heads
    best = np.zeros((TOP + 1, count), dtype=np.int64)
    who = np.full((TOP + 1, count), BEYOND, dtype=np.int64)
    for number in range(len(walked.projects)):
        mine = by_project[number]
        starts = np.bincount(before.ravel()[mine], minlength=count + 1)
        ends = np.bincount(heads.ravel()[mine], minlength=count + 1)
        best[TOP], who[TOP] = (starts - ends).cumsum()[:count], number
        order = np.argsort(-best, axis=0, kind="stable")
        best, who = np.take_along_axis(best, order, axis=0), np.take_along_axis(who, order, axis=0)
    runs = max(len(walked.times), 1)
    return np.where(best[:TOP] > 0, who[:TOP], BEYOND).T, (best[:TOP] / runs).T
