"""The file of a household on the desk, reached by the reference of any of its cases."""

from django.http import HttpResponseBase

from iskan.apps.accounts import rules
from iskan.apps.cases.queries.family import family_file
from iskan.foundation import audit, clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import page, reading
from iskan.surfaces.backoffice.presenters.audit_details import HOUSEHOLD_FILE
from iskan.surfaces.backoffice.presenters.family import family_view


@reading(rules.can_read_cases)
def household(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show everything of one family; the look is a line on each case it shows, with its purpose."""
    now = clock.now()
    family = family_file(request.scope, reference)
    for case in family.cases:
        audit.record_read(
            scope=request.scope, subject_kind=audit.CASE, subject=case.reference, at=now, purpose=HOUSEHOLD_FILE
        )
    return page(request, "family", family=family_view(family, request.scope, clock.today()))
