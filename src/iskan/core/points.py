"""Ranking schemes as frozen declarations: itemised scores of one household, or of a whole list at once with NumPy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from iskan.core.dated import LegalBasis
from iskan.core.refusal import Refusal
from iskan.core.text import Text

Column = NDArray[Any]
Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


class BadScheme(Refusal):
    """A scheme says something that cannot be computed; the words name it."""


class Rule(Protocol):
    """Turns a column of known values into whole points."""

    def points(self, values: Column) -> Counts: ...


@dataclass(frozen=True, slots=True)
class Bands:
    """Points by the highest step reached; below the first step there are none."""

    steps: tuple[tuple[float, int], ...]

    def __post_init__(self) -> None:
        lows = [low for low, _points in self.steps]
        if not lows or lows != sorted(set(lows)):
            raise BadScheme(Text(ar="يجب أن تتصاعد حدود الشرائح.", en="The steps of the bands must rise."))

    def points(self, values: Column) -> Counts:
        lows = np.array([low for low, _points in self.steps])
        given = np.array([0, *(points for _low, points in self.steps)], dtype=np.int64)
        found: Counts = given[np.searchsorted(lows, values.astype(np.float64), side="right")]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRate:
    """So many points for each whole ``per`` above a beginning."""

    points_each: int
    per: float = 1
    above: float = 0

    def points(self, values: Column) -> Counts:
        steps = np.floor((values.astype(np.float64) - self.above) / self.per)
        found: Counts = np.maximum(steps, 0).astype(np.int64) * self.points_each
        return found


@dataclass(frozen=True, slots=True)
class Kinds:
    """Points by kind; a kind not named has none."""

    given: tuple[tuple[str, int], ...]

    def points(self, values: Column) -> Counts:
        found = np.zeros(len(values), dtype=np.int64)
        for kind, points in self.given:
            found[values == kind] = points
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsCriterion:
    """One thing a scheme counts: the measure read, its rule, its weight, and the most it gives before weighing."""

    code: str
    label: Text
    measure: str
    rule: Bands | PointsRate | Kinds
    weight: int = 1
    cap: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsScheme:
    """A way of ranking. ``in_force`` is whether any law orders by it; ``example`` marks weights nobody has set."""

    code: str
    name: Text
    note: Text
    legal_basis: LegalBasis
    criteria: tuple[PointsCriterion, ...]
    in_force: bool = False
    example: bool = False

    def __post_init__(self) -> None:
        codes = [criterion.code for criterion in self.criteria]
        if not codes or len(codes) != len(set(codes)):
            raise BadScheme(Text(ar="لكل معيار رمز لا يتكرر.", en="Each criterion needs a code of its own."))

    def weighed(self, weights: Mapping[str, int]) -> "PointsScheme":
        """Return the scheme with other weights, each from 0 to 1,000.

        Raises:
            BadScheme: a weight out of range, or of a criterion the scheme does not have.
        """
        known = {criterion.code for criterion in self.criteria}
        if not set(weights) <= known or any(not 0 <= weight <= HEAVIEST for weight in weights.values()):
            raise BadScheme(Text(ar="الوزن عدد من 0 إلى 1000.", en="A weight is a number from 0 to 1,000."))
        return replace(self, criteria=tuple(replace(c, weight=weights.get(c.code, c.weight)) for c in self.criteria))


HEAVIEST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What one criterion gave; where the value is not known it gives nothing and says so."""

    criterion: PointsCriterion
    value: float | str | None
    points: int
    is_capped: bool

    @property
    def is_known(self) -> bool:
        return self.value is not None

    @property
    def weighed(self) -> int:
        return self.points * self.criterion.weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The itemised outcome for one household."""

    items: tuple[Item, ...]

    @property
    def total(self) -> int:
        return sum(item.weighed for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The itemised outcome for a whole list: rows are households, columns the scheme's criteria in order."""

    breakdown: Counts
    known: Mask
    total: Counts


def score(scheme: PointsScheme, household: Mapping[str, float | str | None]) -> Score:
    """Score one household item by item."""
    return Score(items=tuple(_item(criterion, household.get(criterion.measure)) for criterion in scheme.criteria))


def score_all(scheme: PointsScheme, measures: Mapping[str, Column], count: int) -> Scores:
    """Score a whole list; a number that is not known is NaN, a kind that is not known is empty."""
    columns = [_column(criterion, measures.get(criterion.measure), count) for criterion in scheme.criteria]
    breakdown = np.stack([points for points, _known in columns], axis=1)
    known = np.stack([known for _points, known in columns], axis=1)
    total: Counts = breakdown.sum(axis=1)
    return Scores(breakdown=breakdown, known=known, total=total)


def places_by(totals: Counts) -> Counts:
    """Return the place each would have, the most points first; the order given (seniority) settles what is equal."""
    order = np.argsort(-totals, kind="stable")
    places = np.empty(len(totals), dtype=np.int64)
    places[order] = np.arange(1, len(totals) + 1)
    return places


def measures_of(rows: Sequence[Mapping[str, float | str | None]], kinds: Iterable[str]) -> dict[str, Column]:
    """Turn households into columns; ``kinds`` are the measures that hold words."""
    words, names = set(kinds), {name for row in rows for name in row}
    return {
        name: np.array([row.get(name) or "" for row in rows], dtype=np.str_)
        if name in words
        else np.array([_number(row.get(name)) for row in rows])
        for name in sorted(names)
    }


def _number(value: float | str | None) -> float:
    return np.nan if value is None else float(value)


def _item(criterion: PointsCriterion, value: float | str | None) -> Item:
    if value is None or value == "":
        return Item(criterion=criterion, value=None, points=0, is_capped=False)
    points = int(criterion.rule.points(np.array([value]))[0])
    kept = _capped(criterion, np.array([points]))[0]
    return Item(criterion=criterion, value=value, points=int(kept), is_capped=bool(kept < points))


def _column(criterion: PointsCriterion, values: Column | None, count: int) -> tuple[Counts, Mask]:
    if values is None:
        return np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.bool_)
    known: Mask = values != "" if values.dtype.kind == "U" else ~np.isnan(values)
    points = np.zeros(count, dtype=np.int64)
    points[known] = _capped(criterion, criterion.rule.points(values[known])) * criterion.weight
    return points, known


def _capped(criterion: PointsCriterion, points: Counts) -> Counts:
    return points if criterion.cap is None else np.minimum(points, criterion.cap)
