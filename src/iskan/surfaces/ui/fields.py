"""Questions as fields of a page: one view of each kind, filled from what was kept or from what was just typed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from iskan.core import display, forms
from iskan.core.answers import ADDRESS_PARTS, Answers, Posted, group_rows
from iskan.core.conditions import AllOf, AnyOf, Condition, Is, Not, holds
from iskan.core.money import Money
from iskan.core.text import Text, small_number
from iskan.surfaces.ui import formatting
from iskan.surfaces.ui.formatting import t

Faults = Mapping[str, Text]
DATE_PARTS = ("day", "month", "year")
ROW_MARK = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field as a macro needs it; ``kind`` names the macro, ``name`` is also the field's id."""

    kind: str
    name: str
    label: str
    help: str
    required: bool
    error: str = ""
    part_errors: Mapping[str, str] = field(default_factory=dict)
    value: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None
    chosen: frozenset[str] = frozenset()
    options: tuple[Mapping[str, str], ...] = ()
    rows: tuple["RowView", ...] = ()
    item: str = ""
    can_add: bool = False
    can_remove: bool = False
    multiline: bool = False
    conditional: bool = False
    decides: bool = False
    autocomplete: str = ""
    script: str | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One item of a repeated group, numbered for the reader from one; ``key`` is its number in field names."""

    key: int
    number: int
    name: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What fills the fields: typed words, the answers read from them, and the faults found."""

    words: Posted
    answers: Answers
    context: Mapping[str, Any] = field(default_factory=dict)
    faults: Faults = field(default_factory=dict)


def fields_of(questions: Sequence[forms.Question], filling: Filling, prefix: str = "") -> tuple[FieldView, ...]:
    """Return the fields of a page, leaving out the questions whose condition does not hold.

    ``prefix`` begins their names where one page holds several forms.
    """
    return tuple(_fields(questions, filling, prefix=prefix, answers=filling.answers))


def _fields(
    questions: Sequence[forms.Question], filling: Filling, *, prefix: str, answers: Answers
) -> Iterator[FieldView]:
    known = {**filling.context, **answers} if answers else filling.context
    deciding = _deciding(questions)
    for question in questions:
        if holds(question.shown_when, known):
            yield _field(question, f"{prefix}{question.code}", filling, answers, decides=question.code in deciding)


def _field(question: forms.Question, name: str, filling: Filling, answers: Answers, *, decides: bool) -> FieldView:
    kind, special = _KINDS[type(question)]
    fault = filling.faults.get(name)
    return FieldView(
        kind=kind,
        name=name,
        label=t(question.label),
        help=t(question.help) if question.help else "",
        required=question.required,
        error=t(fault) if fault else "",
        conditional=question.shown_when is not None,
        decides=decides,
        autocomplete=question.autocomplete or "",
        **special(question, name, filling, answers),
    )


def _word(words: Posted, name: str) -> str:
    found = words.get(name)
    return found[-1] if found else ""


def _plain(_question: forms.Question, name: str, filling: Filling, _answers: Answers) -> dict[str, Any]:
    return {"value": _word(filling.words, name)}


def _text(question: forms.TextQuestion, name: str, filling: Filling, _answers: Answers) -> dict[str, Any]:
    return {
        "value": _word(filling.words, name),
        "multiline": question.multiline,
        "script": question.script,
    }


def _number(question: forms.NumberQuestion, name: str, filling: Filling, _answers: Answers) -> dict[str, Any]:
    return {"value": _word(filling.words, name), "unit": t(question.unit) if question.unit else ""}


def _money(_question: forms.Question, name: str, filling: Filling, _answers: Answers) -> dict[str, Any]:
    return {"value": _word(filling.words, name), "unit": _("BHD")}


def _date(question: forms.Question, name: str, filling: Filling, answers: Answers) -> dict[str, Any]:
    kept = answers.get(question.code)
    parts = {part: _word(filling.words, f"{name}-{part}") for part in DATE_PARTS}
    return {"parts": parts, "day": date.fromisoformat(kept) if kept and name not in filling.faults else None}


