"""Answers to questions as a browser posts them, made from each question's kind and bounds."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from iskan.core.forms import (
    AddressQuestion,
    ChoiceQuestion,
    ChoicesQuestion,
    CompanyQuestion,
    CprQuestion,
    DateQuestion,
    DecimalQuestion,
    EarlierCaseQuestion,
    EmailQuestion,
    GroupQuestion,
    IbanQuestion,
    MoneyQuestion,
    NumberQuestion,
    PeriodQuestion,
    PhoneQuestion,
    Question,
    TextQuestion,
    YesNoQuestion,
)
from iskan.core.money import Money
from iskan.core.questions.group import ROW_MARK

Posted = dict[str, list[str]]
IBAN = "BH67BMAG00001299123456"
_PLAIN: dict[type[Question], Callable[[Any], str]] = {
    ChoiceQuestion: lambda question: question.options[0].code,
    ChoicesQuestion: lambda question: question.options[0].code,
    CompanyQuestion: lambda _question: "12345-1",
    CprQuestion: lambda _question: "990101007",
    EarlierCaseQuestion: lambda question: question.options[0].code if question.options else "",
    DecimalQuestion: lambda question: str(question.minimum),
    EmailQuestion: lambda _question: "someone@example.test",
    IbanQuestion: lambda _question: IBAN,
    MoneyQuestion: lambda question: str(Money(question.minimum_fils)),
    NumberQuestion: lambda question: str(question.minimum),
    PhoneQuestion: lambda _question: "33445566",
    TextQuestion: lambda question: ("Words" if question.script == "en" else "نص")[: question.max_length],
    YesNoQuestion: lambda _question: "no",
}


def post_for(questions: Iterable[Question], given: Mapping[str, str], today: date, prefix: str = "") -> Posted:
    """Return what a page with these questions posts: the answers given by code, plain ones elsewhere."""
    posted: Posted = {}
    for question in questions:
        posted |= _fields(question, f"{prefix}{question.code}", given, today)
    return posted


def _fields(question: Question, name: str, given: Mapping[str, str], today: date) -> Posted:
    match question:
        case GroupQuestion():
            rows = (
                {f"{name}-{row}-{ROW_MARK}": ["1"], **post_for(question.questions, given, today, f"{name}-{row}-")}
                for row in range(question.minimum)
            )
            return {field: words for row in rows for field, words in row.items()}
        case AddressQuestion():
            return {
                f"{name}-building": ["12"],
                f"{name}-road": ["12"],
                f"{name}-block": [given.get(question.code, "318")],
            }
        case DateQuestion():
            day = date.fromisoformat(given[question.code]) if question.code in given else _day(question, today)
            return _parts(name, day)
        case PeriodQuestion():
            return _parts(f"{name}-from", today) | _parts(f"{name}-until", today + timedelta(days=1))
    words = given.get(question.code)
    return {name: [words if words is not None else _PLAIN[type(question)](question)]}


def _parts(name: str, day: date) -> Posted:
    return {f"{name}-{part}": [str(getattr(day, part))] for part in ("day", "month", "year")}


def _day(question: DateQuestion, today: date) -> date:
    """Return yesterday or tomorrow, whichever the question allows, within its bounds."""
    day = today + timedelta(days=1) if question.not_before_today else today - timedelta(days=1)
    return min(max(day, question.earliest or day), question.latest or day)
