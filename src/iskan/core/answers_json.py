"""Answers as machines send them: described by JSON Schema and checked by the kind of their question."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from iskan.core import forms
from iskan.core.catalogue import Service
from iskan.core.conditions import AllOf, AnyOf, AtLeast, AtMost, Before, Condition, Is, Not
from iskan.core.text import Text, both

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
WRONG_KIND: Final = Text(
    ar="القيمة ليست من النوع المبيّن في وصف الخدمة", en="The value is not of the kind the service's schema states"
)
UNKNOWN: Final = Text(ar="لا تسأل الخدمة عن هذا", en="The service asks no such question")

Schema = dict[str, Any]


def schema_of(service: Service) -> Schema:
    """Return the JSON Schema of a service's answers; a question asked under a condition says so in its description."""
    return schema_of_questions(question for step in service.steps for question in step.questions) | {
        "$schema": DIALECT,
        "title": both(service.name),
    }


def schema_of_questions(questions: Iterable[forms.Question]) -> Schema:
    """Return the JSON Schema of the answers to some questions."""
    asked = tuple(questions)
    return {
        "type": "object",
        "properties": {question.code: _schema(question) for question in asked},
        "required": [q.code for q in asked if q.required and q.shown_when is None and not _may_be_empty(q)],
        "additionalProperties": False,
    }


def _may_be_empty(question: forms.Question) -> bool:
    return isinstance(question, forms.GroupQuestion) and question.minimum == 0


def _schema(question: forms.Question) -> Schema:
    told = [question.help] if question.help else []
    if question.shown_when is not None:
        told.append(_ASKED_WHEN.format(condition=said_condition(question.shown_when)))
    schema = {"title": both(question.label)} | question.schema()
    if isinstance(question, forms.GroupQuestion):
        schema["items"] = schema_of_questions(question.questions)
    return schema | ({"description": "\n".join(map(both, told))} if told else {})


_ASKED_WHEN: Final = Text(ar="يُسأل عنه إذا كان {condition}", en="Asked when {condition}")


def said_condition(condition: Condition) -> Text:
    """Return a condition in words, naming answers and facts by their codes."""
    match condition:
        case Is(key, values):
            listed = ", ".join(str(value).lower() if isinstance(value, bool) else str(value) for value in values)
            return Text(ar=f"{key} = {listed}", en=f"{key} = {listed}")
        case AllOf(parts):
            return _joined(parts, Text(ar=" و", en=" and "))
        case AnyOf(parts):
            return _joined(parts, Text(ar=" أو ", en=" or "))
        case Not(part):
            inner = said_condition(part)
            return Text(ar=f"ليس ({inner.ar})", en=f"not ({inner.en})")
        case _:
            sign = {AtLeast: ">=", AtMost: "<=", Before: "<"}[type(condition)]
            return Text(ar=f"{condition.key} {sign} {condition.than}", en=f"{condition.key} {sign} {condition.than}")


def _joined(parts: Sequence[Condition], word: Text) -> Text:
    said = [said_condition(part) for part in parts]
    ar, en = word.ar.join(f"({one.ar})" for one in said), word.en.join(f"({one.en})" for one in said)
    return Text(ar=ar, en=en)


def faults_of_kind(
    questions: Sequence[forms.Question], answers: Mapping[str, Any], prefix: str = ""
) -> dict[str, Text]:
    """Return what has not the JSON form its question asks for, and what answers no question, by field name."""
    known = {question.code: question for question in questions}
    faults = {f"{prefix}{code}": UNKNOWN for code in answers if code not in known}
    for code, question in known.items():
        if (answer := answers.get(code)) is not None:
            faults |= _fault(question, answer, f"{prefix}{code}")
    return faults


def _fault(question: forms.Question, answer: Any, name: str) -> dict[str, Text]:
    if not question.fits(answer):
        return {name: WRONG_KIND}
    if not isinstance(question, forms.GroupQuestion):
        return {}
    return {
        path: fault
        for row, part in enumerate(answer)
        for path, fault in faults_of_kind(question.questions, part, f"{name}-{row}-").items()
    }
