"""What was sent to a body, as its people read it, and the forms by which they answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from iskan.apps.partners.queries.referrals import SentReferral
from iskan.core.answers import Posted
from iskan.core.lifecycle import CaseOutcome, Transition
from iskan.core.partners import BodyKind, PartnerAnswer
from iskan.core.text import Text
from iskan.surfaces.ui.fields import FieldView, Filling, fields_of, named_errors
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.sent_elsewhere import given_lines, sent_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRow:
    """A line of a list; it names no person."""

    id: int
    reference: str
    service: str
    sent_at: datetime
    due_on: date | None
    state: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralView:
    """A case as its body sees it: what was sent, what was answered, and what may be answered."""

    row: ReferralRow
    sent: tuple[Mapping[str, Any], ...]
    given: tuple[Mapping[str, Any], ...]
    words: str
    answered_at: datetime | None
    answers: tuple[PartnerAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAnswerView:
    """The form of one answer."""

    row: ReferralRow
    label: str
    agrees: bool
    fields: tuple[FieldView, ...]
    reason: str
    reason_error: str
    stage: str
    message: str
    errors: tuple[tuple[str, str], ...]


def referral_row(one: SentReferral) -> ReferralRow:
    """Return a case sent to the reader's body as a line of a list."""
    state, tone = _state(one)
    return ReferralRow(
        id=one.id, reference=one.reference, service=t(one.service.name), sent_at=one.sent_at,
        due_on=one.due_on if one.is_open else None, state=state, tone=tone,
    )  # fmt: skip


def _state(one: SentReferral) -> tuple[str, str]:
    answer = one.partner.answer(one.answer)
    if one.is_open:
        return _("Awaits your answer"), "warning"
    if answer is None:
        return _("No longer awaited"), "neutral"
    if one.body.kind is not BodyKind.BANK:
        return t(answer.label), "success" if answer.agrees else "neutral"
    return _state_of_offer(one, answer)


def _state_of_offer(one: SentReferral, answer: PartnerAnswer) -> tuple[str, str]:
    if not answer.agrees:
        return _("You did not agree"), "neutral"
    if one.outcome is CaseOutcome.GRANTED and one.ended_at is None:
        return _("Your offer was accepted"), "success"
    if one.ended_at is not None or one.outcome is not None:
        return _("Your offer was not taken up"), "neutral"
    return _("Your offer is with the applicant"), "info"


def referral_view(one: SentReferral) -> ReferralView:
    """Return a case with what was sent of it and what the body answered."""
    answer = one.partner.answer(one.answer)
    return ReferralView(
        row=referral_row(one),
        sent=sent_lines(one.sent),
        given=given_lines(answer, one.values),
        words=one.words,
        answered_at=one.answered_at,
        answers=one.partner.answers if one.is_open else (),
    )


def answer_view(
    one: SentReferral, answer: PartnerAnswer, words: Posted, faults: Mapping[str, Text] | None = None
) -> ReferralAnswerView:
    """Return the form of an answer, with what was typed and what is wrong with it."""
    faults, move = faults or {}, _move(one, answer)
    fields = fields_of(answer.asks, Filling(words=words, answers={}, faults=faults))
    return ReferralAnswerView(
        row=referral_row(one),
        label=t(answer.label),
        agrees=answer.agrees,
        fields=fields,
        reason=(words.get("reason") or ("",))[-1],
        reason_error=t(faults["reason"]) if "reason" in faults else "",
        stage=t(one.service.lifecycle.stage(move.target).name),
        message=t(move.notice.subject.format(reference=one.reference)) if move.notice else "",
        errors=named_errors(fields, faults),
    )


def _move(one: SentReferral, answer: PartnerAnswer) -> Transition:
    return next(move for move in one.service.lifecycle.transitions if move.code == answer.code)
