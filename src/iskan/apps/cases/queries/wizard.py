"""What a citizen still has to do on a draft: the steps that apply, what is answered, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.earlier import with_earlier_cases
from iskan.apps.cases.queries.evidence import EvidenceState, evidence_faults, evidence_states
from iskan.apps.cases.queries.scoped import application_for, service_of
from iskan.apps.catalogue import queries as catalogue
from iskan.core.answers import REQUIRED
from iskan.core.catalogue import Service
from iskan.core.conditions import holds
from iskan.core.forms import GroupQuestion, Question, Step
from iskan.core.text import Text
from iskan.foundation.scope import Scope

DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class StepState:
    """A step that applies, the questions of it that do, and how far it has come."""

    step: Step
    questions: tuple[Question, ...]
    version: int
    done: bool


@dataclass(frozen=True)
class Wizard:
    """A draft as the wizard shows it. ``next_step`` is the first step not yet complete, `documents`, or nothing."""

    case: Case
    service: Service
    steps: tuple[StepState, ...]
    answers: Mapping[str, Any]
    objections: Mapping[str, str]
    facts: Mapping[str, Any]

    @cached_property
    def evidence(self) -> tuple[EvidenceState, ...]:
        """The kinds of evidence called for, and the documents attached."""
        return evidence_states(self.case, self.service, self.context)

    @cached_property
    def waiting_registers(self) -> tuple[str, ...]:
        """The registers that have been asked and not answered yet."""
        if not self.service.register_checks:
            return ()
        return tuple(self.case.register_runs.filter(answered_at=None).values_list("register", flat=True))

    @property
    def version(self) -> int:
        """How often any step has been saved: what a reader of the whole has seen."""
        return version_of(self.case)

    @property
    def context(self) -> dict[str, Any]:
        """Return answers and facts together, as conditions read them."""
        return {**self.answers, **self.facts}

    @property
    def next_step(self) -> str | None:
        undone = next((state.step.code for state in self.steps if not state.done), None)
        if undone is None and any(state.is_missing for state in self.evidence):
            return DOCUMENTS
        return undone

    def state(self, step_code: str) -> StepState | None:
        """Return the state of a step that applies; nothing where the step does not."""
        return next((state for state in self.steps if state.step.code == step_code), None)


def version_of(case: Case) -> int:
    """Return how often the steps of an application have been saved."""
    return sum(step["version"] for step in case.application.steps.values())


def context_of(case: Case) -> dict[str, Any]:
    """Return answers and register facts together, as conditions read them; a register's word goes before an answer."""
    answers: dict[str, Any] = case.application.answers
    return answers | _facts(case)


def _facts(case: Case) -> dict[str, Any]:
    applicant = case.applicant
    account = {
        "account.cpr": applicant.cpr,
        "contact.mobile": applicant.phone,
        "contact.email": applicant.email,
        "contact.iban": applicant.iban,
        "contact.language": applicant.language,
    }
    if not service_of(case).register_checks:
        return account
    return account | dict(case.facts.filter(value__isnull=False).values_list("code", "value"))


def wizard_for(scope: Scope, reference: str) -> Wizard:
    """Return a draft or filed application as its steps show it, or raise `OutOfScope`."""
    case = application_for(scope, reference)
    service = with_earlier_cases(scope, case, service_of(case))
    facts = _facts(case)
    context = case.application.answers | facts
    return Wizard(
        case=case,
        service=service,
        steps=_step_states(case, service, context),
        answers=case.application.answers,
        objections=case.application.objections,
        facts=facts,
    )


def _step_states(case: Case, service: Service, context: Mapping[str, Any]) -> tuple[StepState, ...]:
    kept = case.application.steps
    return tuple(
        StepState(
            step=step,
            questions=shown_questions(step, context),
            version=kept.get(step.code, {}).get("version", 0),
            done=kept.get(step.code, {}).get("done", False),
        )
        for step in service.steps
        if holds(step.shown_when, context)
    )


def shown_questions(step: Step, context: Mapping[str, Any]) -> tuple[Question, ...]:
    """Return the questions of a step that the answers so far call for."""
    return tuple(question for question in step.questions if holds(question.shown_when, context))


def faults_by_step(case: Case, service: Service, on: date) -> dict[str, dict[str, Text]]:
    """Return what keeps an application from being filed on a day: by step, by field; empty when it is complete."""
    context = context_of(case)
    faults: dict[str, dict[str, Text]] = {}
    for state in _step_states(case, service, context):
        lacking = {q.code: REQUIRED for q in state.questions if _is_lacking(q, case.application.answers)}
        if lacking or not state.done:
            faults[state.step.code] = lacking
    states = evidence_states(case, service, context)
    missing = evidence_faults(states, on, catalogue.figures()) if states else {}
    return faults | ({DOCUMENTS: missing} if missing else {})


def _is_lacking(question: Question, answers: Mapping[str, Any]) -> bool:
    if isinstance(question, GroupQuestion):
        return len(answers.get(question.code) or ()) < question.minimum
    return question.required and answers.get(question.code) is None
