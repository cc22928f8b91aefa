"""What was sent to a body, for its own people and machines: nobody else's is there for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.partners.models import Referral
from iskan.core.catalogue import Service
from iskan.core.lifecycle import CaseOutcome
from iskan.core.partners import Partner, PartnerBody
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.partners import BODIES

SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SentValue:
    """One line that was sent, in words and as machines read it."""

    code: str
    label: Text
    words: Text
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReferral:
    """A case as its body sees it; of one that no longer concerns it, what was sent is not there any more."""

    id: int
    case_id: int
    reference: str
    service: Service
    partner: Partner
    body: PartnerBody
    sent: tuple[SentValue, ...]
    sent_at: datetime
    due_on: date | None
    answered_at: datetime | None
    ended_at: datetime | None
    answer: str
    key: str
    values: Mapping[str, Any]
    words: str
    outcome: CaseOutcome | None

    @property
    def is_open(self) -> bool:
        """Whether the body's answer is awaited."""
        return self.answered_at is None and self.ended_at is None and self.outcome is None


def waiting_for(scope: Scope) -> tuple[SentReferral, ...]:
    """Return what waits for an answer of the viewer's body, the oldest first."""
    rows = _of_body(scope).filter(answered_at__isnull=True, ended_at__isnull=True, case__closed_at__isnull=True)
    return tuple(map(_seen, rows.order_by("sent_at", "pk")))


def settled_of(scope: Scope) -> tuple[SentReferral, ...]:
    """Return what the viewer's body answered or was no longer asked, the newest first, a hundred at most."""
    rows = _of_body(scope).exclude(answered_at__isnull=True, ended_at__isnull=True, case__closed_at__isnull=True)
    return tuple(map(_seen, rows.order_by("-sent_at", "-pk")[:SHOWN]))


def referral_for(scope: Scope, referral_id: int) -> SentReferral:
    """Return one case sent to the viewer's body, or raise `OutOfScope`."""
    row = _of_body(scope).filter(pk=referral_id).first()
    if row is None:
        raise OutOfScope
    return _seen(row)


def _of_body(scope: Scope) -> QuerySet[Referral]:
    if not scope.partner:
        raise OutOfScope
    return Referral.objects.filter(body=scope.partner).select_related("case")


def _seen(row: Referral) -> SentReferral:
    service = service_of(row.case)
    partner, outcome = service.partner(row.partner), service.lifecycle.stage(row.case.stage).outcome
    return SentReferral(
        id=row.pk, case_id=row.case_id, reference=row.case.reference, service=service, partner=partner,
        body=BODIES[row.body], sent=sent_values(row.sent) if _concerns(row, partner, outcome) else (),
        sent_at=row.sent_at, due_on=row.due_on, answered_at=row.answered_at, ended_at=row.ended_at, answer=row.answer,
        key=row.key, values=row.values, words=row.words, outcome=outcome,
    )  # fmt: skip


def _concerns(row: Referral, partner: Partner, outcome: CaseOutcome | None) -> bool:
    """Say whether a case still concerns its body: its answer is awaited, or its offer stands or was accepted."""
    if row.ended_at is not None or outcome not in {None, CaseOutcome.GRANTED}:
        return False
    answer = partner.answer(row.answer)
    return row.answered_at is None or (answer is not None and answer.agrees)


def sent_values(kept: Iterable[Mapping[str, Any]]) -> tuple[SentValue, ...]:
    """Return the lines that were sent, as they were kept."""
    return tuple(
        SentValue(code=line["code"], label=Text(**line["label"]), words=Text(**line["words"]), value=line["value"])
        for line in kept
    )
