"""What a distribution has before it: households in the order of their claims, and pools of like homes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Options = npt.NDArray[np.int16]
NONE = -1


class ProjectAccess(StrEnum):
    """A general project is open to all, with homes set aside for its governorate; a local one to its governorate."""

    GENERAL = "general"
    LOCAL = "local"


class ApplicationTwice(ValueError):
    """One application stands in the list twice."""


class LotTwice(ValueError):
    """One project's homes of one class are stated twice."""


class BadColumns(ValueError):
    """The columns do not fit each other, or name a governorate, an entitlement or a project nobody declared."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Applications:
    """The applications as columns.

    ``seniority`` counts days and ``order`` decides within a day. ``governorate`` and ``entitlement`` point into the
    rules, ``wishes`` into their projects (a row's wishes in order, `NONE` where there are fewer). ``anywhere`` accepts
    whatever else is open. ``exception`` is the id of an approved entry of the exceptions register, or zero.
    """

    case: Whole
    seniority: Whole
    order: Whole
    governorate: Whole
    entitlement: Whole
    needs_accessible: Flags
    wishes: Options
    anywhere: Flags
    exception: Whole

    def __len__(self) -> int:
        return len(self.case)

    def taken(self, rows: Whole) -> "Applications":
        """Return the applications of some rows, in their order."""
        return Applications(**{each.name: getattr(self, each.name)[rows] for each in fields(self)})

    def digest(self) -> str:
        """Return what identifies these applications, in whatever order they were given."""
        ordered, said = self.taken(np.argsort(self.case, kind="stable")), hashlib.sha256()
        for each in fields(self):
            column: npt.NDArray[Any] = getattr(ordered, each.name)
            said.update(f"{each.name} {column.shape[1:]}\n".encode())
            said.update(np.ascontiguousarray(column, dtype="<i8").tobytes())
        return said.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """The homes of one class in one project."""

    project: str
    governorate: str
    kind: ProjectAccess
    unit_class: str
    units: int
    accessible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionRules:
    """The figures of one distribution: each was approved before it was used, and is kept with the outcome."""

    governorates: tuple[str, ...]
    projects: tuple[str, ...]
    entitlements: tuple[tuple[str, ...], ...]
    set_aside_percent: int = 0
    reserve_percent: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Like homes for which like households compete."""

    lot: Lot
    set_aside: int
    reserve: int


@dataclass(frozen=True, eq=False)
class Market:
    """Households sorted by their claims (a row's number is its rank), pools by name, and who may ask for what."""

    applications: Applications
    rules: DistributionRules
    pools: tuple[Pool, ...]

    @cached_property
    def age(self) -> Whole:
        """Return each row's place by seniority alone, whatever exceptions say."""
        a = self.applications
        place = np.empty(len(a), dtype=np.int64)
        place[np.lexsort((a.case, a.order, a.seniority))] = np.arange(len(a))
        return place

    @cached_property
    def units(self) -> Whole:
        return np.array([pool.lot.units for pool in self.pools], dtype=np.int64)

    @cached_property
    def set_aside(self) -> Whole:
        return np.array([pool.set_aside for pool in self.pools], dtype=np.int64)

    @cached_property
    def is_accessible(self) -> Flags:
        return np.array([pool.lot.accessible for pool in self.pools], dtype=np.bool_)

    @cached_property
    def place_of_pool(self) -> Whole:
        """Return the governorate each pool's project lies in, as the rules number them."""
        return np.array([self.rules.governorates.index(p.lot.governorate) for p in self.pools], dtype=np.int64)

    @cached_property
    def head(self) -> Options:
        """Return each row's wishes as pools, in order: for each project the classes it is entitled to."""
        a, grid, found = self.applications, self._grid, []
        for wish in range(a.wishes.shape[1]):
            for rank in range(self._classes.shape[1]):
                pool = grid[a.wishes[:, wish], self._classes[a.entitlement, rank]]
                found.append(np.where(self._may_ask(a.governorate, pool), pool, NONE))
        columns = np.array(found, dtype=np.int16).reshape(len(found), len(a))
        return np.ascontiguousarray(columns.T)

    @cached_property
    def tail(self) -> Options:
        """Return by governorate and entitlement every pool open to such a household: its own governorate's first."""
        places, kinds = range(len(self.rules.governorates)), range(len(self.rules.entitlements))
        lists = [[self._open_to(place, kind) for kind in kinds] for place in places]
        longest = max((len(pools) for row in lists for pools in row), default=0)
        table = np.full((len(places), len(kinds), longest), NONE, dtype=np.int16)
        for place in places:
            for kind in kinds:
                table[place, kind, : len(lists[place][kind])] = lists[place][kind]
        return table

    @cached_property
    def _grid(self) -> Options:
        """Return the pool of a project and a class; the last row and column stand for none."""
        names = {code: index for index, code in enumerate(self._class_names)}
        grid = np.full((len(self.rules.projects) + 1, len(names) + 1), NONE, dtype=np.int16)
        for index, pool in enumerate(self.pools):
            if pool.lot.unit_class in names:
                grid[self.rules.projects.index(pool.lot.project), names[pool.lot.unit_class]] = index
        return grid

    @cached_property
    def _class_names(self) -> tuple[str, ...]:
        return tuple(sorted({code for classes in self.rules.entitlements for code in classes}))

    @cached_property
    def _classes(self) -> Whole:
        """Return each entitlement's classes in order of preference, padded with none."""
        names = {code: index for index, code in enumerate(self._class_names)}
        widest = max((len(classes) for classes in self.rules.entitlements), default=0)
        rows = [[names[c] for c in cs] + [NONE] * (widest - len(cs)) for cs in self.rules.entitlements]
        return np.array(rows, dtype=np.int64).reshape(len(rows), widest)

    def _may_ask(self, governorate: Whole, pool: npt.NDArray[Any]) -> Flags:
        if not self.pools:
            return np.zeros(len(pool), dtype=np.bool_)
        local = np.array([each.lot.kind is ProjectAccess.LOCAL for each in self.pools])
        may: Flags = (pool != NONE) & (~local[pool] | (self.place_of_pool[pool] == governorate))
        return may

    def _open_to(self, place: int, kind: int) -> list[int]:
        classes, own = self.rules.entitlements[kind], self.rules.governorates[place]
        found = [
            (lot.governorate != own, lot.project, classes.index(lot.unit_class), index)
            for index, lot in enumerate(pool.lot for pool in self.pools)
            if lot.unit_class in classes and (lot.kind is ProjectAccess.GENERAL or lot.governorate == own)
        ]
        return [index for *_, index in sorted(found)]

    def category(self, rows: Whole, pools: npt.NDArray[Any]) -> npt.NDArray[np.int8]:
        """Return by what claim rows ask for pools: `LOCAL`, `ANYONE`, or `LAST` for an accessible home not needed."""
        a = self.applications
        local = a.governorate[rows] == self.place_of_pool[pools]
        last = comes_last(self.is_accessible[pools], a.needs_accessible[rows])
        return np.where(last, LAST, np.where(local, LOCAL, ANYONE)).astype(np.int8)

    def asking(self, pool: int, rows: Whole) -> Flags:
        """Say of each row whether it asks for a pool at all."""
        a = self.applications
        wished = (self.head[rows] == pool).any(axis=1)
        open_to = (self.tail == pool).any(axis=2)[a.governorate[rows], a.entitlement[rows]]
        asks: Flags = wished | (a.anywhere[rows] & open_to)
        return asks


LOCAL, ANYONE, LAST = 0, 1, 2


def comes_last(accessible: Flags, needs_accessible: Flags) -> Flags:
    """Say who is given a home only if nobody with a better claim asks: for an accessible home whoever needs none."""
    last: Flags = accessible & ~needs_accessible
    return last


def market_of(applications: Applications, lots: tuple[Lot, ...], rules: DistributionRules) -> Market:
    """Sort households by their claims, exceptions first, and homes into pools; the order they come in is of no matter.

    Raises:
        ApplicationTwice, LotTwice, BadColumns: what was given cannot be right.
    """
    _check(applications, lots, rules)
    a = applications
    by_claim = np.lexsort((a.case, a.order, a.seniority, a.exception == 0))
    pools = tuple(_pool(lot, rules) for lot in sorted(lots, key=lambda lot: (lot.project, lot.unit_class)))
    return Market(a.taken(by_claim), rules, pools)


def _pool(lot: Lot, rules: DistributionRules) -> Pool:
    """Count a set-aside in whole homes, the rest of a share being nobody's, and a reserve up to whole households."""
    aside = lot.units if lot.kind is ProjectAccess.LOCAL else lot.units * rules.set_aside_percent // 100
    reserve = -(-lot.units * rules.reserve_percent.get(lot.unit_class, 0) // 100)
    return Pool(lot=lot, set_aside=aside, reserve=reserve)


def _check(a: Applications, lots: tuple[Lot, ...], rules: DistributionRules) -> None:
    if any(len(getattr(a, each.name)) != len(a) for each in fields(a)) or a.wishes.ndim != 2:  # noqa: PLR2004 -- a table
        raise BadColumns("the columns are not of one length")
    ordered = np.sort(a.case)
    if (ordered[1:] == ordered[:-1]).any():
        raise ApplicationTwice
    if len({(lot.project, lot.unit_class) for lot in lots}) != len(lots):
        raise LotTwice
    ranges = ((a.governorate, rules.governorates, 0), (a.entitlement, rules.entitlements, 0))
    for column, known, lowest in (*ranges, (a.wishes, rules.projects, NONE)):
        if column.size and not (column.min() >= lowest and column.max() < len(known)):
            raise BadColumns(f"a number lies outside the {len(known)} declared")
    for lot in lots:
        if lot.units < 0 or lot.governorate not in rules.governorates or lot.project not in rules.projects:
            raise BadColumns(f"{lot.project} {lot.unit_class}")