def _address(_question: forms.Question, name: str, filling: Filling, _answers: Answers) -> dict[str, Any]:
    names = {part: f"{name}-{part}" for part in ADDRESS_PARTS}
    errors = {part: t(filling.faults[posted]) for part, posted in names.items() if posted in filling.faults}
    if name in filling.faults:
        errors["building"] = t(filling.faults[name])
    return {"parts": {part: _word(filling.words, posted) for part, posted in names.items()}, "part_errors": errors}


def _yes_no(_question: forms.Question, name: str, filling: Filling, _answers: Answers) -> dict[str, Any]:
    return {
        "value": _word(filling.words, name),
        "options": ({"value": "yes", "label": _("Yes")}, {"value": "no", "label": _("No")}),
    }


def _options(
    question: forms.ChoiceQuestion | forms.ChoicesQuestion, name: str, filling: Filling, _answers: Answers
) -> dict[str, Any]:
    return {
        "value": _word(filling.words, name),
        "chosen": frozenset(filling.words.get(name, ())),
        "options": tuple(
            {"value": option.code, "label": t(option.label), "help": t(option.help) if option.help else ""}
            for option in question.options
        ),
    }


def _group(question: forms.GroupQuestion, name: str, filling: Filling, answers: Answers) -> dict[str, Any]:
    keys = group_rows(question, filling.words)
    kept = answers.get(question.code) or []
    rows = tuple(
        RowView(
            key=key,
            number=at + 1,
            name=f"{name}-{key}",
            fields=tuple(
                _fields(
                    question.questions,
                    filling,
                    prefix=f"{name}-{key}-",
                    answers={**answers, **(kept[at] if at < len(kept) else {})},
                )
            ),
        )
        for at, key in enumerate(keys)
    )
    return {
        "rows": rows,
        "item": t(question.item),
        "can_add": len(keys) < question.maximum,
        "can_remove": len(keys) > question.minimum,
    }


_KINDS: dict[type[forms.Question], tuple[str, Callable[[Any, str, Filling, Answers], dict[str, Any]]]] = {
    forms.TextQuestion: ("text", _text),
    forms.CprQuestion: ("cpr", _plain),
    forms.IbanQuestion: ("iban", _plain),
    forms.PhoneQuestion: ("phone", _plain),
    forms.EmailQuestion: ("email", _plain),
    forms.AddressQuestion: ("address", _address),
    forms.DateQuestion: ("date", _date),
    forms.MoneyQuestion: ("money", _money),
    forms.NumberQuestion: ("number", _number),
    forms.YesNoQuestion: ("yes_no", _yes_no),
    forms.ChoiceQuestion: ("choice", _options),
    forms.ChoicesQuestion: ("choices", _options),
    forms.GroupQuestion: ("group", _group),
}


def has_conditions(questions: Sequence[forms.Question]) -> bool:
    """Say whether any question of a page is shown only in the light of another answer."""
    return any(
        question.shown_when is not None
        or (isinstance(question, forms.GroupQuestion) and has_conditions(question.questions))
        for question in questions
    )


def _deciding(questions: Sequence[forms.Question]) -> frozenset[str]:
    """Return the codes whose answers decide whether a later question of the page is shown."""
    return frozenset(key for question in questions for key in _keys(question.shown_when))


def _keys(condition: Condition | None) -> Iterator[str]:
    match condition:
        case Is(key, _):
            yield key
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _keys(part)
        case Not(part):
            yield from _keys(part)


def words_of(questions: Sequence[forms.Question], answers: Answers, prefix: str = "") -> dict[str, list[str]]:
    """Return kept answers as the words a page would have posted for them."""
    words: dict[str, list[str]] = {}
    for question in questions:
        answer = answers.get(question.code)
        if answer is not None:
            write: Writer = _WORDS.get(type(question), _plain_words)
            words |= write(question, f"{prefix}{question.code}", answer)
    return words


def _plain_words(_question: forms.Question, name: str, answer: Any) -> dict[str, list[str]]:
    return {name: [str(answer)]}


