"""Correcting an answer an official typed wrong for an applicant: proposed by one official, done once another agrees.

What applicants typed themselves is their own statement, and no official changes it.
"""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from iskan.apps.cases.enums import EventKind
from iskan.apps.cases.models import Case, CaseEvent
from iskan.apps.cases.operations.assessing import assess_case
from iskan.apps.cases.operations.moves import RecommendationStands, StaleEdit, locked_application
from iskan.apps.cases.queries.scoped import case_for, service_of
from iskan.apps.cases.queries.wizard import context_of
from iskan.apps.notifications.operations import tell
from iskan.core import forms
from iskan.core.answers import Posted, read_questions
from iskan.core.catalogue import Channel, Service
from iskan.core.conditions import holds
from iskan.core.display import shown
from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy import facts as law
from iskan.policy.messages import ANSWER_CORRECTED, ANSWER_CORRECTED_BODY

TYPED_BY_OFFICIALS: Final = frozenset({Channel.DESK, Channel.PHONE})


class NotTypedByOfficial(Refusal):
    """The applicant filed the case: its answers are their own statement."""

    text = Text(
        ar="قدّم صاحب الطلب إجاباته بنفسه، فلا يصححها موظف.",
        en="The applicant gave these answers themselves: no official corrects them.",
    )
    status = HTTPStatus.CONFLICT


class WrongAnswer(Refusal):
    """What was typed is no answer to the question."""

    text = Text(ar="{fault}", en="{fault}")
    field = "answer"


class SameAnswer(Refusal):
    """The correction says what the case says already."""

    text = Text(ar="هذه هي الإجابة المسجلة نفسها.", en="This is the answer the case holds already.")
    field = "answer"


class OpensQuestions(Refusal):
    """With the correction other questions would be asked, or no longer be."""

    text = Text(
        ar="تغيّر هذه الإجابة الأسئلة المطلوبة، ولا تُصحح وحدها.",
        en="With this answer other questions are asked: it is not corrected by itself.",
    )
    field = "answer"


def correctable(case: Case) -> tuple[forms.SingleQuestion, ...]:
    """Return the questions of a case that criteria rest on and that are corrected by themselves, if any."""
    if case.filed_at is None or case.closed_at is not None or case.channel not in TYPED_BY_OFFICIALS:
        return ()
    service, judged = service_of(case), {fact.answer for fact in law.ALL if fact.answer}
    asked = (one for one in _applying(service, context_of(case)) if one.code in judged)
    single = (one for one in asked if isinstance(one, forms.SingleQuestion))
    return tuple(one for one in single if one.code != service.programme_question)


def read_correction(*, scope: Scope, reference: str, code: str, posted: Posted, at: datetime) -> dict[str, Any]:
    """Return what a proposal of a correction says: the question, the answer as typed now, and the one it replaces.

    Raises:
        OutOfScope: there is no such question to correct. WrongAnswer: what was typed does not answer it.
    """
    case = case_for(scope, reference)
    question = _question(case, code)
    reading = read_questions((question,), posted, context_of(case), timezone.localdate(at))
    if reading.faults:
        raise WrongAnswer(fault=next(iter(reading.faults.values())))
    return {"question": code, "answer": reading.answers.get(code), "was": case.application.answers.get(code)}


def check_correction(*, scope: Scope, reference: str, terms: Mapping[str, Any]) -> None:
    """Refuse a correction that could not be made as the case stands.

    Raises:
        NotForThisRole: the case is closed. NotTypedByOfficial, RecommendationStands, SameAnswer, OpensQuestions.
        StaleEdit: the answer is no longer the one that was to be corrected.
    """
    _check(case_for(scope, reference), terms)


@transaction.atomic
def correct_answer(*, scope: Scope, reference: str, terms: Mapping[str, Any], reason: str, at: datetime) -> CaseEvent:
    """Correct an answer as two officials agreed, test the criteria again and tell the applicant."""
    case = locked_application(scope, reference)
    _check(case, terms)
    question = _question(case, terms["question"])
    case.application.answers = case.application.answers | {question.code: terms["answer"]}
    case.application.edited_at = at
    case.application.save(update_fields=["answers", "edited_at"])
    case.version += 1
    case.save(update_fields=["version"])
    event = CaseEvent.objects.create(
        case=case, kind=EventKind.EDIT, code="answer_corrected", actor_id=scope.user_id, reason=reason, public=False,
        detail={"question": question.code}, at=at,
    )  # fmt: skip
    audit.record(
        scope=scope, action="case.answer_corrected", subject_kind=audit.CASE, subject=reference, at=at,
        question=question.code,
    )  # fmt: skip
    if not case.register_runs.filter(answered_at__isnull=True).exists():
        assess_case(case=case, service=service_of(case), at=at)
    _tell(case, question, terms, event)
    return event


def _check(case: Case, terms: Mapping[str, Any]) -> None:
    if case.filed_at is None or case.closed_at is not None:
        raise NotForThisRole
    if case.channel not in TYPED_BY_OFFICIALS:
        raise NotTypedByOfficial
    if case.decisions.filter(replaced_at__isnull=True).exists():
        raise RecommendationStands
    code, answer = _question(case, terms["question"]).code, terms["answer"]
    if case.application.answers.get(code) != terms["was"]:
        raise StaleEdit
    if answer == terms["was"]:
        raise SameAnswer
    service, context = service_of(case), context_of(case)
    if _applying(service, context) != _applying(service, context | {code: answer}):
        raise OpensQuestions


def _question(case: Case, code: str) -> forms.SingleQuestion:
    for question in correctable(case):
        if question.code == code:
            return question
    raise OutOfScope(code)


def _applying(service: Service, context: Mapping[str, Any]) -> tuple[forms.Question, ...]:
    return tuple(question for question in service.questions() if holds(question.shown_when, context))


def _tell(case: Case, question: forms.Question, terms: Mapping[str, Any], event: CaseEvent) -> None:
    words: dict[str, Text | str] = {
        "reference": case.reference, "question": question.label, "answer": shown(question, terms["answer"]),
        "was": shown(question, terms["was"]),
    }  # fmt: skip
    tell(
        user_id=case.applicant_id, event=f"corrected:{event.pk}", subject=ANSWER_CORRECTED.format(**words),
        body=ANSWER_CORRECTED_BODY.format(**words), case_reference=case.reference, at=event.at,
    )  # fmt: skip
