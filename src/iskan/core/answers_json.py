"""Answers as machines send them: one JSON form a kind of question, described by JSON Schema and checked by kind."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from iskan.core import forms
from iskan.core.answers import ADDRESS_PARTS
from iskan.core.catalogue import Service
from iskan.core.conditions import AllOf, AnyOf, AtLeast, AtMost, Before, Condition, Is, Not
from iskan.core.text import Text

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
WRONG_KIND: Final = Text(
    ar="القيمة ليست من النوع المبيّن في وصف الخدمة", en="The value is not of the kind the service's schema states"
)
UNKNOWN: Final = Text(ar="لا تسأل الخدمة عن هذا", en="The service asks no such question")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class JsonForm:
    """How a kind of question is answered in JSON: its schema, and whether a value has that form at all."""

    schema: Callable[[Any], Schema]
    fits: Callable[[Any], bool]


def schema_of(service: Service) -> Schema:
    """Return the JSON Schema of a service's answers; a question asked under a condition says so in its description."""
    return _object(question for step in service.steps for question in step.questions) | {
        "$schema": DIALECT,
        "title": _both(service.name),
    }


def _object(questions: Iterable[forms.Question]) -> Schema:
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
    schema = {"title": _both(question.label)} | _FORMS[type(question)].schema(question)
    return schema | ({"description": "\n".join(map(_both, told))} if told else {})


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


def _both(text: Text) -> str:
    return text.ar if text.ar == text.en else f"{text.ar} / {text.en}"


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
    if not _FORMS[type(question)].fits(answer):
        return {name: WRONG_KIND}
    if not isinstance(question, forms.GroupQuestion):
        return {}
    return {
        at: fault
        for row, part in enumerate(answer)
        for at, fault in faults_of_kind(question.questions, part, f"{name}-{row}-").items()
    }


def _is_words(value: Any) -> bool:
    return isinstance(value, str)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_list_of_words(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_words, value))


def _is_address(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() <= set(ADDRESS_PARTS) and all(map(_is_words, value.values()))


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _words(**more: Any) -> JsonForm:
    return JsonForm(lambda _question: {"type": "string"} | more, _is_words)


def _text(question: forms.TextQuestion) -> Schema:
    return {"type": "string", "maxLength": question.max_length}


def _address(_question: forms.Question) -> Schema:
    parts = {part: {"type": "string"} for part in ADDRESS_PARTS}
    return {"type": "object", "properties": parts, "required": ["building", "road", "block"]}


def _money(question: forms.MoneyQuestion) -> Schema:
    bounds = {"minimum": question.minimum_fils, "maximum": question.maximum_fils}
    return {"type": "integer", "$comment": "fils"} | bounds


def _number(question: forms.NumberQuestion) -> Schema:
    return {"type": "integer", "minimum": question.minimum, "maximum": question.maximum}


def _options(question: forms.ChoiceQuestion | forms.ChoicesQuestion) -> Schema:
    return {"oneOf": [{"const": option.code, "title": _both(option.label)} for option in question.options]}


def _group(question: forms.GroupQuestion) -> Schema:
    bounds = {"minItems": question.minimum, "maxItems": question.maximum}
    return {"type": "array", "items": _object(question.questions)} | bounds


_FORMS: Final[Mapping[type[forms.Question], JsonForm]] = {
    forms.TextQuestion: JsonForm(_text, _is_words),
    forms.CprQuestion: _words(pattern="^[0-9]{9}$"),
    forms.IbanQuestion: _words(pattern="^BH[0-9A-Z]{20}$"),
    forms.PhoneQuestion: _words(pattern="^(\\+973)?[0-9]{8}$"),
    forms.EmailQuestion: _words(format="email"),
    forms.AddressQuestion: JsonForm(_address, _is_address),
    forms.DateQuestion: JsonForm(
        lambda _question: {"type": "string", "format": "date"},
        lambda value: _is_words(value) and _DAY.fullmatch(value) is not None,
    ),
    forms.MoneyQuestion: JsonForm(_money, _is_whole),
    forms.NumberQuestion: JsonForm(_number, _is_whole),
    forms.YesNoQuestion: JsonForm(lambda _question: {"type": "boolean"}, lambda value: isinstance(value, bool)),
    forms.ChoiceQuestion: JsonForm(lambda question: {"type": "string"} | _options(question), _is_words),
    forms.ChoicesQuestion: JsonForm(
        lambda question: {"type": "array", "items": {"type": "string"} | _options(question)}, _is_list_of_words
    ),
    forms.GroupQuestion: JsonForm(_group, _is_list_of_objects),
}
