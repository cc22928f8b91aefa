"""Households ask in their own order of wishes, pools keep the best claims: nobody loses a home to a lesser claim.

Every household asks for its first wish; each pool keeps those with the best claims and sends the rest on to their next
wish, until nobody is sent on (deferred acceptance, a round at a time for all households together).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from iskan.core.distribution.market import ANYONE, LAST, LOCAL, NONE, Flags, Market, Options, Whole


@dataclass(slots=True, eq=False)
class Places:
    """Who holds what: by row the pool, and whether as one of those for whom homes are set aside."""

    pool: Whole
    set_aside: Flags


def match(market: Market, units: Whole, set_aside: Whole, barred: Flags) -> Places:
    """Give each pool's homes to the best claims on it; barred rows ask for nothing."""
    return _Rounds(market, units, set_aside, barred).run()


class _Rounds:
    """The state of the asking: how far down its wishes each row is, who is kept, and what a pool still takes."""

    def __init__(self, market: Market, units: Whole, set_aside: Whole, barred: Flags) -> None:
        count = len(market.applications)
        self.market, self.units, self.set_aside = market, units, set_aside
        self.step = np.full(count, -1, dtype=np.int32)
        self.last = _lengths(market)
        self.places = Places(np.full(count, NONE, dtype=np.int64), np.zeros(count, dtype=np.bool_))
        self.worst = np.full((len(market.pools), 3), count, dtype=np.int64)
        self.worst[units == 0] = -1
        self.rows = np.flatnonzero(~barred & ~_beyond_reach(market, units, barred)).astype(np.int64)

    def run(self) -> Places:
        sent_on = self.rows
        while sent_on.size:
            rows, pools = self._ask(sent_on)
            sent_on = self._keep(rows, pools)
        return self.places

    def _ask(self, rows: Whole) -> tuple[Whole, Whole]:
        """Move rows on to the next wish whose pool would not send them away at once; drop those who have none left."""
        asking: list[Whole] = []
        asked: list[Whole] = []
        while rows.size:
            self.step[rows] += 1
            rows = rows[self.step[rows] < self.last[rows]]
            pools = self._wish(rows)
            hopeful = self._hopeful(rows, pools)
            asking.append(rows[hopeful])
            asked.append(pools[hopeful].astype(np.int64))
            rows = rows[~hopeful]
        return np.concatenate(asking), np.concatenate(asked)

    def _wish(self, rows: Whole) -> Options:
        head, tail, a = self.market.head, self.market.tail, self.market.applications
        width, steps = head.shape[1], self.step[rows]
        in_head = steps < width
        pools = np.empty(len(rows), dtype=np.int16)
        pools[in_head] = head[rows[in_head], steps[in_head]]
        beyond = rows[~in_head]
        pools[~in_head] = tail[a.governorate[beyond], a.entitlement[beyond], steps[~in_head] - width]
        return pools

    def _hopeful(self, rows: Whole, pools: Options) -> Flags:
        named = np.flatnonzero(pools != NONE)
        category = self.market.category(rows[named], pools[named])
        hopeful = np.zeros(len(rows), dtype=np.bool_)
        hopeful[named] = rows[named] <= self.worst[pools[named], category]
        return hopeful

    def _keep(self, rows: Whole, pools: Whole) -> Whole:
        """Let the pools asked choose among those they hold and those who ask; return whoever is sent on."""
        touched = np.zeros(len(self.units), dtype=np.bool_)
        touched[pools] = True
        held = np.flatnonzero(self.places.pool != NONE)
        held = held[touched[self.places.pool[held]]]
        rows, pools = np.concatenate((held, rows)), np.concatenate((self.places.pool[held], pools))
        category = self.market.category(rows, pools)
        aside, kept = self._choose(rows, pools, category)
        self.places.pool[rows] = np.where(kept, pools, NONE)
        self.places.set_aside[rows] = aside
        self._note_worst(rows[kept], category[kept], touched)
        return rows[~kept]

    def _choose(self, rows: Whole, pools: Whole, category: npt.NDArray[np.int8]) -> tuple[Flags, Flags]:
        """Return who is kept as a local and who is kept at all: set-asides go first, the rest to the best claims."""
        size = len(rows)
        local = category == LOCAL
        aside = np.zeros(size, dtype=np.bool_)
        aside[local] = _position(pools[local], rows[local]) < self.set_aside[pools[local]]
        left = self.units - np.bincount(pools[aside], minlength=len(self.units))
        kept, rest = aside.copy(), ~aside
        claim = rows[rest] + size_of(self.market) * (category[rest] == LAST)
        kept[rest] = _position(pools[rest], claim) < left[pools[rest]]
        return aside, kept

    def _note_worst(self, rows: Whole, category: npt.NDArray[np.int8], touched: Flags) -> None:
        """Note by claim the last row each full pool keeps: whoever ranks behind it need not ask."""
        count, everyone, pools, aside = (
            len(self.units),
            size_of(self.market),
            self.places.pool[rows],
            self.places.set_aside[rows],
        )
        last = category == LAST
        last_aside, last_open, last_last = (
            _furthest(pools[chosen], rows[chosen], count) for chosen in (aside, ~aside & ~last, last)
        )
        full = np.bincount(pools, minlength=count) >= self.units
        aside_full = np.bincount(pools[aside], minlength=count) >= self.set_aside
        anyone = np.where(last_last >= 0, everyone, last_open)
        worst = np.empty((count, 3), dtype=np.int64)
        worst[:, ANYONE], worst[:, LAST] = anyone, last_last
        worst[:, LOCAL] = np.where(aside_full, np.maximum(last_aside, anyone), everyone)
        worst[~full] = everyone
        self.worst[touched] = worst[touched]


def size_of(market: Market) -> int:
    """Return a number no row reaches."""
    return len(market.applications)


def _lengths(market: Market) -> npt.NDArray[np.int32]:
    """Return how many wishes each row has in all."""
    a, width = market.applications, market.head.shape[1]
    further = (market.tail != NONE).sum(axis=2)[a.governorate, a.entitlement]
    lengths: npt.NDArray[np.int32] = (width + np.where(a.anywhere, further, 0)).astype(np.int32)
    return lengths


def _beyond_reach(market: Market, units: Whole, barred: Flags) -> Flags:
    """Mark those who accept anything and have before them as many of their own kind as there are homes for it.

    Each of those before them has the same claims everywhere and ranks better, so there is nothing left for these.
    """
    a = market.applications
    homes = np.append(units, 0)[market.tail].sum(axis=2)
    rows = np.flatnonzero(a.anywhere & ~barred)
    kind = (a.governorate * homes.shape[1] + a.entitlement) * 2 + a.needs_accessible
    beyond = np.zeros(len(a), dtype=np.bool_)
    before = _position(kind[rows], rows)
    beyond[rows] = before >= homes[a.governorate[rows], a.entitlement[rows]]
    return beyond


def _position(group: Whole, claim: Whole) -> Whole:
    """Return each one's place, from zero, within its group by claim."""
    if not len(group):
        return np.empty(0, dtype=np.int64)
    order = np.argsort(group * (2 * int(claim.max()) + 2) + claim, kind="stable")
    ordered = group[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    runs = np.diff(np.r_[starts, len(ordered)])
    place = np.empty(len(group), dtype=np.int64)
    place[order] = np.arange(len(group)) - np.repeat(starts, runs)
    return place


def _furthest(group: Whole, rows: Whole, count: int) -> Whole:
    """Return the highest row of each group, or -1 where it has none."""
    furthest = np.full(count, -1, dtype=np.int64)
    np.maximum.at(furthest, group, rows)
    return furthest
