"""Which classes of home each waiting household may be given: one rule for the distribution and for the forecast."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from iskan.apps.cases.queries.fragments import FACTS
from iskan.apps.households.queries import MEMBERS
from iskan.core.dated import FigureBook
from iskan.core.distribution.market import Whole
from iskan.policy.choices import PROGRAMMES
from iskan.policy.nomination import bedrooms_needed, classes_for, counts_members

PROGRAMME_CODES = tuple(code for code, _name in PROGRAMMES)
# Whether the entry ``e`` is of a household in which a disability is registered.
NEEDS = f"""(EXISTS (
    SELECT FROM {FACTS} f
    WHERE f.case_id = e.case_id AND f.code = 'disability.registered' AND jsonb_array_length(f.value) > 0
))"""
_MEMBERS = f"(SELECT count(*) FROM {MEMBERS} m WHERE m.household_id = c.household_id)"  # noqa: S608 -- as above


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlements:
    """Each household's kind by number; by kind the classes it may be given, the fittest first, and what it needs."""

    kind_of: Whole
    classes: tuple[tuple[str, ...], ...]
    needs_accessible: tuple[bool, ...]


def members(book: FigureBook, on: date) -> str:
    """Return the SQL that counts the household of the case ``c``, or zero where its size decides nothing."""
    return _MEMBERS if counts_members(book, on) else "0"


def entitlements(
    programme: Whole, needs: Whole, size: Whole, *, classes: Iterable[str], book: FigureBook, on: date
) -> Entitlements:
    """Tell households apart by programme (as `PROGRAMME_CODES` number them), need and size in members."""
    smallest = [bedrooms_needed(many, book, on) for many in range(int(size.max(initial=0)) + 1)]
    rooms, offered = np.array(smallest, dtype=np.int64)[size], tuple(classes)
    kinds, which = np.unique(programme * 100 + needs * 10 + rooms, return_inverse=True)
    split = [(PROGRAMME_CODES[kind // 100], bool(kind // 10 % 10), kind % 10) for kind in kinds.tolist()]
    return Entitlements(
        kind_of=which.astype(np.int64),
        classes=tuple(
            classes_for(code, needs_accessible=need, bedrooms=least, classes=offered) for code, need, least in split
        ),
        needs_accessible=tuple(need for _code, need, _least in split),
    )
