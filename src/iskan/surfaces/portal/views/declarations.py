"""Declarations the reader makes in their own name for a family member's application."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.cases.operations.declaring import declare
from iskan.apps.cases.queries.declarations import declarations_awaiting
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import citizen, go, page


@citizen
def declarations(request: ScopedRequest) -> HttpResponseBase:
    """List the declarations asked of the reader, and make one."""
    if request.method != "POST":
        return page(request, "declarations", awaited=declarations_awaiting(request.scope.cpr or ""))
    reference, _colon, code = request.POST.get("declaration", "").partition(":")
    declare(scope=request.scope, reference=reference, code=code, at=clock.now())
    return go(request, "portal:declarations", done=_("Your declaration is made."))