def _date_words(_question: forms.Question, name: str, answer: str) -> dict[str, list[str]]:
    year, month, day = answer.split("-")
    return {f"{name}-day": [str(int(day))], f"{name}-month": [str(int(month))], f"{name}-year": [year]}


def _group_words(question: forms.GroupQuestion, name: str, answer: list[Answers]) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for key, row in enumerate(answer):
        words[f"{name}-{key}-{ROW_MARK}"] = ["1"]
        words.update(words_of(question.questions, row, prefix=f"{name}-{key}-"))
    return words


Writer = Callable[[Any, str, Any], dict[str, list[str]]]
_WORDS: dict[type[forms.Question], Writer] = {
    forms.AddressQuestion: lambda _q, name, answer: {
        f"{name}-{part}": [answer.get(part, "")] for part in ADDRESS_PARTS
    },
    forms.DateQuestion: _date_words,
    forms.MoneyQuestion: lambda _q, name, answer: {name: [str(Money(answer))]},
    forms.PhoneQuestion: lambda _q, name, answer: {name: [answer.removeprefix("+973")]},
    forms.YesNoQuestion: lambda _q, name, answer: {name: ["yes" if answer else "no"]},
    forms.ChoicesQuestion: lambda _q, name, answer: {name: list(answer)},
    forms.GroupQuestion: _group_words,
}


def reshaped(questions: Sequence[forms.Question], words: Posted, action: str) -> Posted | None:
    """Return the words with the item added or removed that a button asked for, or nothing where none did."""
    verb, _colon, rest = action.partition(":")
    code, _colon, at = rest.partition(":")
    group = next((q for q in questions if isinstance(q, forms.GroupQuestion) and q.code == code), None)
    if group is None or verb not in {"add", "remove"}:
        return None
    return _with_row(group, words) if verb == "add" else _without_row(group, words, at)


def _with_row(group: forms.GroupQuestion, words: Posted) -> Posted:
    keys = group_rows(group, words)
    if len(keys) >= group.maximum:
        return words
    return {**words, f"{group.code}-{max(keys, default=-1) + 1}-{ROW_MARK}": ["1"]}


def _without_row(group: forms.GroupQuestion, words: Posted, at: str) -> Posted:
    keys = group_rows(group, words)
    index = small_number(at)
    if index is None or index >= len(keys):
        return words
    gone = f"{group.code}-{keys[index]}-"
    return {name: said for name, said in words.items() if not name.startswith(gone)}


def said(question: forms.Question, answer: Any) -> str:
    """Return an answer as a reader sees it, what must not turn with the page isolated; empty where none was given."""
    if answer is None or answer in ("", [], {}):
        return ""
    write = _SAID.get(type(question))
    return write(answer) if write else t(display.shown(question, answer))


_SAID: dict[type[forms.Question], Callable[[Any], str]] = {
    forms.TextQuestion: formatting.typed,
    forms.CprQuestion: formatting.ltr,
    forms.IbanQuestion: formatting.iban,
    forms.PhoneQuestion: formatting.phone,
    forms.EmailQuestion: formatting.ltr,
    forms.DateQuestion: lambda answer: formatting.date_with_hijri(date.fromisoformat(answer)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One answer as read back; a repeated group holds its items' answers in ``rows``."""

    code: str
    label: str
    value: str
    rows: tuple[tuple["AnswerView", ...], ...] = ()
    item: str = ""


def answers_of(
    questions: Sequence[forms.Question], answers: Answers, context: Mapping[str, Any]
) -> tuple[AnswerView, ...]:
    """Return the answers of a page as they are read back, without the questions that were not shown."""
    known = {**context, **answers}
    return tuple(_answer(question, answers, known) for question in questions if holds(question.shown_when, known))


def _answer(question: forms.Question, answers: Answers, known: Mapping[str, Any]) -> AnswerView:
    answer = answers.get(question.code)
    if not isinstance(question, forms.GroupQuestion):
        return AnswerView(code=question.code, label=t(question.label), value=said(question, answer))
    rows = tuple(answers_of(question.questions, row, known) for row in answer or [])
    return AnswerView(code=question.code, label=t(question.label), value="", rows=rows, item=t(question.item))
