"""An application as its pages show it: a step at a time, then everything once more before it is sent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.wizard import StepState, Wizard
from iskan.core.answers import Answers, Posted, read_step
from iskan.core.forms import Question, Step
from iskan.core.text import Text
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.fields import (
    FieldView,
    Filling,
    fields_of,
    has_conditions,
    named_errors,
    said,
    words_of,
)
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.wizard.presenters.known import KnownView, known_views
from iskan.surfaces.wizard.surface import OpenDraft

Errors = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage:
    """One step of an application."""

    reference: str
    service: str
    for_whom: str
    code: str
    title: str
    intro: str
    labels: tuple[str, ...]
    number: int
    version: int
    known: tuple[KnownView, ...]
    fields: tuple[FieldView, ...]
    back_url: str
    discard_url: str
    errors: Errors = ()
    opened: str = ""
    clashes: tuple[tuple[str, str, str], ...] = ()
    stale: str = ""
    restored: bool = False
    deciding: str = ""
    waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """What a page sent back to its reader carries: their words, the faults, and why it came back."""

    words: Posted
    faults: Mapping[str, Text] = field(default_factory=dict)
    stale: Text | None = None
    restored: bool = False


def labels_of(wizard: Wizard) -> tuple[str, ...]:
    """Return the names of all pages of an application, in order."""
    steps = tuple(t(state.step.title) for state in wizard.steps)
    documents = (_("Documents"),) if wizard.service.evidence else ()
    return (*steps, *documents, _("Check and submit"))


def for_whom(wizard: Wizard, viewer_id: int | None) -> str:
    """Name the applicant where somebody else is reading."""
    applicant = wizard.case.applicant
    return "" if applicant.pk == viewer_id else applicant.name_ar or applicant.name_en


def step_page(draft: OpenDraft, state: StepState, dossier: Dossier, retry: Retry | None) -> StepPage:
    """Return the page of a step, filled from what is kept or, sent back, from what was typed."""
    wizard, surface, step = draft.wizard, draft.surface, state.step
    index = next(n for n, other in enumerate(wizard.steps) if other.step.code == step.code)
    if retry:
        filling, unseen = _refilled(wizard, step, retry, dossier.today)
    else:
        filling, unseen = _filled(wizard, step), frozenset()
    fields = fields_of(step.questions, filling)
    return StepPage(
        reference=draft.reference,
        service=t(wizard.service.name),
        for_whom="" if draft.attended else for_whom(wizard, dossier.scope.user_id),
        code=step.code,
        title=t(step.title),
        intro=t(step.intro) if step.intro else "",
        labels=labels_of(wizard),
        number=index + 1,
        version=state.version,
        known=known_views(dossier, step.shows, wizard.objections, retry.words if retry else {}) if step.shows else (),
        fields=fields,
        back_url=surface.url("step", draft.reference, wizard.steps[index - 1].step.code)
        if index
        else url(surface.drafts),
        discard_url=surface.url("discard", draft.reference),
        errors=named_errors(fields, filling.faults),
        opened=next((one.name for one in fields if one.name in unseen), ""),
        clashes=_clashes(wizard, step, filling.answers) if retry and retry.stale else (),
        stale=t(retry.stale) if retry and retry.stale else "",
        restored=bool(retry and retry.restored),
        deciding=", ".join(f"[name='{one.name}']" for one in fields if one.decides),
        waiting=bool(step.shows and wizard.waiting_registers),
    )


def unseen_fields(wizard: Wizard, step: Step, words: Posted, today: date) -> frozenset[str]:
    """Return the fields that the answers just sent call for and that their sender had not been shown."""
    if not has_conditions(step.questions):
        return frozenset()
    answers = read_step(step, words, wizard.context, today).answers
    filling = Filling(words=words, answers=answers, context=_elsewhere(wizard, step))
    shown = frozenset(words.get("shown", ()))
    return frozenset(name for name in _conditional(fields_of(step.questions, filling)) if name not in shown)


def _conditional(fields: Sequence[FieldView]) -> Iterator[str]:
    for one in fields:
        if one.conditional:
            yield one.name
        for row in one.rows:
            yield from _conditional(row.fields)


def _filled(wizard: Wizard, step: Step) -> Filling:
    given = {q.code: wizard.answers[q.code] for q in step.questions if q.code in wizard.answers}
    answers = {**_prefilled(wizard, step.questions), **given}
    return Filling(words=words_of(step.questions, answers), answers=answers, context=_elsewhere(wizard, step))


def _prefilled(wizard: Wizard, questions: Sequence[Question]) -> dict[str, Any]:
    """Return what registers know as answers to the questions that nobody has answered yet."""
    known = wizard.facts
    return {q.code: known[q.prefill] for q in questions if q.prefill and known.get(q.prefill) is not None}


def _refilled(wizard: Wizard, step: Step, retry: Retry, today: date) -> tuple[Filling, frozenset[str]]:
    """Fill a page with its sender's words; a question they had not seen is no fault of theirs."""
    unseen = unseen_fields(wizard, step, retry.words, today)
    reading = read_step(step, retry.words, wizard.context, today)
    faults = {
        name: fault
        for name, fault in retry.faults.items()
        if not any(name == one or name.startswith(f"{one}-") for one in unseen)
    }
    context = _elsewhere(wizard, step)
    return Filling(words=retry.words, answers=reading.answers, context=context, faults=faults), unseen


def _elsewhere(wizard: Wizard, step: Step) -> dict[str, Any]:
    """Return the answers of all other steps and the facts, a register's word first."""
    here = frozenset(question.code for question in step.questions)
    return {**{code: answer for code, answer in wizard.answers.items() if code not in here}, **wizard.facts}


def _clashes(wizard: Wizard, step: Step, typed: Answers) -> tuple[tuple[str, str, str], ...]:
    """Return each question two people answered differently: its label, what is kept, what was just typed."""
    return tuple(
        (t(question.label), said(question, wizard.answers.get(question.code)), said(question, typed.get(question.code)))
        for question in step.questions
        if wizard.answers.get(question.code) != typed.get(question.code)
    )
