"""The list as the forecast walks it: who stands before whom, and which homes each may be given."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
ANY_CLASS = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdKind:
    """What a kind of household may be given: classes of home (None is any), accessible ones first or last of all."""

    classes: tuple[str, ...] | None = None
    needs_accessible: bool = False

    def may_be_given(self, unit_class: str) -> bool:
        """Say whether homes of a class may go to such a household; of a class not known yet they may."""
        return self.classes is None or unit_class == ANY_CLASS or unit_class in self.classes


ANYTHING = HouseholdKind()


@dataclass(frozen=True, slots=True)
class Group:
    """Households of one region and one kind: among them nothing but the place decides."""

    region: str
    kind: HouseholdKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A list in order of seniority, by each application's group; what stands first is served first."""

    groups: tuple[Group, ...]
    group_of: Ints

    @classmethod
    def of(
        cls, regions: Sequence[str], kind_of: Ints | None = None, kinds: Sequence[HouseholdKind] = (ANYTHING,)
    ) -> "Queue":
        """Make a queue of each application's region and the number of its kind, the most senior first."""
        names, region_of = np.unique(np.array(regions, dtype=np.str_), return_inverse=True)
        kind = np.zeros(len(regions), dtype=np.int64) if kind_of is None else kind_of
        found, group_of = np.unique(region_of.astype(np.int64) * len(kinds) + kind, return_inverse=True)
        groups = (Group(str(names[number // len(kinds)]), kinds[number % len(kinds)]) for number in found.tolist())
        return cls(groups=tuple(groups), group_of=group_of.astype(np.int64))

    def ahead(self) -> Ints:
        """Return how many of each group stand within the first so many places."""
        counts = np.zeros((len(self.group_of) + 1, len(self.groups)), dtype=np.int64)
        counts[np.arange(1, len(self.group_of) + 1), self.group_of] = 1
        table: Ints = counts.cumsum(axis=0)
        return table
