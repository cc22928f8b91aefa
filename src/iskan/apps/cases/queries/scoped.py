"""The cases a viewer may see at all; every other query of cases starts here."""

from django.db.models import Q, QuerySet

from iskan.apps.cases.models import Case
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Service
from iskan.foundation.scope import OutOfScope, Scope


def visible_cases(scope: Scope) -> QuerySet[Case]:
    """Return the cases in a viewer's scope: one's own and one's principals', or the filed ones of one's departments.

    A delegate sees nothing of the services each citizen uses alone.
    """
    if scope.sees_all_departments:
        return Case.objects.filter(filed_at__isnull=False)
    if scope.is_official:
        return Case.objects.filter(filed_at__isnull=False, department_id__in=scope.department_ids)
    if scope.user_id is None:
        return Case.objects.none()
    whose = Q(applicant_id=scope.user_id)
    if scope.principal_ids:
        whose |= Q(applicant_id__in=scope.principal_ids, service_code__in=catalogue.codes_by_delegate())
    return Case.objects.filter(whose)


def service_of(case: Case) -> Service:
    """Return a case's service: a draft follows the version in force, a filed case keeps its own for ever."""
    if case.filed_at is None and case.service_code in catalogue.declared():
        return catalogue.service(case.service_code)
    return catalogue.service_of(case.service_version_id)


def case_for(scope: Scope, reference: str) -> Case:
    """Return a visible case with its applicant, person and answers, or raise `OutOfScope`."""
    found = (
        visible_cases(scope)
        .select_related("applicant", "application", "person", "assignee", "department")
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise OutOfScope(reference)
    return found
