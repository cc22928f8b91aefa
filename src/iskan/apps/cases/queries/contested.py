"""The answers entered for applicants that they say are not theirs, and nobody has settled yet."""

from datetime import datetime

from iskan.apps.cases.models import CitizenRequest
from iskan.apps.cases.queries.impartial import workable_cases, workable_where
from iskan.apps.cases.queries.scoped import case_for
from iskan.core.text import Text
from iskan.foundation.scope import Duty, OutOfScope, Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed

# For everybody of the department until one takes it, but never for whoever entered the answer.
_ROWS = """
SELECT r.id::text AS key, c.reference, c.applicant_id AS person_id, r.identified_by AS what, r.contested_at AS since,
    '' AS on_whom
FROM cases_citizenrequest r JOIN cases_case c ON c.id = r.case_id
WHERE r.contested_at IS NOT NULL AND r.contest_settled_at IS NULL AND r.taken_by_id IS DISTINCT FROM %(me)s
    AND (r.contest_owner_id IS NULL OR r.contest_owner_id = %(me)s) AND
"""
_MOST_LISTED = 200


def _waiting(scope: Scope, _at: datetime) -> WaitingRows | None:
    if not scope.may(Duty.WORK):
        return None
    where, values = workable_where(scope)
    return WaitingRows(f"{_ROWS} {where}", values | {"me": scope.user_id})


ANSWERS_CONTESTED = exposed(
    WaitingPart(
        code="contested",
        name=Text(ar="ردود سجّلها موظفون واعترض عليها أصحابها", en="Answers entered by officials and contested"),
        rows=_waiting,
    )
)


def contested_answers(scope: Scope) -> tuple[CitizenRequest, ...]:
    """Return the contested answers nobody has settled in the cases a viewer sees, the oldest first.

    Raises:
        OutOfScope: the viewer does not work on cases.
    """
    if not scope.may(Duty.WORK):
        raise OutOfScope
    waiting = CitizenRequest.objects.filter(contested_at__isnull=False, contest_settled_at=None)
    seen = waiting.filter(case__in=workable_cases(scope)).select_related("case__applicant")
    return tuple(seen.order_by("contested_at", "pk")[:_MOST_LISTED])


def contested_answer(scope: Scope, reference: str, request_id: int) -> CitizenRequest:
    """Return a contested answer nobody has settled, with its case, or raise `OutOfScope`."""
    case = case_for(scope, reference)
    found = case.requests.filter(pk=request_id, contested_at__isnull=False, contest_settled_at=None).first()
    if found is None or not scope.may(Duty.WORK):
        raise OutOfScope(str(request_id))
    found.case = case
    return found
