"""Whom a case was sent to and what they answered, as its page shows it to the citizen and to officials."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from iskan.apps.partners.queries.of_case import CaseReferral
from iskan.apps.partners.queries.referrals import SentValue
from iskan.core.catalogue import Service
from iskan.core.partners import BodyKind, PartnerAnswer
from iskan.surfaces.ui.fields import said
from iskan.surfaces.ui.formatting import t, typed


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralCard:
    """One sending of a case to a body."""

    body: str
    state: str
    tone: str
    sent_at: datetime
    due_on: date | None
    answered_at: datetime | None
    given: tuple[Mapping[str, Any], ...]
    words: str
    sent: tuple[Mapping[str, Any], ...]


def referral_card(service: Service, line: CaseReferral) -> ReferralCard:
    """Return a sending in words: what was sent, and what came of it."""
    answer = service.partner(line.partner).answer(line.answer)
    state, tone = _state(line, answer)
    return ReferralCard(
        body=t(line.body.name), state=state, tone=tone, sent_at=line.sent_at, due_on=line.due_on,
        answered_at=line.answered_at,
        given=given_lines(answer, line.values), words=line.words, sent=sent_lines(line.sent),
    )  # fmt: skip


def sent_lines(sent: Sequence[SentValue]) -> tuple[Mapping[str, Any], ...]:
    """Return what was sent as lines of a summary, a number or name in its own direction."""
    return tuple({"label": one.label, "value": typed(t(one.words))} for one in sent)


def given_lines(answer: PartnerAnswer | None, values: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Return what a body answered as lines of a summary, without the questions it left open."""
    asked = ((question, values.get(question.code)) for question in (answer.asks if answer else ()))
    return tuple({"label": question.label, "value": said(question, value)} for question, value in asked if value)


def _state(line: CaseReferral, answer: PartnerAnswer | None) -> tuple[str, str]:
    if answer is not None and line.body.kind is not BodyKind.BANK:
        return t(answer.label), "success" if answer.agrees else "danger"
    if answer is not None and answer.agrees:
        return (_("Offered"), "success") if line.ended_at is None else (_("Offer not taken up"), "neutral")
    if answer is not None:
        return _("Did not agree"), "danger"
    return (_("Answer awaited"), "info") if line.ended_at is None else (_("No longer awaited"), "neutral")
