"""A distribution's outcome: who is nominated where, who stands in reserve, and the figures of each pool."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from iskan.core.distribution.market import (
    LAST,
    NONE,
    Applications,
    DistributionRules,
    Flags,
    Lot,
    Market,
    Pool,
    Whole,
    market_of,
)
from iskan.core.distribution.matching import Places, match

FIRST_BLOCK = 2048


class NotInTheDistribution(LookupError):
    """The application was not among those the distribution had before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominated:
    """One nomination: the pool, the place in it by claim (from one), and whether from the governorate's set-aside."""

    case: int
    project: str
    unit_class: str
    place: int
    set_aside: bool
    exception: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InReserve:
    """One household's turn (from one) should homes of a pool be refused."""

    case: int
    project: str
    unit_class: str
    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolFigures:
    """What became of one pool.

    ``reached`` is the last seniority day nominated by order and ``reached_local`` that of those nominated from the
    set-aside; nothing where nobody was.
    """

    lot: Lot
    set_aside: int
    candidates: int
    nominated: int
    from_set_aside: int
    by_exception: int
    in_reserve: int
    reached: int | None
    reached_local: int | None

    @property
    def left(self) -> int:
        return self.lot.units - self.nominated


@dataclass(frozen=True, eq=False)
class DistributionOutcome:
    """Who holds what, and from it everything a page says of the distribution."""

    market: Market
    places: Places
    without: Flags
    settled: Flags = field(repr=False)

    def row(self, case: int) -> int:
        """Return an application's row, or raise `NotInTheDistribution`."""
        found = np.flatnonzero(self.market.applications.case == case)
        if not len(found):
            raise NotInTheDistribution(case)
        return int(found[0])

    @cached_property
    def held(self) -> Whole:
        """Return the rows nominated, pool by pool, within each by claim."""
        rows = np.flatnonzero(self.places.pool != NONE)
        last = self.market.category(rows, self.places.pool[rows]) == LAST
        return rows[np.lexsort((rows, last, self.places.pool[rows]))]

    @cached_property
    def holders(self) -> tuple[Whole, ...]:
        """Return for each pool the rows nominated, by claim."""
        bounds = np.searchsorted(self.places.pool[self.held], np.arange(1, len(self.market.pools)))
        return tuple(np.split(self.held, bounds)) if self.market.pools else ()

    def nominated(self) -> Iterator[Nominated]:
        """Yield the nominations, pool by pool, within each by claim."""
        a, place, before = self.market.applications, 0, NONE
        for row in self.held.tolist():
            pool = int(self.places.pool[row])
            place, before = (place + 1 if pool == before else 1), pool
            lot = self.market.pools[pool].lot
            yield Nominated(
                case=int(a.case[row]),
                project=lot.project,
                unit_class=lot.unit_class,
                place=place,
                set_aside=bool(self.places.set_aside[row]),
                exception=int(a.exception[row]),
            )

    def in_reserve(self) -> Iterator[InReserve]:
        """Yield the reserves of every pool in their turns."""
        for pool, rows in zip(self.market.pools, self.reserves, strict=True):
            for turn, row in enumerate(rows.tolist(), start=1):
                case = int(self.market.applications.case[row])
                yield InReserve(case=case, project=pool.lot.project, unit_class=pool.lot.unit_class, turn=turn)

    @cached_property
    def reserves(self) -> tuple[Whole, ...]:
        """Return for each pool the next rows that ask for it and hold nothing."""
        waiting = np.flatnonzero((self.places.pool == NONE) & ~self.without)
        return tuple(self._reserve(index, pool, waiting) for index, pool in enumerate(self.market.pools))

    def _reserve(self, index: int, pool: Pool, waiting: Whole) -> Whole:
        """Take those first who have the first claim: whoever needs an accessible home, then everyone, by rank."""
        found, others, start, size = [waiting[:0]], [waiting[:0]], 0, FIRST_BLOCK
        while start < len(waiting) and sum(map(len, found)) < pool.reserve:
            block = waiting[start : start + size]
            asking = block[self.market.asking(index, block)]
            last = self.market.category(asking, np.full(len(asking), index)) == LAST
            found.append(asking[~last])
            others.append(asking[last])
            start, size = start + size, size * 2
        return np.concatenate((*found, *others))[: pool.reserve]

    @cached_property
    def figures(self) -> tuple[PoolFigures, ...]:
        """Return the figures of every pool."""
        candidates = self._candidates()
        return tuple(self._figures(index, pool, int(candidates[index])) for index, pool in enumerate(self.market.pools))

    def _figures(self, index: int, pool: Pool, candidates: int) -> PoolFigures:
        a = self.market.applications
        rows = self.holders[index]
        ordinary, aside = a.exception[rows] == 0, self.places.set_aside[rows]
        return PoolFigures(
            lot=pool.lot,
            set_aside=pool.set_aside,
            candidates=candidates,
            nominated=len(rows),
            from_set_aside=int(aside.sum()),
            by_exception=int((~ordinary).sum()),
            in_reserve=len(self.reserves[index]),
            reached=_latest(a.seniority[rows[ordinary & ~aside]]),
            reached_local=_latest(a.seniority[rows[ordinary & aside]]),
        )

    def _candidates(self) -> Whole:
        """Count who asks for each pool, once each: by their wishes, and those who accept anything besides."""
        market, a, count = self.market, self.market.applications, len(self.market.pools)
        wished = np.bincount(market.head[market.head != NONE], minlength=count)
        kinds = market.tail.shape[1]
        kind = a.governorate * kinds + a.entitlement
        ready = np.bincount(kind[a.anywhere], minlength=market.tail.shape[0] * kinds)
        open_to = np.zeros((len(ready), count + 1), dtype=np.bool_)
        np.put_along_axis(open_to, market.tail.reshape(len(ready), market.tail.shape[2]).astype(np.int64), True, 1)  # noqa: FBT003 -- NumPy's own order
        already = market.head[a.anywhere]
        return wished + ready @ open_to[:, :count] - np.bincount(already[already != NONE], minlength=count)

    def digest(self) -> str:
        """Return what identifies this outcome: every nomination and every reserve."""
        said = hashlib.sha256()
        for each in self.nominated():
            said.update(f"{each.case} {each.project} {each.unit_class} {each.place} {each.set_aside:d}\n".encode())
        for turn in self.in_reserve():
            said.update(f"{turn.case} {turn.project} {turn.unit_class} r{turn.turn}\n".encode())
        return said.hexdigest()

    def reached_by_governorate(self) -> Mapping[str, int]:
        """Return for each governorate the last seniority day nominated by order among its applicants."""
        a, held = self.market.applications, self.held
        held = held[a.exception[held] == 0]
        places = enumerate(self.market.rules.governorates)
        latest = {code: _latest(a.seniority[held[a.governorate[held] == index]]) for index, code in places}
        return {code: day for code, day in latest.items() if day is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A nomination that stands whatever happens around it: an offer made or accepted."""

    case: int
    project: str
    unit_class: str
    set_aside: bool


def distribute(
    applications: Applications,
    lots: tuple[Lot, ...],
    rules: DistributionRules,
    *,
    without: frozenset[int] = frozenset(),
    settled: tuple[Settled, ...] = (),
) -> DistributionOutcome:
    """Nominate by seniority within pools; the same inputs give the same outcome in whatever order they come.

    Later rounds leave out those who refused or dropped out (``without``) and touch nothing that is ``settled``: homes
    given up go to the next claims, and nobody else ends worse off than before.
    """
    market = market_of(applications, lots, rules)
    missing = np.isin(market.applications.case, np.fromiter(without, dtype=np.int64, count=len(without)))
    rows, pools, aside = _settled(market, settled)
    stands = np.zeros(len(applications), dtype=np.bool_)
    stands[rows] = True
    units = market.units - np.bincount(pools, minlength=len(market.pools))
    set_aside = np.maximum(market.set_aside - np.bincount(pools[aside], minlength=len(market.pools)), 0)
    places = match(market, units, np.minimum(set_aside, units), missing | stands)
    places.pool[rows], places.set_aside[rows] = pools, aside
    return DistributionOutcome(market, places, missing, stands)


def _settled(market: Market, settled: tuple[Settled, ...]) -> tuple[Whole, Whole, Flags]:
    settled = tuple(sorted(settled, key=lambda each: each.case))
    index = {(pool.lot.project, pool.lot.unit_class): number for number, pool in enumerate(market.pools)}
    cases = np.array([each.case for each in settled], dtype=np.int64)
    rows = np.flatnonzero(np.isin(market.applications.case, cases))
    rows = rows[np.argsort(market.applications.case[rows])]
    if len(rows) != len(cases):
        raise NotInTheDistribution
    pools = np.array([index[each.project, each.unit_class] for each in settled], dtype=np.int64)
    return rows, pools, np.array([each.set_aside for each in settled], dtype=np.bool_)


def _latest(days: Whole) -> int | None:
    return int(days.max()) if len(days) else None
