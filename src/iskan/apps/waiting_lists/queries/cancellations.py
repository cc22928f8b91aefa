"""Reading cancellations: what awaits a second official, what was decided, and what a citizen may do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.catalogue.queries import figures
from iskan.apps.waiting_lists.enums import CancellationGround, CancellationOutcome
from iskan.apps.waiting_lists.models import Cancellation
from iskan.core.days import years_after
from iskan.foundation.reading import RelatedRead
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.parameters.entitlements import REVIVAL_YEARS

NEWEST = 100
# A case revived since and housed left its list anew, after the decision.
_OF_CASE = """
SELECT decision.ground, decision.reason, decision.decided_at
FROM waiting_lists_cancellation decision JOIN waiting_lists_waitinglistentry entry ON entry.id = decision.entry_id
WHERE entry.case_id = c.id AND entry.status = 'left' AND decision.outcome = 'approved'
  AND decision.decided_at >= entry.left_at
ORDER BY decision.id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancellationLine:
    """A proposal to cancel and what came of it."""

    id: int
    reference: str
    ground: CancellationGround
    explanation: str
    proposed_by_id: int
    proposed_at: datetime
    outcome: CancellationOutcome | None
    decided_by_id: int | None
    decided_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledLine:
    """A cancellation in force as the citizen is told it; without a day it cannot be revived."""

    ground: CancellationGround
    reason: str
    decided_on: date
    revive_until: date | None


def cancellations(scope: Scope) -> tuple[CancellationLine, ...]:
    """Return the cancellations of the viewer's cases: those that await a decision first, then the newest."""
    rows = Cancellation.objects.filter(entry__case__in=visible_cases(scope)).select_related("entry")
    found = [_line(row) for row in rows.order_by("-proposed_at", "-pk")[:NEWEST]] if scope.is_official else []
    return tuple(sorted(found, key=lambda line: line.outcome is not None))


def cancellation(scope: Scope, cancellation_id: int) -> CancellationLine:
    """Return one, or raise `OutOfScope`."""
    rows = Cancellation.objects.filter(entry__case__in=visible_cases(scope), pk=cancellation_id)
    row = rows.select_related("entry").first() if scope.is_official else None
    if row is None:
        raise OutOfScope(str(cancellation_id))
    return _line(row)


def cancelled(case_id: int) -> CancelledLine | None:
    """Return the decision by which a case left its list, if it was one; the caller has been let into the case."""
    return CANCELLED.of(id=case_id)


def _cancelled(row: Sequence[Any]) -> CancelledLine:
    code, reason, decided_at = row
    ground, decided_on = CancellationGround(code), localdate(decided_at)
    years = figures().value(REVIVAL_YEARS, decided_on)
    return CancelledLine(
        ground=ground,
        reason=reason,
        decided_on=decided_on,
        revive_until=years_after(decided_on, years) if ground.may_be_revived else None,
    )


CANCELLED = RelatedRead(3, _OF_CASE, _cancelled)


def _line(row: Cancellation) -> CancellationLine:
    return CancellationLine(
        id=row.pk,
        reference=row.entry.reference,
        ground=CancellationGround(row.ground),
        explanation=row.explanation,
        proposed_by_id=row.proposed_by_id,
        proposed_at=row.proposed_at,
        outcome=CancellationOutcome(row.outcome) if row.outcome else None,
        decided_by_id=row.decided_by_id,
        decided_at=row.decided_at,
        reason=row.reason,
    )
