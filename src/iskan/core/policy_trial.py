"""What another order would do to a list: who moves, how far, and how that falls on groups of households."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Column = NDArray[Any]
OUT = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMoves:
    """How many of a group move up, down, stay or fall out, and by how many places its middle household moves."""

    label: str
    count: int
    up: int
    down: int
    same: int
    out: int
    middle: int


def places_within(places: Ints, stays: NDArray[np.bool_]) -> Ints:
    """Return the places of those who stay, counted again in the order they had; who does not stay is `OUT`."""
    after = np.zeros(len(places), dtype=np.int64)
    kept = np.flatnonzero(stays)
    after[kept[np.argsort(places[kept], kind="stable")]] = np.arange(1, len(kept) + 1)
    return after


def moves_by(labels: Column, before: Ints, after: Ints) -> tuple[GroupMoves, ...]:
    """Return the moves of each group, in the order of their labels."""
    names, members = np.unique(labels, return_inverse=True)
    return tuple(
        _group(str(name), before[members == index], after[members == index]) for index, name in enumerate(names)
    )


def moves_of_all(before: Ints, after: Ints) -> GroupMoves:
    """Return the moves of the whole list."""
    return _group("", before, after)


def _group(label: str, before: Ints, after: Ints) -> GroupMoves:
    stays = after != OUT
    moved = before[stays] - after[stays]
    return GroupMoves(
        label=label,
        count=len(before),
        up=int((moved > 0).sum()),
        down=int((moved < 0).sum()),
        same=int((moved == 0).sum()),
        out=int((~stays).sum()),
        middle=round(float(np.median(moved))) if len(moved) else 0,
    )
