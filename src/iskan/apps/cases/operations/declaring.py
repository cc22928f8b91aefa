"""Declarations adults of a household make in their own name, on their own sign-in."""

from datetime import datetime

from django.db import transaction

from iskan.apps.cases.models import Case, DeclarationMade
from iskan.apps.cases.operations.checking import queue_register
from iskan.apps.cases.queries.lists import declarations_awaiting
from iskan.apps.catalogue import queries as catalogue
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope


@transaction.atomic
def declare(*, scope: Scope, reference: str, code: str, at: datetime) -> DeclarationMade:
    """Make a declaration somebody's application waits for; the checks that waited for it are queued.

    Raises:
        OutOfScope: the viewer is not asked to declare that.
    """
    awaited = {(ref, declaration) for ref, declaration, _words in declarations_awaiting(scope.cpr or "")}
    if (reference, code) not in awaited:
        raise OutOfScope(reference)
    case = Case.objects.select_for_update(of=("self",)).get(reference=reference)
    made = DeclarationMade.objects.create(
        case=case, code=code, cpr=scope.cpr or "", made_by_id=scope.acting_id, made_at=at
    )
    audit.record(
        scope=scope, action="declaration.made", subject_kind="case", subject=reference, at=at, declaration=code
    )
    for check in catalogue.service_of(case.service_version_id).register_checks:
        if check.declaration == code:
            queue_register(case_id=case.pk, register=check.register)
    return made
