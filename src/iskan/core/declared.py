"""Answers to questions turned into the values criteria judge."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from iskan.core.eligibility import Fact, FactKind
from iskan.core.money import Money


def value_declared(fact: Fact, answer: Any) -> Any:
    """Return an answer, as `answers` keeps it, in the form of the fact it declares."""
    match fact.kind:
        case FactKind.MONEY:
            return Money(answer)
        case FactKind.DECIMAL:
            return Decimal(answer)
        case FactKind.DATE:
            return date.fromisoformat(answer)
        case FactKind.RECORDS:
            return [_row(fact, row) for row in answer]
        case _:
            return answer


def _row(fact: Fact, row: Mapping[str, Any]) -> dict[str, Any]:
    return {part.code: value_declared(part, row[part.code]) for part in fact.fields if row.get(part.code) is not None}
