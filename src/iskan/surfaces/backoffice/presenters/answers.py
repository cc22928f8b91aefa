"""The citizen's answers step by step, each beside what a register says of the same, with every difference marked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.wizard import StepState, Wizard
from iskan.core.facts_json import fact_to_json
from iskan.core.forms import Question
from iskan.core.text import Text
from iskan.policy import facts as law
from iskan.policy.derivations import facts_from_answers
from iskan.policy.evidence.proving import PROVES
from iskan.policy.showing import shown_fact
from iskan.surfaces.ui.fields import AnswerView, answers_of, said
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterWord:
    """What a register says."""

    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """A question, the citizen's answer, and the register's word on it where there is one."""

    answer: AnswerView
    register: RegisterWord | None
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRow:
    """A register's fact shown to the citizen instead of a question, and their objection to it."""

    fact: str
    label: str
    lines: tuple[str, ...]
    source: str
    objection: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step of the application."""

    code: str
    title: str
    known: tuple[KnownRow, ...]
    rows: tuple[AnswerRow, ...]

    @property
    def concerns(self) -> int:
        """Return how many lines of the step deserve a second look."""
        return sum(row.differs for row in self.rows) + sum(bool(known.objection) for known in self.known)

    @property
    def agreed(self) -> int:
        """Return how many lines no register contradicts and nobody objects to."""
        return len(self.rows) + len(self.known) - self.concerns

    def differing(self) -> "StepView":
        """Return the step with the lines alone that deserve a second look."""
        return self._only(lambda row: row.differs, lambda known: bool(known.objection))

    def agreeing(self) -> "StepView":
        """Return the step without them."""
        return self._only(lambda row: not row.differs, lambda known: not known.objection)

    def _only(self, rows: Callable[[AnswerRow], bool], known: Callable[[KnownRow], bool]) -> "StepView":
        return replace(self, rows=tuple(filter(rows, self.rows)), known=tuple(filter(known, self.known)))


def beside_document(steps: Iterable[StepView], kind: str) -> StepView:
    """Return the answers and facts a kind of document is looked at beside."""
    codes, steps = PROVES.get(kind, ()), tuple(steps)
    return StepView(
        code=kind,
        title="",
        known=tuple(one for step in steps for one in step.known if one.fact in codes),
        rows=tuple(one for step in steps for one in step.rows if one.answer.code in codes),
    )


def steps_view(wizard: Wizard, dossier: Dossier) -> tuple[StepView, ...]:
    """Return every step that applied."""
    words = _register_words(dossier) | _prefilled_words(wizard, dossier)
    beside = _beside(wizard, dossier)
    return tuple(_step(wizard, state, words, beside) for state in wizard.steps)


def _step(
    wizard: Wizard, state: StepState, words: Mapping[str, RegisterWord], beside: Mapping[str, tuple[str, bool]]
) -> StepView:
    step = state.step
    known = tuple(
        KnownRow(
            fact=shown.fact,
            label=t(shown.label),
            lines=tuple(words[shown.fact].value.split("\n")),
            source=words[shown.fact].source,
            objection=wizard.objections.get(shown.fact, ""),
        )
        for shown in step.shows
        if shown.fact in words and (shown.is_shown(wizard.facts) or shown.fact in wizard.objections)
    )
    rows = tuple(
        _row(answer, beside, words) for answer in answers_of(step.questions, dict(wizard.answers), wizard.facts)
    )
    return StepView(code=step.code, title=t(step.title), known=known, rows=rows)


def _row(answer: AnswerView, beside: Mapping[str, tuple[str, bool]], words: Mapping[str, RegisterWord]) -> AnswerRow:
    fact, differs = beside.get(answer.code, ("", False))
    return AnswerRow(answer=answer, register=words.get(f"{answer.code}={fact}", words.get(fact)), differs=differs)


def _register_words(dossier: Dossier) -> dict[str, RegisterWord]:
    sex = next((fact.value for fact in dossier.facts if fact.code == "sex"), None)
    return {
        fact.code: RegisterWord(
            value=t(shown_fact(fact.code, fact.value, sex=sex)), source=t(Text(ar=fact.source_ar, en=fact.source_en))
        )
        for fact in dossier.facts
    }


def _prefilled_words(wizard: Wizard, dossier: Dossier) -> dict[str, RegisterWord]:
    """Return a register's word on what a question asks, written as the question writes its answers."""
    kept = {fact.code: fact for fact in dossier.facts}
    return {
        f"{question.code}={question.prefill}": RegisterWord(
            value=said(question, kept[question.prefill].value),
            source=t(Text(ar=kept[question.prefill].source_ar, en=kept[question.prefill].source_en)),
        )
        for question in _restating(wizard)
        if question.prefill in kept
    }


def _restating(wizard: Wizard) -> tuple[Question, ...]:
    """Return the questions whose answer says again what a register says; a wish is no claim about a fact."""
    return tuple(question for question in wizard.service.questions() if question.prefill and question.restates)


def _beside(wizard: Wizard, dossier: Dossier) -> dict[str, tuple[str, bool]]:
    """Return for each answer the register's fact that speaks of the same, and whether the two differ."""
    case = dossier.case
    kept = {fact.code: fact.value for fact in dossier.facts}
    declared = facts_from_answers(wizard.service, dict(wizard.answers), at=case.filed_at or case.created_at)
    found = {
        fact.answer: (fact.code, fact_to_json(declared[fact.code].value) != kept[fact.code])
        for fact in law.ALL
        if fact.answer and fact.code in declared and fact.code in kept
    }
    for question in _restating(wizard):
        if question.prefill in kept:
            word = (question.prefill, _differs(question, wizard.answers, kept[question.prefill]))
            found.setdefault(question.code, word)
    return found


def _differs(question: Question, answers: Mapping[str, Any], kept: Any) -> bool:
    return answers.get(question.code) not in {None, ""} and answers[question.code] != kept
