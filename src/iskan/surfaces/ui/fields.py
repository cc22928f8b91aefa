"""Questions as fields of a page: one view of each kind, filled from what was kept or from what was just typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from iskan.core import display, forms
from iskan.core.answers import REQUIRED, Answers, Posted, group_rows
from iskan.core.conditions import holds, keys_of
from iskan.core.questions.base import Written
from iskan.core.questions.group import ROW_MARK
from iskan.core.text import Text, small_number
from iskan.surfaces.ui import formatting
from iskan.surfaces.ui.formatting import t

Faults = Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field as its template needs it; the kind names the template, ``name`` is also the field's id.

    ``value``, ``values`` and ``parts`` are the words that stand in it; ``kept`` is the value of the answer they were
    read into, such as a day. ``part_errors`` says what is wrong with one of several inputs.
    """

    question: forms.Question
    name: str
    label: str
    help: str
    required: bool
    error: str = ""
    part_errors: Mapping[str, str] = field(default_factory=dict)
    value: str = ""
    values: frozenset[str] = frozenset()
    parts: Mapping[str, str] = field(default_factory=dict)
    kept: Any = None
    rows: tuple["GroupRowView", ...] = ()
    conditional: bool = False
    decides: bool = False
    autocomplete: str = ""

    @property
    def kind(self) -> str:
        return self.question.kind

    @property
    def options(self) -> tuple[Mapping[str, str], ...]:
        """What is offered, where the question offers anything."""
        offered: tuple[forms.Option, ...] = getattr(self.question, "options", ())
        return tuple(
            {"value": one.code, "label": t(one.label), "help": t(one.help) if one.help else ""} for one in offered
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRowView:
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
    faults, kept = filling.faults, answers.get(question.code)
    faulty = [part for part in faults if part == name or part.startswith(f"{name}-")]
    single = not isinstance(question, forms.GroupQuestion)
    return FieldView(
        question=question,
        name=name,
        label=t(question.label),
        help=t(question.help) if question.help else "",
        required=question.required,
        error=t(faults[name]) if name in faults else "",
        part_errors={part.removeprefix(f"{name}-"): t(faults[part]) for part in faulty if part != name},
        value=_word(filling.words, name),
        values=frozenset(filling.words.get(name, ())),
        parts={part: _word(filling.words, f"{name}-{part}") for part in question.parts},
        kept=question.value(kept) if single and not faulty and kept is not None else None,
        rows=_rows(question, name, filling, answers) if isinstance(question, forms.GroupQuestion) else (),
        conditional=question.shown_when is not None,
        decides=decides,
        autocomplete=question.autocomplete or "",
    )


def _word(words: Posted, name: str) -> str:
    found = words.get(name)
    return found[-1] if found else ""


def _rows(question: forms.GroupQuestion, name: str, filling: Filling, answers: Answers) -> tuple[GroupRowView, ...]:
    kept = answers.get(question.code) or []
    return tuple(
        GroupRowView(
            key=key,
            number=index + 1,
            name=f"{name}-{key}",
            fields=tuple(
                _fields(
                    question.questions,
                    filling,
                    prefix=f"{name}-{key}-",
                    answers={**answers, **(kept[index] if index < len(kept) else {})},
                )
            ),
        )
        for index, key in enumerate(group_rows(question, filling.words))
    )


def has_conditions(questions: Sequence[forms.Question]) -> bool:
    """Say whether any question of a page is shown only in the light of another answer."""
    return any(
        question.shown_when is not None
        or (isinstance(question, forms.GroupQuestion) and has_conditions(question.questions))
        for question in questions
    )


def _deciding(questions: Sequence[forms.Question]) -> frozenset[str]:
    """Return the codes whose answers decide whether a later question of the page is shown."""
    return frozenset(key for question in questions for key in keys_of(question.shown_when))


def words_of(questions: Sequence[forms.Question], answers: Answers) -> dict[str, list[str]]:
    """Return kept answers as the words a page would have posted for them."""
    words: dict[str, list[str]] = {}
    for question in questions:
        answer = answers.get(question.code)
        if answer is not None:
            words |= question.words(question.code, answer)
    return words


def reshaped(questions: Sequence[forms.Question], words: Posted, action: str) -> Posted | None:
    """Return the words with the item added or removed that a button asked for, or nothing where none did."""
    verb, _colon, rest = action.partition(":")
    code, _colon, position = rest.partition(":")
    group = next((q for q in questions if isinstance(q, forms.GroupQuestion) and q.code == code), None)
    if group is None or verb not in {"add", "remove"}:
        return None
    return _with_row(group, words) if verb == "add" else _without_row(group, words, position)


def _with_row(group: forms.GroupQuestion, words: Posted) -> Posted:
    keys = group_rows(group, words)
    if len(keys) >= group.maximum:
        return words
    return {**words, f"{group.code}-{max(keys, default=-1) + 1}-{ROW_MARK}": ["1"]}


def _without_row(group: forms.GroupQuestion, words: Posted, position: str) -> Posted:
    keys = group_rows(group, words)
    index = small_number(position)
    if index is None or index >= len(keys):
        return words
    gone = f"{group.code}-{keys[index]}-"
    return {name: said for name, said in words.items() if not name.startswith(gone)}


def said(question: forms.Question, answer: Any) -> str:
    """Return an answer as a reader sees it, what must not turn with the page isolated; empty where none was given."""
    if answer is None or answer in ("", [], {}):
        return ""
    if isinstance(day := question.value(answer), date):
        return formatting.date_with_hijri(day)
    shown = t(display.shown(question, answer))
    write = {Written.TYPED: formatting.typed, Written.CODE: formatting.ltr}.get(question.written)
    return write(shown) if write else shown


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
    none = t(question.none) if question.none and answer == [] else ""
    return AnswerView(code=question.code, label=t(question.label), value=none, rows=rows, item=t(question.item))


def named_errors(fields: Sequence[FieldView], faults: Mapping[str, Text]) -> tuple[tuple[str, str], ...]:
    """Return the faults of a page for its summary: a question left open is named, as its words alone name none."""
    labels = dict(_labels(fields))
    return tuple(
        (name, f"{labels[name]}: {t(fault)}" if fault == REQUIRED and name in labels else t(fault))
        for name, fault in faults.items()
    )


def _labels(fields: Sequence[FieldView]) -> Iterator[tuple[str, str]]:
    """Yield the question of each field, of those in rows with the number of the row."""
    for one in fields:
        yield one.name, one.label
        for row in one.rows:
            yield from ((name, f"{one.label} {row.number}: {label}") for name, label in _labels(row.fields))
