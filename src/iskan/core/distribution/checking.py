"""Finding whoever was passed over without ground, by a way of its own: it knows nothing of how homes were matched."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from iskan.core.distribution.market import NONE, Flags, Market, Whole
from iskan.core.distribution.outcome import DistributionOutcome


class Wrong(StrEnum):
    """How a household was passed over."""

    JUNIOR = "junior"
    NOT_NEEDING = "not_needing"
    NOT_LOCAL = "not_local"
    LEFT_EMPTY = "left_empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envy:
    """A household that rightly asks why another has a home of a pool it would rather have; or why it stands empty."""

    case: int
    holder: int | None
    project: str
    unit_class: str
    wrong: Wrong


MOST = 100


def justified_envy(outcome: DistributionOutcome, most: int = MOST) -> tuple[Envy, ...]:
    """Return counter-examples to the outcome's fairness, at most so many; none where everyone got their due.

    A household may not be passed over by a junior one in the same pool unless that one's exception has an id; a home
    that is accessible goes to no other while one who needs it asks; a home set aside goes to no other while one of the
    governorate asks; and no home stands empty while somebody asks for it.
    """
    found: list[Envy] = []
    bounds = _Bounds.of(outcome)
    for rows, pools in _wishes_not_had(outcome) if outcome.market.pools else ():
        found += _wronged(outcome, bounds, rows, pools)[: most - len(found)]
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Bounds:
    """What each pool's homes were given for: by need, the least seniority that sufficed; nothing is below zero."""

    empty: Flags
    not_needing: Flags
    short_of_locals: Flags
    open_to_all: Whole
    open_to_locals: Whole

    @classmethod
    def of(cls, outcome: DistributionOutcome) -> "_Bounds":
        pools = range(len(outcome.market.pools))
        each = [_bounds_of(outcome, pool) for pool in pools]
        columns = [np.array([row[index] for row in each]) for index in range(5)]
        empty, not_needing, short, to_all, to_locals = columns
        return cls(
            empty=empty, not_needing=not_needing, short_of_locals=short, open_to_all=to_all, open_to_locals=to_locals
        )


def _bounds_of(outcome: DistributionOutcome, pool: int) -> tuple[bool, bool, bool, list[int], list[int]]:
    market, all_holders = outcome.market, outcome.holders[pool]
    a, this = market.applications, market.pools[pool]
    holders = all_holders[~outcome.settled[all_holders]]
    local = a.governorate[holders] == market.place_of_pool[pool]
    needing = a.needs_accessible[holders] | (not this.lot.accessible)
    aside = outcome.places.set_aside[holders] & local
    due = this.set_aside - int(np.count_nonzero(outcome.places.set_aside[all_holders] & outcome.settled[all_holders]))
    by_order = a.exception[holders] == 0
    to_all = by_order & ~(aside & (np.count_nonzero(aside) <= due))
    return (
        len(all_holders) < this.lot.units,
        bool((~needing).any()),
        bool(np.count_nonzero(local & needing) < due and (~local | ~needing).any()),
        [_least(market, holders[to_all & same]) for same in (~needing, needing)],
        [_least(market, holders[by_order & same]) for same in (~needing, needing)],
    )


def _least(market: Market, holders: Whole) -> int:
    return int(market.age[holders].max()) if len(holders) else -1


def _wishes_not_had(outcome: DistributionOutcome) -> Iterator[tuple[Whole, Whole]]:
    """Yield, a step of everyone's wishes at a time, who asks for which pool and holds nothing as dear."""
    market, a = outcome.market, outcome.market.applications
    waiting = np.flatnonzero(~outcome.without & ~outcome.settled)
    for step in range(market.head.shape[1] + market.tail.shape[2]):
        if step == market.head.shape[1]:
            waiting = waiting[a.anywhere[waiting]]
        pools = _asked(market, waiting, step)
        named = pools != NONE
        has_it = named & (pools == outcome.places.pool[waiting])
        yield waiting[named & ~has_it], pools[named & ~has_it]
        waiting = waiting[~has_it]


def _asked(market: Market, rows: Whole, step: int) -> npt.NDArray[np.int64]:
    a, width = market.applications, market.head.shape[1]
    if step < width:
        return np.array(market.head[rows, step], dtype=np.int64)
    return np.array(market.tail[a.governorate[rows], a.entitlement[rows], step - width], dtype=np.int64)


def _wronged(outcome: DistributionOutcome, bounds: _Bounds, rows: Whole, pools: Whole) -> list[Envy]:
    market = outcome.market
    a = market.applications
    needing = a.needs_accessible[rows] | ~market.is_accessible[pools]
    local = a.governorate[rows] == market.place_of_pool[pools]
    need = needing.astype(np.int64)
    least = np.where(local, bounds.open_to_locals[pools, need], bounds.open_to_all[pools, need])
    wrongs = {
        Wrong.LEFT_EMPTY: bounds.empty[pools],
        Wrong.NOT_NEEDING: needing & bounds.not_needing[pools],
        Wrong.NOT_LOCAL: needing & local & bounds.short_of_locals[pools],
        Wrong.JUNIOR: (least >= 0) & ((market.age[rows] < least) | (a.exception[rows] != 0)),
    }
    return [
        _envy(outcome, row, pool, wrong)
        for wrong, here in wrongs.items()
        for row, pool in zip(rows[here][:MOST].tolist(), pools[here][:MOST].tolist(), strict=True)
    ]


def _envy(outcome: DistributionOutcome, row: int, pool: int, wrong: Wrong) -> Envy:
    """Name the household passed over and, unless a home stands empty, the least senior that has one."""
    market, holders = outcome.market, outcome.holders[pool]
    lot, case = market.pools[pool].lot, market.applications.case
    least = None if wrong is Wrong.LEFT_EMPTY else int(case[holders[np.argmax(market.age[holders])]])
    return Envy(case=int(case[row]), holder=least, project=lot.project, unit_class=lot.unit_class, wrong=wrong)


def wishes_of(market: Market, row: int) -> list[int]:
    """Return the pools a row asks for, the dearest first, each once."""
    a = market.applications
    named = market.head[row].tolist()
    further = market.tail[a.governorate[row], a.entitlement[row]].tolist() if a.anywhere[row] else []
    return [pool for pool in dict.fromkeys(named + further) if pool != NONE]
