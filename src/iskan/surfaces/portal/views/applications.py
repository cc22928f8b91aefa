"""A filed application, confirmed to the citizen."""

from django.http import HttpResponseBase
from django.shortcuts import redirect

from iskan.apps.cases.queries.dossier import dossier_for
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import citizen, page
from iskan.surfaces.portal.presenters.confirmation import confirmation


@citizen
def filed(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Confirm that an application is filed, with its reference."""
    dossier = dossier_for(request.scope, reference, clock.today())
    if dossier.case.filed_at is None:
        return redirect("portal:apply", reference)
    return page(request, "apply/filed", confirmation=confirmation(dossier))
