"""Reading proposed acts: what awaits a second official, and what became of the others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from iskan.apps.agreements.enums import ActOutcome
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.rules import takes_part, why_not_second
from iskan.core.acts import JointAct
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation.acts import handler_of
from iskan.foundation.scope import Duty, OutOfScope, Scope
from iskan.policy.acts import PROPOSED

NEWEST = 200
# SQL other apps may compose into their statements: what awaits a second official, by act and subject.
OPEN_ACTS = "(SELECT act, subject FROM agreements_proposedact WHERE outcome = '')"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """A proposed act, what would be done, and why the viewer may not decide on it, if they may not.

    ``document`` is the id of an uploaded document the proposal rests on, if it names one in its terms.
    """

    id: int
    act: JointAct
    subject: str
    shown: Sequence[tuple[Text, Text | str]]
    document: str
    reason: str
    proposed_by_id: int
    proposed_at: datetime
    outcome: ActOutcome | None
    decided_by_id: int | None
    decided_at: datetime | None
    decision_reason: str
    is_own: bool
    why_not: Refusal | None


def proposed_acts(scope: Scope) -> tuple[ActLine, ...]:
    """Return the proposals the viewer may follow: those that await a second official first, then the newest."""
    acts = [act.code for act in PROPOSED if scope.may(Duty.AUDIT) or takes_part(scope, act)]
    rows = ProposedAct.objects.filter(act__in=acts).order_by("-proposed_at", "-pk")[:NEWEST]
    found = [_line(scope, row) for row in rows if _may_see(scope, row)]
    return tuple(sorted(found, key=lambda line: line.outcome is not None))


def proposed_act(scope: Scope, proposed_id: int) -> ActLine:
    """Return one proposal.

    Raises:
        OutOfScope: there is none, or the viewer takes no part in such acts or does not see what it is about.
    """
    row = ProposedAct.objects.filter(pk=proposed_id).first()
    if row is None or not _may_see(scope, row):
        raise OutOfScope
    return _line(scope, row)


def sees_act(scope: Scope, proposed_id: int) -> bool:
    """Say whether the viewer may follow a proposal."""
    row = ProposedAct.objects.filter(pk=proposed_id).first()
    return row is not None and _may_see(scope, row)


def open_act(act: JointAct, subject: str) -> int | None:
    """Return the number of the proposal of an act on a subject that awaits a second official; the caller saw it."""
    return ProposedAct.objects.filter(act=act.code, subject=subject, outcome="").values_list("pk", flat=True).first()


def acts_about(scope: Scope, subjects: Collection[str]) -> tuple[int, ...]:
    """Return the numbers of the acts proposed about some subjects, for whoever reads the trail."""
    if not scope.may(Duty.AUDIT):
        raise OutOfScope
    return tuple(ProposedAct.objects.filter(subject__in=subjects).order_by("pk").values_list("pk", flat=True))


def has_agreed_since(act: JointAct, subject: str, at: datetime) -> bool:
    """Say whether a second official agreed to an act on a subject that was proposed at an instant or later."""
    return _has_ended_since(ActOutcome.AGREED, act, subject, at)


def has_declined_since(act: JointAct, subject: str, at: datetime) -> bool:
    """Say whether a second official declined an act on a subject that was proposed at an instant or later."""
    return _has_ended_since(ActOutcome.DECLINED, act, subject, at)


def _has_ended_since(outcome: ActOutcome, act: JointAct, subject: str, at: datetime) -> bool:
    return ProposedAct.objects.filter(act=act.code, subject=subject, outcome=outcome, proposed_at__gte=at).exists()


def _may_see(scope: Scope, row: ProposedAct) -> bool:
    handler = handler_of(row.act)
    follows = scope.may(Duty.AUDIT) or takes_part(scope, handler.act)
    return follows and handler.may_see(scope=scope, subject=row.subject)


def _line(scope: Scope, row: ProposedAct) -> ActLine:
    handler = handler_of(row.act)
    return ActLine(
        id=row.pk,
        act=handler.act,
        subject=row.subject,
        shown=handler.shown(subject=row.subject, terms=row.terms),
        document=row.terms.get("document", ""),
        reason=row.reason,
        proposed_by_id=row.proposed_by_id,
        proposed_at=row.proposed_at,
        outcome=ActOutcome(row.outcome) if row.outcome else None,
        decided_by_id=row.decided_by_id,
        decided_at=row.decided_at,
        decision_reason=row.decision_reason,
        is_own=row.proposed_by_id == scope.user_id,
        why_not=why_not_second(scope, handler.act, row.proposed_by_id),
    )
