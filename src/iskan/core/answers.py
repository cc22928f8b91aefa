"""Posted pages read into answers fit for JSON, faults in both languages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from iskan.core import forms
from iskan.core.conditions import holds, is_known, keys_of
from iskan.core.questions import days
from iskan.core.questions.base import CONTROL_CHARACTERS, TOO_LONG, Answers, BadAnswer, Field, Posted
from iskan.core.questions.group import NONE_MARK
from iskan.core.text import Text

__all__ = [
    "CONTROL_CHARACTERS",
    "REQUIRED",
    "TOO_LONG",
    "Answers",
    "BadAnswer",
    "PageReading",
    "Posted",
    "group_rows",
    "read_day",
    "read_questions",
    "read_step",
]

REQUIRED = Text(ar="أجب عن هذا السؤال.", en="Answer this question.")
TOO_FEW = Text(ar="أقل عدد يلزم إضافته ({item}): {count}.", en="The fewest needed ({item}): {count}.")
TWICE = Text(
    ar="ورد هذا الرقم في صف سابق. احذف أحد الصفين.", en="This number stands in a row above. Remove one of the two."
)
TOO_MANY = Text(ar="أكثر عدد تمكن إضافته ({item}): {count}.", en="The most that can be added ({item}): {count}.")


@dataclass(slots=True)
class PageReading:
    """What a posted page yielded: answers that hold, and faults by the name of the field at fault."""

    answers: Answers = field(default_factory=dict)
    faults: dict[str, Text] = field(default_factory=dict)


def read_step(step: forms.Step, posted: Posted, context: Mapping[str, object], today: date) -> PageReading:
    """Read a posted step. Questions whose condition fails in the light of the answers before them are dropped."""
    return read_questions(step.questions, posted, context, today)


def read_questions(
    questions: Sequence[forms.Question],
    posted: Posted,
    context: Mapping[str, object],
    today: date,
    *,
    prefix: str = "",
) -> PageReading:
    """Read questions in their order, as `read_step` does."""
    reading = PageReading()
    known = dict(context)
    for question in questions:
        if not holds(question.shown_when, known):
            continue
        name = f"{prefix}{question.code}"
        if isinstance(question, forms.GroupQuestion):
            _read_group(question, posted, known, today, reading)
        else:
            _read_one(cast("forms.SingleQuestion", question), Field(posted, name), today, reading)
        known[question.code] = reading.answers.get(question.code)
        if broken := _broken_rule(question, known) or _excluded(question, known):
            reading.faults[name] = broken
            reading.answers.pop(question.code, None)
    return reading


def _broken_rule(question: forms.Question, known: Mapping[str, object]) -> Text | None:
    """Return what an answer's first broken rule says; a rule waits until all it compares are answered."""
    for rule in question.rules if known[question.code] is not None else ():
        if all(is_known(key, known) for key in keys_of(rule.condition)) and not holds(rule.condition, known):
            return rule.otherwise
    return None


def _excluded(question: forms.Question, known: Mapping[str, object]) -> Text | None:
    """Return what is said where a personal number is one the question is not about."""
    if not isinstance(question, forms.CprQuestion) or not (number := known[question.code]):
        return None
    return next((otherwise for key, otherwise in question.never if number in str(known.get(key, "")).split()), None)


def _read_one(question: forms.SingleQuestion, given: Field, today: date, reading: PageReading) -> None:
    try:
        answer = question.read(given, today)
    except BadAnswer as fault:
        name = f"{given.name}-{fault.part}" if fault.part else given.name
        reading.faults[name] = fault.text
        return
    if answer is None and question.required:
        reading.faults[given.name] = REQUIRED
    else:
        reading.answers[question.code] = answer


def group_rows(question: forms.GroupQuestion, posted: Posted) -> list[int]:
    """Return the row numbers a posted page holds for a repeated group, in order."""
    pattern = re.compile(rf"{re.escape(question.code)}-(\d{{1,3}})-")
    return sorted({int(match[1]) for name in posted if (match := pattern.match(name))})


def _read_group(
    question: forms.GroupQuestion,
    posted: Posted,
    context: Mapping[str, object],
    today: date,
    reading: PageReading,
) -> None:
    rows: list[Answers] = []
    for row in group_rows(question, posted):
        item = read_questions(question.questions, posted, context, today, prefix=f"{question.code}-{row}-")
        rows.append(item.answers)
        reading.faults.update(item.faults)
        if question.once and _stands_twice(rows, question.once):
            reading.faults[f"{question.code}-{row}-{question.once}"] = TWICE
    if len(rows) < question.minimum:
        reading.faults[question.code] = TOO_FEW.format(item=question.item, count=str(question.minimum))
    elif len(rows) > question.maximum:
        reading.faults[question.code] = TOO_MANY.format(item=question.item, count=str(question.maximum))
    left_open = question.none and not rows and f"{question.code}-{NONE_MARK}" not in posted
    reading.answers[question.code] = None if left_open else rows
    if left_open and question.required:
        reading.faults[question.code] = REQUIRED


def _stands_twice(rows: Sequence[Answers], code: str) -> bool:
    last = rows[-1].get(code)
    return last is not None and any(row.get(code) == last for row in rows[:-1])


def read_day(posted: Posted, name: str) -> date | None:
    """Return the day posted in the three parts of a date field; nothing where all are empty.

    Raises:
        BadAnswer: the parts make no date.
    """
    return days.read_day(Field(posted, name))
