"""Taking a body's answer: a declared move of the case, within the law's figures, by its person or its machine."""

from dataclasses import replace
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.utils import timezone

from iskan.apps.accounts.rules import can_answer_for_body
from iskan.apps.cases.models import Application, CaseEvent
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.operations.moves import go_on
from iskan.apps.catalogue.queries import figures
from iskan.apps.partners.models import Referral
from iskan.apps.partners.queries.referrals import SentReferral, referral_for
from iskan.core.answers import Posted
from iskan.core.conditions import holds
from iskan.core.counted import money_text
from iskan.core.dated import NotConfigured
from iskan.core.lifecycle import UnlawfulTransition
from iskan.core.money import Money
from iskan.core.partners import Limit, PartnerAnswer
from iskan.core.refusal import BadAnswers, NotForThisRole, Refusal
from iskan.core.text import Text, same
from iskan.foundation import audit
from iskan.foundation.scope import Scope

_OVER = Text(ar="لا يزيد على {most} وفق القواعد السارية.", en="No more than {most}, as the rules in force have it.")


class AnswerNotAwaited(Refusal):
    """The body's answer is awaited no more: it answered, or the case moved on."""

    text = Text(
        ar="لم يعد رد الجهة على هذا الطلب منتظرًا.", en="The answer of this body is no longer awaited on this request."
    )
    status = HTTPStatus.CONFLICT


class UnknownAnswer(Refusal):
    """There is no such answer to what was asked."""

    text = Text(ar="يرجى اختيار أحد الردود المذكورة.", en="Choose one of the answers named.")
    field = "answer"


@transaction.atomic
def answer_referral(
    *, scope: Scope, referral_id: int, answer: str, at: datetime, values: Posted | None = None, words: str = "",
    key: str = "",
) -> Referral:  # fmt: skip
    """Take the answer of the viewer's body; sent again under the same ``key`` it is the answer taken before.

    Raises:
        OutOfScope: the case was not sent to this body. NotForThisRole: the viewer does not answer for it.
        AnswerNotAwaited: it is too late. UnknownAnswer: no such answer.
        BadAnswers: a value is missing, wrong, or above a figure of the law. ReasonMissing: a refusal without words.
    """
    if not can_answer_for_body(scope):
        raise NotForThisRole
    found = referral_for(scope, referral_id)
    if _is_again(found, key, answer):
        return Referral.objects.get(pk=referral_id)
    declared = found.partner.answer(answer)
    if not found.is_open:
        raise AnswerNotAwaited
    if declared is None:
        raise UnknownAnswer
    try:
        event = make_move(
            scope=replace(scope, answering=found.case_id), reference=found.reference, code=declared.code,
            reason=words, answers=values or {}, at=at,
        )  # fmt: skip
    except UnlawfulTransition as moved_on:
        # Another answer was taken while this one waited for the case: perhaps the same, sent twice at once.
        if _is_again(referral_for(scope, referral_id), key, answer):
            return Referral.objects.get(pk=referral_id)
        raise AnswerNotAwaited from moved_on
    given: dict[str, Any] = event.detail.get("answers", {})
    _check_limits(declared, given, _answers(found.case_id), timezone.localdate(at))
    referral = _kept(scope, found, declared, event, key)
    go_on(case=event.case, service=found.service, at=at)  # what waits for every body now knows of this answer
    return referral


def _is_again(found: SentReferral, key: str, answer: str) -> bool:
    """Say whether an answer taken before was sent under this key."""
    return found.answered_at is not None and bool(key) and (found.key, found.answer) == (key, answer)


def _kept(scope: Scope, found: SentReferral, declared: PartnerAnswer, event: CaseEvent, key: str) -> Referral:
    referral = Referral.objects.select_for_update().get(pk=found.id)
    if not referral.is_open:
        raise AnswerNotAwaited
    referral.answered_at, referral.answer, referral.key = event.at, declared.code, key
    referral.answered_by_id, referral.client = scope.user_id, scope.partner_client
    referral.values, referral.words = event.detail.get("answers", {}), event.reason
    referral.save()
    audit.record(
        scope=scope, action="referral.answered", subject_kind=audit.CASE, subject=found.reference, at=event.at,
        body=found.body.code, answer=declared.code,
    )  # fmt: skip
    return referral


def _answers(case_id: int) -> dict[str, Any]:
    return dict(Application.objects.get(case=case_id).answers)


def _check_limits(declared: PartnerAnswer, given: dict[str, Any], applied: dict[str, Any], today: date) -> None:
    binding = (limit for limit in declared.limits if holds(limit.when, applied))
    faults = {
        limit.question: _OVER.format(most=_shown(most))
        for limit in binding
        if (most := _most(limit, today)) is not None and _value(most, given.get(limit.question)) > most
    }
    if faults:
        raise BadAnswers(faults)


def _most(limit: Limit, today: date) -> Money | int | None:
    """Return the figure a limit goes by on a day; one that is not configured binds nobody."""
    book = figures()
    try:
        if limit.amount is not None:
            return book.value(limit.amount, today)
        return book.value(limit.number, today) if limit.number is not None else None
    except NotConfigured:
        return None


def _value(like: Money | int, given: Any) -> Any:
    return Money(int(given or 0)) if isinstance(like, Money) else int(given or 0)


def _shown(most: Money | int) -> Text:
    return money_text(most) if isinstance(most, Money) else same(str(most))
