"""Facts and answers written out for people: on the check-your-answers page, at the desk and in findings."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from iskan.core import forms
from iskan.core.counted import money_text
from iskan.core.days import day_text
from iskan.core.eligibility import Fact, FactKind
from iskan.core.money import Money
from iskan.core.text import Text

YES = Text(ar="نعم", en="Yes")
NO = Text(ar="لا", en="No")
NONE = Text(ar="لا يوجد", en="None")
NOT_ANSWERED = Text(ar="لم يُجب عنه", en="Not answered")
_ADDRESS_PARTS = (
    ("flat", Text(ar="شقة {part}", en="Flat {part}")),
    ("building", Text(ar="مبنى {part}", en="Building {part}")),
    ("road", Text(ar="طريق {part}", en="Road {part}")),
    ("block", Text(ar="مجمع {part}", en="Block {part}")),
)


def same(words: str) -> Text:
    """Show people's own words alike in both languages."""
    return Text(ar=words, en=words)


def joined(parts: "list[Text] | tuple[Text, ...]", ar: str = "، ", en: str = ", ") -> Text:
    """Put texts one after another in both languages."""
    return Text(ar=ar.join(part.ar for part in parts), en=en.join(part.en for part in parts))


def area_text(area: Decimal) -> Text:
    """Write an area: ``215.5 م²``, ``215.5 m²``."""
    number = f"{area.normalize():,f}"
    return Text(ar=f"{number} م²", en=f"{number} m²")


def shown(question: forms.Question, answer: Any) -> Text:
    """Write out an answer as its kind of question reads it."""
    if answer is None or answer == "":
        return NOT_ANSWERED
    return _ANSWERS[type(question)](question, answer)


def fact_text(fact: Fact, value: Any) -> Text:
    """Write out a fact's value."""
    return _FACTS[fact.kind](fact, value)


def _yes_no(_: object, value: object) -> Text:
    return YES if value else NO


def _words(_: object, value: object) -> Text:
    return same(str(value))


def _phone(_: forms.Question, number: str) -> Text:
    import phonenumbers  # noqa: PLC0415 -- a large library; commands that compute show no number

    parsed = phonenumbers.parse(number, "BH")
    return same(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def _iban(_: forms.Question, number: str) -> Text:
    return same(" ".join(number[at : at + 4] for at in range(0, len(number), 4)))


def _address(_: forms.Question, parts: Mapping[str, str]) -> Text:
    return joined([words.format(part=parts[code]) for code, words in _ADDRESS_PARTS if parts.get(code)])


def _number(question: forms.NumberQuestion, number: int) -> Text:
    unit = question.unit
    return Text(ar=f"{number:,} {unit.ar}", en=f"{number:,} {unit.en}") if unit else same(f"{number:,}")


def _choice(question: forms.ChoiceQuestion | forms.ChoicesQuestion, code: str) -> Text:
    return next((option.label for option in question.options if option.code == code), same(code))


def _choices(question: forms.ChoicesQuestion, codes: list[str]) -> Text:
    return joined([_choice(question, code) for code in codes])


def _group(question: forms.GroupQuestion, rows: list[Mapping[str, Any]]) -> Text:
    return joined([_row(question, row) for row in rows], "\n", "\n") if rows else NONE


def _row(question: forms.GroupQuestion, row: Mapping[str, Any]) -> Text:
    answered = [(part.label, shown(part, row[part.code])) for part in question.questions if part.code in row]
    return joined([Text(ar=f"{label.ar}: {words.ar}", en=f"{label.en}: {words.en}") for label, words in answered])


def _fact_choice(fact: Fact, code: str) -> Text:
    return fact.choice(code)


def _fact_records(fact: Fact, rows: list[Mapping[str, Any]]) -> Text:
    return joined([_fact_row(fact, row) for row in rows], "؛ ", "; ") if rows else NONE


def _fact_row(fact: Fact, row: Mapping[str, Any]) -> Text:
    return joined([fact_text(part, row[part.code]) for part in fact.fields if row.get(part.code) is not None])


_ANSWERS: dict[type[forms.Question], Callable[[Any, Any], Text]] = {
    forms.TextQuestion: _words,
    forms.CprQuestion: _words,
    forms.IbanQuestion: _iban,
    forms.PhoneQuestion: _phone,
    forms.EmailQuestion: _words,
    forms.AddressQuestion: _address,
    forms.DateQuestion: lambda _, day: day_text(date.fromisoformat(day)),
    forms.MoneyQuestion: lambda _, fils: money_text(Money(fils)),
    forms.NumberQuestion: _number,
    forms.YesNoQuestion: _yes_no,
    forms.ChoiceQuestion: _choice,
    forms.ChoicesQuestion: _choices,
    forms.GroupQuestion: _group,
}
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
