"""The cases a viewer may see at all; every other query of cases starts here."""

from datetime import datetime
from typing import Any, Protocol

from django.db.models import Q, QuerySet

from iskan.apps.cases.models import Case
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Service
from iskan.foundation.reading import JoinedRead
from iskan.foundation.scope import ActingFor, Duty, OutOfScope, Scope

_WHOLE_CASE = JoinedRead(Case, "applicant", "application", "person", "assignee", "department")
_APPLICATION = JoinedRead(Case, "applicant", "application")
_OWN = "c.applicant_id = %(viewer)s"
_OWN_AND_PRINCIPALS = """(c.applicant_id = %(viewer)s OR EXISTS (
    SELECT FROM unnest(%(principals)s::bigint[], %(by_delegate)s::text[]) AS acting(principal, service)
    WHERE acting.principal = c.applicant_id AND acting.service = c.service_code
))"""
_FILED = "c.filed_at IS NOT NULL"
_UNSEALED = "(c.sealed_at IS NULL OR %(reader)s = ANY(c.sealed_readers))"


def visible_cases(scope: Scope) -> QuerySet[Case]:
    """Return the cases in a viewer's scope: one's own and one's principals', or the filed ones of one's departments.

    Whoever files for somebody else sees the one draft, and a partner's person or machine the one case they answer. An
    official whose role reads no cases sees none, whatever their department: an administrator keeps accounts.
    A delegate sees nothing of the services each citizen uses alone, nor of those they are no delegate for. Of
    officials, a sealed case is there for its readers alone, whatever their role.
    """
    if scope.filing is not None:
        return Case.objects.filter(pk__in=() if scope.filing.case_id is None else (scope.filing.case_id,))
    if scope.partner:
        return Case.objects.filter(pk__in=() if scope.answering is None else (scope.answering,))
    if scope.sees_all_departments:
        return _filed(scope)
    if _reads_none(scope):
        return Case.objects.none()
    if scope.is_official:
        return _filed(scope).filter(department_id__in=scope.department_ids)
    whose = Q(applicant_id=scope.user_id)
    for acting in scope.acting_for:
        whose |= Q(applicant_id=acting.principal_id, service_code__in=_covered(acting))
    return Case.objects.filter(whose)


def _filed(scope: Scope) -> QuerySet[Case]:
    """Return the filed cases that are not sealed from an official."""
    open_to_them = Q(sealed_at__isnull=True) | Q(sealed_readers__contains=[scope.user_id])
    return Case.objects.filter(open_to_them, filed_at__isnull=False)


def _reads_none(scope: Scope) -> bool:
    return not scope.may(Duty.READ) if scope.is_official else scope.user_id is None


def sees_case(scope: Scope, reference: str) -> bool:
    """Say whether a case is in a viewer's scope."""
    return visible_cases(scope).filter(reference=reference).exists()


def visible_where(scope: Scope) -> tuple[str, dict[str, Any]]:
    """Return `visible_cases` as a condition on the table c with its values, for the statements written out by hand."""
    if scope.filing is not None or scope.partner:
        return "c.id = %(the_one)s", {"the_one": scope.filing.case_id if scope.filing else scope.answering}
    if scope.sees_all_departments:
        return f"{_FILED} AND {_UNSEALED}", {"reader": scope.user_id}
    if _reads_none(scope):
        return "FALSE", {}
    if scope.is_official:
        within, departments = _in_departments(scope)
        return f"{_FILED} AND {within} AND {_UNSEALED}", departments | {"reader": scope.user_id}
    values: dict[str, Any] = {"viewer": scope.user_id}
    if not scope.acting_for:
        return _OWN, values
    pairs = [(one.principal_id, service) for one in scope.acting_for for service in _covered(one)]
    principals, services = [principal for principal, _ in pairs], [service for _, service in pairs]
    return _OWN_AND_PRINCIPALS, values | {"principals": principals, "by_delegate": services}


def _in_departments(scope: Scope) -> tuple[str, dict[str, Any]]:
    """Return the condition on a case's department: an equality where there is one, as nearly every official has.

    An index then brings the rows in their order. The database keeps the plan of a statement asked often, too; of a
    list it does not know how long it is, and would plan anew each time, which takes longer than the counting.
    """
    if len(scope.department_ids) == 1:
        return "c.department_id = %(department)s", {"department": next(iter(scope.department_ids))}
    return "c.department_id = ANY(%(departments)s)", {"departments": list(scope.department_ids)}


def _covered(acting: ActingFor) -> list[str]:
    return sorted(code for code in catalogue.codes_by_delegate() if acting.covers(code))


class Filed(Protocol):
    """What settles by which version of a service a case goes: the case itself, or a row of a list."""

    @property
    def service_code(self) -> str: ...
    @property
    def service_version_id(self) -> int: ...
    @property
    def filed_at(self) -> datetime | None: ...


def service_of(case: Case | Filed) -> Service:
    """Return a case's service: a draft follows the version in force, a filed case keeps its own for ever."""
    if case.filed_at is None and case.service_code in catalogue.declared():
        return catalogue.service(case.service_code)
    return catalogue.service_of(case.service_version_id)


def case_for(scope: Scope, reference: str) -> Case:
    """Return a visible case with its applicant, person and answers, or raise `OutOfScope`."""
    return _visible(_WHOLE_CASE, scope, reference)


def application_for(scope: Scope, reference: str) -> Case:
    """Return a visible case with its applicant and answers alone, or raise `OutOfScope`."""
    return _visible(_APPLICATION, scope, reference)


def _visible(cases: JoinedRead[Case], scope: Scope, reference: str) -> Case:
    where, values = visible_where(scope)
    found = cases.one(f"c.reference = %(reference)s AND {where}", values | {"reference": reference})
    if found is None:
        raise OutOfScope(reference)
    return found


def applicant_of(reference: str) -> int:
    """Return the applicant of a case by its reference; whoever asks has been let into the case."""
    return Case.objects.values_list("applicant_id", flat=True).get(reference=reference)
