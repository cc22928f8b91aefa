"""What each delivery brings: homes of one class in one project, and which households they may go to, in what order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iskan.core.distribution.market import Flags, comes_last
from iskan.core.forecast.chance import Chance, Climate, handed_over, programme_units
from iskan.core.forecast.queue import ANY_CLASS, Group
from iskan.core.forecast.supply import EVERYWHERE, Conditions, NewProgrammes, Work

Floats = NDArray[np.float64]
NEW = "new"
LONGEST_YEARS = 40
UNCHAINED = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastLot:
    """Units of one project and class for one region (or for all): when they come (years from now), how many, by run.

    Lots of one ``chain`` pass on what they leave to the next of them. Of ``accessible`` homes those who need them are
    served first; the ``leftover`` is for the others.
    """

    project: str
    region: str
    times: Floats
    units: Floats
    unit_class: str = ANY_CLASS
    accessible: bool = False
    leftover: bool = False
    chain: int = UNCHAINED


def lots_of(
    works: Sequence[Work], coming: Sequence[NewProgrammes], given: Conditions, around: Climate, chance: Chance
) -> list[ForecastLot]:
    """Return what comes in each run; of what comes at once, what is left of accessible homes stands last."""
    first: list[ForecastLot] = []
    last: list[tuple[int, ForecastLot]] = []
    for number, work in enumerate(works):
        times = handed_over(work, given, around, chance)
        chain = number if work.accessible else UNCHAINED
        first += _announced(work, times, given, chain)
        last += [(work.last, _left_over(work, times, chain))] if work.accessible else []
    new = [lot for programmes in coming for lot in _new(programmes, chance)]
    return [*first, *new, *(lot for _turn, lot in sorted(last, key=lambda each: each[0]))]


def open_to(lots: Sequence[ForecastLot], groups: Sequence[Group]) -> Flags:
    """Say by lot and group whether such homes may go to such households at that turn."""
    fits = [
        [lot.region in (EVERYWHERE, group.region) and group.kind.may_be_given(lot.unit_class) for group in groups]
        for lot in lots
    ]
    accessible, leftover = (_flags(getattr(lot, name) for lot in lots) for name in ("accessible", "leftover"))
    last = comes_last(accessible[:, None], _flags(group.kind.needs_accessible for group in groups))
    may: Flags = np.array(fits, dtype=np.bool_).reshape(last.shape) & (last == leftover[:, None])
    return may


def _announced(work: Work, times: Floats, given: Conditions, chain: int) -> list[ForecastLot]:
    """Split a project open to all by what is set aside for the region it stands in."""
    aside = work.units if work.local else int(work.units * given.set_aside)
    parts = ((work.region, aside), (EVERYWHERE, work.units - aside))
    return [
        ForecastLot(
            project=work.code,
            region=region,
            times=times,
            units=np.full(len(times), float(units)),
            unit_class=work.unit_class,
            accessible=work.accessible,
            chain=chain,
        )
        for region, units in parts
        if units
    ]


def _left_over(work: Work, times: Floats, chain: int) -> ForecastLot:
    return ForecastLot(
        project=work.code,
        region=work.region if work.local else EVERYWHERE,
        times=times,
        units=np.zeros(len(times)),
        unit_class=work.unit_class,
        accessible=True,
        leftover=True,
        chain=chain,
    )


def _new(coming: NewProgrammes, chance: Chance) -> list[ForecastLot]:
    times, units = programme_units(coming, LONGEST_YEARS, chance)
    return [ForecastLot(project=NEW, region=coming.region, times=t, units=u) for t, u in zip(times, units, strict=True)]


def _flags(said: Iterator[bool]) -> Flags:
    return np.fromiter(said, dtype=np.bool_)
