"""Whom a case was sent to and what they answered, as its page shows it to the citizen and to officials."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from iskan.apps.partners.queries.of_case import CaseReferral
from iskan.core import display
from iskan.core.catalogue import Service
from iskan.core.partners import PartnerAnswer
from iskan.surfaces.ui.formatting import t


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
        given=tuple(
            {"label": question.label, "value": display.shown(question, line.values.get(question.code))}
            for question in (answer.asks if answer else ())
            if line.values.get(question.code) is not None
        ),
        words=line.words, sent=tuple({"label": one.label, "value": one.words} for one in line.sent),
    )  # fmt: skip


def _state(line: CaseReferral, answer: PartnerAnswer | None) -> tuple[str, str]:
    if answer is not None and answer.agrees:
        return (_("Offered"), "success") if line.ended_at is None else (_("Offer not taken up"), "neutral")
    if answer is not None:
        return _("Did not agree"), "danger"
    return (_("Answer awaited"), "info") if line.ended_at is None else (_("No longer awaited"), "neutral")
