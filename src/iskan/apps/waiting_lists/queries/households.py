"""Waiting households as a ranking scheme measures them: columns in the order of the list."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from iskan.apps.cases.queries.fragments import CASES, FACTS
from iskan.apps.households.queries import MEMBERS, PERSONS
from iskan.core.dated import FigureBook, NotConfigured
from iskan.core.days import age_on
from iskan.core.eligibility import CriterionContext, FactMissing, FactValue
from iskan.core.facts_json import BadFacts, fact_from_json
from iskan.core.points import Column, measures_of
from iskan.core.text import Text
from iskan.policy import facts
from iskan.policy.criteria.incomes import income_of
from iskan.policy.points.measures import KINDS

_FACTS = (
    facts.BASIC_SALARY, facts.FIXED_ALLOWANCES, facts.COUNT_OTHER_ALLOWANCES, facts.OTHER_ALLOWANCES,
    facts.FAMILY_CATEGORY, facts.MARITAL_STATUS, facts.ORPHAN, facts.TEMPORARY_FLAT,
)  # fmt: skip
_ALONE = ("widowed", "divorced", "abandoned")
_KEPT = Text(ar="ملف الطلب", en="the application's file")
_HOUSEHOLDS = f"""
SELECT e.reference, e.governorate, e.seniority_on, e.place, person.birth_date, members.count,
       coalesce(known.facts, '{{}}')
FROM waiting_lists_waitinglistentry e
JOIN {CASES} c ON c.id = e.case_id
LEFT JOIN {PERSONS} person ON person.id = c.person_id
LEFT JOIN (SELECT household_id, count(*) FROM {MEMBERS} each GROUP BY 1) members
       ON members.household_id = c.household_id
LEFT JOIN (
    SELECT case_id, jsonb_object_agg(code, value) AS facts FROM {FACTS} fact WHERE code = ANY(%s) GROUP BY 1
) known ON known.case_id = c.id
WHERE e.programme = %s AND e.status = 'waiting'
ORDER BY e.seniority_at, e.lot
"""  # noqa: S608 -- tables our own apps expose


@dataclass(frozen=True, slots=True, kw_only=True)
class Households:
    """A list in order of seniority: who waits, where, since when, and all that is measured of them."""

    references: tuple[str, ...]
    governorates: Column
    categories: Column
    years: Column
    places: NDArray[np.int64]
    measures: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.references)


def households(programme: str, *, figures: FigureBook, today: date) -> Households:
    """Return everyone who waits on a programme's list, as measured today."""
    with connection.cursor() as cursor:
        cursor.execute(_HOUSEHOLDS, [[fact.code for fact in _FACTS] + [_DISABILITY], programme])
        rows = cursor.fetchall()
    known = [json.loads(row[6]) if isinstance(row[6], str) else row[6] for row in rows]
    measured = [_measured(row, facts_of, figures, today) for row, facts_of in zip(rows, known, strict=True)]
    return Households(
        references=tuple(row[0] for row in rows),
        governorates=np.array([row[1] for row in rows], dtype=np.str_),
        categories=np.array([facts_of.get(facts.FAMILY_CATEGORY.code) or "" for facts_of in known], dtype=np.str_),
        years=np.array([str(row[2].year) for row in rows], dtype=np.str_),
        # Numbered here: who entered since the last ranking may share a place.
        places=np.arange(1, len(rows) + 1, dtype=np.int64),
        measures=measures_of(measured, KINDS),
    )


_DISABILITY = "disability.registered"


def _measured(row: tuple[Any, ...], known: Mapping[str, Any], figures: FigureBook, today: date) -> dict[str, Any]:
    _reference, _governorate, seniority_on, _place, born, members, _facts = row
    return {
        "months_waited": (today.year - seniority_on.year) * 12 + today.month - seniority_on.month,
        "family_size": members,
        "income": _income(known, figures, today),
        "education": None,
        "circumstances": _circumstances(known),
        "age_at_filing": age_on(born, seniority_on) if born else None,
        "age": age_on(born, today) if born else None,
        "in_public_rental": _flag(known.get(facts.TEMPORARY_FLAT.code)),
    }


def _income(known: Mapping[str, Any], figures: FigureBook, today: date) -> float | None:
    """Return the income as the law counts it, in dinars, or nothing where a part of it is not known."""
    if facts.BASIC_SALARY.code not in known:
        return None
    try:
        values = {
            fact.code: FactValue(value=fact_from_json(fact, known[fact.code]), source=_KEPT)
            for fact in _FACTS[:4]
            if known.get(fact.code) is not None
        }
        return income_of(CriterionContext(values, figures, today)).counted.fils / 1000
    except (BadFacts, FactMissing, NotConfigured):
        return None


def _circumstances(known: Mapping[str, Any]) -> int | None:
    """Count widowhood, divorce or abandonment, the loss of both parents, and a disability on record."""
    asked = (facts.MARITAL_STATUS.code, facts.ORPHAN.code, _DISABILITY)
    if not any(code in known for code in asked):
        return None
    alone, orphan, disability = (known.get(code) for code in asked)
    return int(alone in _ALONE) + int(orphan is True) + int(bool(disability))


def _flag(value: Any) -> int | None:
    return int(value) if isinstance(value, bool) else None
