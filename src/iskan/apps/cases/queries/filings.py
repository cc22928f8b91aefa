"""Cases that somebody files through another channel than this site."""

from iskan.apps.cases.models import Case
from iskan.foundation.scope import OutOfScope, Scope


def draft_of_client(client_id: int, reference: str) -> Case:
    """Return a case a machine of another body has begun, or raise `OutOfScope`."""
    return _one(reference, filing__client_id=client_id)


def draft_of_citizen(scope: Scope, reference: str) -> Case:
    """Return a case a citizen has begun by program, or raise `OutOfScope`."""
    return _one(reference, filing__client=None, filing__official=None, applicant_id=scope.acting_id)


def draft_of_official(scope: Scope, reference: str) -> Case:
    """Return a case an official has begun for a citizen, or raise `OutOfScope`."""
    return _one(reference, filing__official_id=scope.acting_id)


def _one(reference: str, **whose: object) -> Case:
    case = Case.objects.filter(reference=reference, **whose).select_related("applicant", "filing").first()
    if case is None:
        raise OutOfScope(reference)
    return case
