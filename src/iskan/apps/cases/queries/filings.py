"""Cases that somebody files through another channel than this site."""

from typing import Final

from iskan.apps.accounts.queries import department_codes
from iskan.apps.cases.models import Case
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.standing import is_for_applicants
from iskan.core.catalogue import Channel, Service
from iskan.core.offices import DeclaredDepartment
from iskan.foundation.scope import OutOfScope, Scope

ATTENDED: Final = (Channel.DESK, Channel.PHONE)


def draft_of_client(client_id: int, reference: str) -> Case:
    """Return a case a machine of another body has begun, or raise `OutOfScope`."""
    return _one(reference, filing__client_id=client_id)


def draft_of_citizen(scope: Scope, reference: str) -> Case:
    """Return a case a citizen has begun by program, or raise `OutOfScope`."""
    return _one(reference, filing__client=None, filing__official=None, applicant_id=scope.acting_id)


def draft_of_official(scope: Scope, reference: str) -> Case:
    """Return a case an official has begun for a citizen, or raise `OutOfScope`."""
    return _one(reference, filing__official_id=scope.acting_id)


def drafts_of_official(scope: Scope) -> tuple[Case, ...]:
    """Return the drafts an official has begun for citizens and that nobody has filed or discarded, newest first."""
    drafts = Case.objects.filter(filing__official_id=scope.acting_id, filed_at=None, closed_at=None)
    return tuple(drafts.select_related("applicant", "application").order_by("-created_at", "-pk"))


def services_to_file(scope: Scope) -> tuple[Service, ...]:
    """Return the services an official may file for citizens: which their departments decide, present or by phone."""
    own = department_codes(scope.department_ids)
    return tuple(
        service
        for service in catalogue.services()
        if is_for_applicants(service)
        and not set(ATTENDED).isdisjoint(service.channels)
        and not own.isdisjoint(deciding_codes(service))
    )


def deciding_codes(service: Service) -> frozenset[str]:
    """Return the codes of the departments that decide a service, or some of its cases."""
    decided_by = service.decided_by
    offices = (decided_by,) if isinstance(decided_by, DeclaredDepartment) else decided_by.departments
    return frozenset(office.code for office in offices)


def _one(reference: str, **whose: object) -> Case:
    case = Case.objects.filter(reference=reference, **whose).select_related("applicant", "filing").first()
    if case is None:
        raise OutOfScope(reference)
    return case
