"""Single entries of the exceptions register, and those that wait for their second approver."""

from iskan.apps.cases.enums import ExceptionKind, ExceptionStatus
from iskan.apps.cases.models import Case, ExceptionEntry
from iskan.apps.cases.queries.scoped import service_of, visible_cases
from iskan.apps.cases.rules import is_open_to_exception
from iskan.core.eligibility import Criterion
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.criteria.incomes import AT_NOMINATION
from iskan.policy.judged_again import criteria_later


def exception_for(scope: Scope, exception_id: int) -> ExceptionEntry:
    """Return an entry of a visible case, or raise `OutOfScope`."""
    entry = (
        ExceptionEntry.objects.select_related("case", "case__applicant", "decided_by", "second_by", "document")
        .filter(pk=exception_id, case__in=visible_cases(scope))
        .first()
    )
    if entry is None:
        raise OutOfScope(str(exception_id))
    return entry


def exceptions_waiting(scope: Scope) -> tuple[ExceptionEntry, ...]:
    """Return the proposed entries nobody has settled yet, the oldest first."""
    return tuple(
        ExceptionEntry.objects.filter(case__in=visible_cases(scope), status=ExceptionStatus.PROPOSED)
        .select_related("case", "case__applicant", "decided_by", "document")
        .order_by("decided_at")
    )


def criteria_open_to_exception(case: Case) -> tuple[Criterion, ...]:
    """Return the criteria a case may be moved past: those that decide it; once granted, those judged again later."""
    service = service_of(case)
    if case.closed_at is None:
        return service.criteria_for(case.programme)
    return criteria_later(service, case.programme)


def outlives_grant(case: Case, entry: ExceptionEntry) -> bool:
    """Say whether a proposed exception still moves something after the grant: order, or the income at nomination."""
    at_nomination = AT_NOMINATION.get(case.programme)
    return entry.kind == ExceptionKind.ORDER or (at_nomination is not None and entry.criterion == at_nomination.code)


def is_open(entry: ExceptionEntry) -> bool:
    """Say whether a second official may still settle a proposed exception as its case stands."""
    case = entry.case
    if not is_open_to_exception(case, entry.kind):
        return False
    return case.closed_at is None or entry.kind == ExceptionKind.ORDER or entry.criterion in _codes_open(case)


def _codes_open(case: Case) -> frozenset[str]:
    return frozenset(criterion.code for criterion in criteria_open_to_exception(case))


def proposable(case: Case) -> tuple[tuple[ExceptionKind, ...], tuple[Criterion, ...]]:
    """Return what a case may be moved past, and the criteria of which one is, where it is one."""
    open_to = tuple(kind for kind in ExceptionKind if is_open_to_exception(case, kind))
    criteria = criteria_open_to_exception(case) if ExceptionKind.CRITERION in open_to else ()
    return tuple(kind for kind in open_to if kind is not ExceptionKind.CRITERION or criteria), criteria
