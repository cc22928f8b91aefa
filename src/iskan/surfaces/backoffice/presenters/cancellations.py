"""Cancellations as the desk shows them: the ground, the words, who proposed and who decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from iskan.apps.accounts.queries import names_of
from iskan.apps.waiting_lists.enums import CancellationGround, CancellationOutcome
from iskan.apps.waiting_lists.queries.cancellations import CancellationLine
from iskan.apps.waiting_lists.rules import can_decide_cancellation
from iskan.core.refusal import SameEyes
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.policy.cancellation import LEFT_BEHIND
from iskan.surfaces.ui.formatting import t

_TONES = {
    CancellationOutcome.APPROVED: "danger",
    CancellationOutcome.DECLINED: "neutral",
    CancellationOutcome.OVERTAKEN: "neutral",
}
_AWAITED = Text(ar="بانتظار الموظف الثاني", en="Awaiting the second official")


@dataclass(frozen=True, slots=True, kw_only=True)
class CancellationView:
    """One cancellation."""

    id: int
    reference: str
    ground: str
    explanation: str
    status: str
    tone: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    reason: str
    overtaken: str
    may_decide: bool
    why_not: str


def cancellation_views(lines: Sequence[CancellationLine], scope: Scope) -> tuple[CancellationView, ...]:
    """Return cancellations as this viewer reads them."""
    people = {line.proposed_by_id for line in lines} | {line.decided_by_id for line in lines if line.decided_by_id}
    names = names_of(frozenset(people))
    return tuple(_view(line, scope, names) for line in lines)


def grounds() -> list[tuple[str, str]]:
    """Return the grounds to choose from."""
    return [(ground.value, str(ground.label)) for ground in CancellationGround]


def _view(line: CancellationLine, scope: Scope, names: Mapping[int, Text]) -> CancellationView:
    waits = line.outcome is None and can_decide_cancellation(scope)
    own = line.proposed_by_id == scope.user_id
    return CancellationView(
        id=line.id,
        reference=line.reference,
        ground=str(line.ground.label),
        explanation=line.explanation,
        status=str(line.outcome.label) if line.outcome else t(_AWAITED),
        tone=_TONES[line.outcome] if line.outcome else "warning",
        proposed_by=t(names[line.proposed_by_id]),
        proposed_at=line.proposed_at,
        decided_by=t(names[line.decided_by_id]) if line.decided_by_id else "",
        decided_at=line.decided_at,
        reason=line.reason,
        overtaken=t(LEFT_BEHIND) if line.outcome is CancellationOutcome.OVERTAKEN else "",
        may_decide=waits and not own,
        why_not=t(SameEyes.text) if waits and own else "",
    )
