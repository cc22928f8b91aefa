"""Which classes of home a household may be given: by its programme, by whom it houses, by what it needs."""

import re
from collections.abc import Iterable
from datetime import date

from iskan.core.dated import Dated, FigureBook, NotConfigured
from iskan.core.text import Text
from iskan.policy.instruments import DISABILITY_LAW, HOUSING_SYSTEM, basis
from iskan.policy.parameters.nomination import HOUSEHOLD_FOR_FOUR_BEDROOMS

TYPES = {"unit": "house", "ownership_flat": "flat", "plot": "plot"}
EQUIPPED = frozenset({"accessible"})
EASED = frozenset({"accessible", "ground"})
_BEDROOMS = re.compile(r"([1-9])br")
FOUR = 4
ORDER_BASIS = basis(HOUSING_SYSTEM, "S24", "B", 79)
NEED_BASIS = basis(DISABILITY_LAW, "S41", "A")
NEED_WORDS = Text(
    ar="تُخصَّص الوحدات المهيأة أولًا للأسر التي ثبتت فيها إعاقة، ثم لغيرها إن لم تطلبها أي منها.",
    en="Accessible homes go first to households with a registered disability; to others only when none of them asks.",
)


def is_accessible(unit_class: str) -> bool:
    """Say whether a class of home is one kept first for those who need it."""
    return not EASED.isdisjoint(unit_class.split("-"))


def comes_last(unit_class: str, *, needs_accessible: bool) -> bool:
    """Say whether a household is given homes of a class only when none of those who need them asks."""
    return is_accessible(unit_class) and not needs_accessible


def classes_for(programme: str, *, needs_accessible: bool, bedrooms: int, classes: Iterable[str]) -> tuple[str, ...]:
    """Return the classes a household may be given, the fittest first: of its programme, of bedrooms enough.

    Who needs an accessible home is offered those equipped, then those on the ground floor, then the others, which are
    equipped on request. Who does not is offered the others first: an accessible home comes to them last of all.
    """
    kind = TYPES[programme]
    fitting = [c for c in classes if c.split("-")[0] == kind and (_bedrooms_of(c) or bedrooms) >= bedrooms]
    return tuple(sorted(fitting, key=lambda c: (_distance(c, needs=needs_accessible), _bedrooms_of(c) or 0, c)))


def bedrooms_needed(household: int, figures: FigureBook, day: date) -> int:
    """Return the fewest bedrooms a household of a size may be given; none in particular where it is not configured."""
    smallest, is_configured = figure_or(HOUSEHOLD_FOR_FOUR_BEDROOMS, 0, figures, day)
    return FOUR if is_configured and household >= smallest else 0


def counts_members(figures: FigureBook, day: date) -> bool:
    """Say whether the size of a household decides anything on a day."""
    return figure_or(HOUSEHOLD_FOR_FOUR_BEDROOMS, 0, figures, day)[1]


def figure_or(figure: Dated[int], otherwise: int, figures: FigureBook, day: date) -> tuple[int, bool]:
    """Return a figure's value and whether it is configured; else the safe default, said to be one."""
    try:
        return figures.value(figure, day), True
    except NotConfigured:
        return otherwise, False


def _distance(unit_class: str, *, needs: bool) -> int:
    traits = set(unit_class.split("-"))
    rank = 0 if traits & EQUIPPED else 1 if traits & EASED else 2
    return rank if needs else -rank


def _bedrooms_of(unit_class: str) -> int | None:
    found = [match for part in unit_class.split("-") if (match := _BEDROOMS.fullmatch(part))]
    return int(found[0][1]) if found else None
