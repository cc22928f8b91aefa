"""Which office decides a case: by its answers, or as it decided the earlier case it is about."""

from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.earlier import earlier_case
from iskan.core.catalogue import Service
from iskan.core.offices import DeclaredDepartment, DepartmentOfEarlier, deciding_department


def office_of(case: Case, service: Service) -> DeclaredDepartment:
    """Return the office a case is for, or raise `NoDepartment`."""
    answers = case.application.answers
    if not isinstance(service.decided_by, DepartmentOfEarlier):
        return deciding_department(service.decided_by, answers)
    earlier = case.about or earlier_case(case, service)
    return deciding_department(service.decided_by, answers, str(getattr(earlier and earlier.department, "code", "")))
