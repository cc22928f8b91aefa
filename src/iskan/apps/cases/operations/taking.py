"""The next case for an official: the most urgent nobody works on, taken so that no two are given the same."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from iskan.apps.cases import rules
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.assignment import take
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.operations.moves import why_partial
from iskan.apps.cases.queries.impartial import workable_where
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.queries.waiting import AWAITED, TO_DECIDE, standing_values
from iskan.core.lifecycle import Act
from iskan.core.refusal import NotForThisRole
from iskan.foundation.reading import JoinedRead
from iskan.foundation.scope import Duty, Scope

_CASE = JoinedRead(Case, "applicant")
_FREE = f"c.assignee_id IS NULL AND {AWAITED} = ''"
# What is recommended stays with who recommended it until a second official takes it to decide.
_RECOMMENDED = f"""{TO_DECIDE} AND (c.assignee_id IS NULL OR EXISTS (
    SELECT FROM cases_decision d
    WHERE d.case_id = c.id AND d.replaced_at IS NULL AND d.outcome = '' AND d.recommended_by_id = c.assignee_id
))"""
_MOST_URGENT = "ORDER BY c.due_on, c.id LIMIT 1 FOR NO KEY UPDATE OF c SKIP LOCKED"


@transaction.atomic
def take_next(*, scope: Scope, at: datetime) -> Case | None:
    """Take the most urgent case ready in the viewer's departments and begin its review; nothing where there is none.

    What another official is taking at the same moment is passed over, and what this one must leave to others.

    Raises:
        NotForThisRole: the viewer neither reviews cases nor decides them.
    """
    if not rules.can_take(scope):
        raise NotForThisRole
    case = _next(scope, _RECOMMENDED) if scope.may(Duty.DECIDE) else None
    case = case or _next(scope, _FREE)
    if case is not None:
        take(case=case, scope=scope, at=at)
        _begin(case, scope, at)
    return case


def _next(scope: Scope, condition: str) -> Case | None:
    where, values = workable_where(scope)
    values |= standing_values(scope)
    passed: Sequence[int] = ()
    while True:
        asked = f"c.closed_at IS NULL AND {condition} AND {where} AND c.id <> ALL(%(passed)s::bigint[]) {_MOST_URGENT}"
        case = _CASE.one(asked, values | {"passed": list(passed)})
        if case is None or why_partial(scope, case) is None:
            return case
        passed = (*passed, case.pk)


def _begin(case: Case, scope: Scope, at: datetime) -> None:
    """Begin the review of a case that is still to begin, so that taking it is one act."""
    begun = (one for one in service_of(case).lifecycle.leaving(case.stage) if one.act is Act.BEGIN)
    following = next((one for one in begun if rules.may_make(scope, case, one)), None)
    if following is not None:
        make_move(scope=scope, reference=case.reference, code=following.code, at=at)
