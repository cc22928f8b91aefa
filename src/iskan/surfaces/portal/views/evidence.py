"""The documents of a draft: attached, taken back."""

from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from iskan.apps.cases.operations.evidence import remove_evidence
from iskan.apps.cases.queries.wizard import Wizard, wizard_for
from iskan.foundation import clock, ratelimit
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.drafts import applying
from iskan.surfaces.portal.pages import UNPROCESSABLE, citizen, go, page
from iskan.surfaces.portal.presenters.evidence import documents_page
from iskan.surfaces.portal.uploads import first_fault, lay_files
from iskan.surfaces.ui.formatting import t


@ratelimit.limited(ratelimit.UPLOAD, writes_only=True)
@applying
def documents(request: ScopedRequest, wizard: Wizard) -> HttpResponseBase:
    """Show the documents asked for, and take the files sent; a script sends them one by one and reads JSON."""
    if request.method != "POST":
        return page(request, "apply/documents", documents=documents_page(wizard, request.scope.user_id))
    case = wizard.case
    taken, faults = lay_files(request, request.scope, case.reference, case.applicant_id)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"message": t(first_fault(faults))}, status=UNPROCESSABLE) if faults else JsonResponse({})
    if faults:
        fresh = documents_page(wizard_for(request.scope, case.reference), request.scope.user_id, faults)
        return page(request, "apply/documents", status=UNPROCESSABLE, documents=fresh)
    if request.POST.get("action") == "later":
        return go(request, "portal:my_cases", done=_("Your answers are saved. Continue whenever you like."))
    return redirect("portal:documents" if taken else "portal:check", case.reference)


@require_POST
@citizen
def remove(request: ScopedRequest, reference: str, item_id: int) -> HttpResponseBase:
    """Take back a document."""
    remove_evidence(scope=request.scope, reference=reference, item_id=item_id, at=clock.now())
    to = "portal:answer" if request.GET.get("back") == "answer" else "portal:documents"
    return go(request, to, reference, done=_("The file is removed."))
