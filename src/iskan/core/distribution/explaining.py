"""Why this household and why not that one: each wish with its pool, the place in it, and what became of its homes."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from iskan.core.distribution.checking import wishes_of
from iskan.core.distribution.market import LAST, NONE
from iskan.core.distribution.outcome import DistributionOutcome, PoolFigures


class ApplicationResult(StrEnum):
    """What became of an application."""

    NOMINATED = "nominated"
    RESERVE = "reserve"
    NOT_REACHED = "not_reached"
    NOTHING_ASKED = "nothing_asked"
    LEFT_OUT = "left_out"


class Reason(StrEnum):
    """What became of one wish."""

    GIVEN = "given"
    DEARER_GIVEN = "dearer_given"
    RAN_OUT = "ran_out"
    KEPT_FOR_NEED = "kept_for_need"
    NO_HOMES = "no_homes"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One pool an application asked for: its place among those who asked, and how far the pool reached."""

    figures: PoolFigures
    reason: Reason
    place: int
    turn: int | None
    last_case: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything that decided about one application."""

    case: int
    standing: ApplicationResult
    rank: int
    seniority: int
    exception: int
    wishes: tuple[Wish, ...]


def explain(outcome: DistributionOutcome, case: int) -> Explanation:
    """Say of one application why it was nominated where it was, or why not, or raise `NotInTheDistribution`."""
    row, a = outcome.row(case), outcome.market.applications
    wishes = tuple(_wish(outcome, row, pool) for pool in wishes_of(outcome.market, row))
    return Explanation(
        case=case,
        standing=_standing(outcome, row, wishes),
        rank=row + 1,
        seniority=int(a.seniority[row]),
        exception=int(a.exception[row]),
        wishes=wishes,
    )


def _standing(outcome: DistributionOutcome, row: int, wishes: tuple[Wish, ...]) -> ApplicationResult:
    if outcome.without[row]:
        return ApplicationResult.LEFT_OUT
    if outcome.places.pool[row] != NONE:
        return ApplicationResult.NOMINATED
    if any(wish.turn for wish in wishes):
        return ApplicationResult.RESERVE
    return ApplicationResult.NOT_REACHED if wishes else ApplicationResult.NOTHING_ASKED


def _wish(outcome: DistributionOutcome, row: int, pool: int) -> Wish:
    turns = outcome.reserves[pool].tolist()
    return Wish(
        figures=outcome.figures[pool],
        reason=_reason(outcome, row, pool),
        place=_place(outcome, row, pool),
        turn=turns.index(row) + 1 if row in turns else None,
        last_case=_last_case(outcome, pool),
    )


def _reason(outcome: DistributionOutcome, row: int, pool: int) -> Reason:
    market, held = outcome.market, int(outcome.places.pool[row])
    wishes = wishes_of(market, row)
    if outcome.without[row]:
        return Reason.LEFT_OUT
    if held == pool:
        return Reason.GIVEN
    if held != NONE and wishes.index(held) < wishes.index(pool):
        return Reason.DEARER_GIVEN
    if not market.pools[pool].lot.units:
        return Reason.NO_HOMES
    last = market.category(np.array([row]), np.array([pool]))[0] == LAST
    return Reason.KEPT_FOR_NEED if last else Reason.RAN_OUT


def _place(outcome: DistributionOutcome, row: int, pool: int) -> int:
    """Return the place, from one, among all who ask for the pool: by need where it is equipped, then by rank."""
    market = outcome.market
    rows = np.arange(len(market.applications))
    rows = rows[market.asking(pool, rows)]
    last = market.category(rows, np.full(len(rows), pool)) == LAST
    own = last[rows == row]
    return int(np.count_nonzero((last < own) | ((last == own) & (rows < row)))) + 1


def _last_case(outcome: DistributionOutcome, pool: int) -> int | None:
    """Return the least senior who holds a home of the pool by order."""
    market = outcome.market
    rows = np.flatnonzero((outcome.places.pool == pool) & (market.applications.exception == 0))
    return int(market.applications.case[rows[np.argmax(market.age[rows])]]) if len(rows) else None
