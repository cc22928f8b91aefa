"""Facts and answers written out for people: on the check-your-answers page, at the desk and in findings."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from iskan.core import forms
from iskan.core.counted import money_text
from iskan.core.days import day_text
from iskan.core.eligibility import Fact, FactKind
from iskan.core.text import NO, NONE, NOT_ANSWERED, YES, Text, joined, same

__all__ = ["NO", "NONE", "NOT_ANSWERED", "YES", "area_text", "fact_text", "joined", "same", "shown"]


_LABELLED = Text(ar="{label}: {value}", en="{label}: {value}")


def area_text(area: Decimal) -> Text:
    """Write an area: ``215.5 م²``, ``215.5 m²``."""
    number = f"{area.normalize():,f}"
    return Text(ar=f"{number} م²", en=f"{number} m²")


def shown(question: forms.Question, answer: Any) -> Text:
    """Write out an answer as its kind of question reads it."""
    if answer is None or answer == "":
        return NOT_ANSWERED
    return question.show(answer)


def fact_text(fact: Fact, value: Any) -> Text:
    """Write out a fact's value."""
    return _FACTS[fact.kind](fact, value)


def _yes_no(_: object, value: object) -> Text:
    return YES if value else NO


def _words(_: object, value: object) -> Text:
    return same(str(value))


def _fact_choice(fact: Fact, code: str) -> Text:
    return fact.choice(code)


def _fact_records(fact: Fact, rows: list[Mapping[str, Any]]) -> Text:
    return joined([_fact_row(fact, row) for row in rows], "؛ ", "; ") if rows else NONE


def _fact_row(fact: Fact, row: Mapping[str, Any]) -> Text:
    """Write a record as labelled values, for a bare "yes" or "100" among others says nothing."""
    given = [part for part in fact.fields if row.get(part.code) is not None]
    return joined([_LABELLED.format(label=part.label, value=fact_text(part, row[part.code])) for part in given])


_FACTS: dict[FactKind, Callable[[Fact, Any], Text]] = {
    FactKind.YES_NO: _yes_no,
    FactKind.WHOLE: _words,
    FactKind.DECIMAL: _words,
    FactKind.MONEY: lambda _, amount: money_text(amount),
    FactKind.DATE: lambda _, day: day_text(day),
    FactKind.CHOICE: _fact_choice,
    FactKind.TEXT: _words,
    FactKind.RECORDS: _fact_records,
}
