"""Who has looked at the reader's file, and what other bodies were asked about them."""

from django.http import HttpResponseBase

from iskan.apps.cases.queries.lists import cases_of
from iskan.foundation import audit
from iskan.foundation.scope import ScopedRequest
from iskan.integrations.queries import exchanges_about
from iskan.surfaces.portal.pages import citizen, page
from iskan.surfaces.portal.presenters.records import record_page


@citizen
def readings(request: ScopedRequest) -> HttpResponseBase:
    """Show every reading of the citizen's cases by an official, and every question put to a register about them."""
    own = [line.reference for line in cases_of(request.scope) if line.applicant_id == request.scope.user_id]
    readings = audit.readings_of(subject_kind=audit.CASE, subjects=own)
    appearances, exchanges = audit.appearances_of(own), exchanges_about(request.scope.cpr or "")
    return page(request, "record", record=record_page(readings, appearances, exchanges))
