"""The documents of a draft: attached, taken back."""

from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from iskan.apps.cases.operations.evidence import (
    NotAskedFor,
    NotGivenBefore,
    TooManyDocuments,
    remove_evidence,
    reuse_evidence,
)
from iskan.apps.cases.queries.evidence import evidence_terms
from iskan.apps.cases.queries.wizard import Wizard, wizard_for
from iskan.apps.catalogue.queries import figures
from iskan.foundation import clock, ratelimit
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.drafts import applying
from iskan.surfaces.portal.pages import UNPROCESSABLE, citizen, go, page
from iskan.surfaces.portal.presenters.evidence import DocumentsPage, documents_page
from iskan.surfaces.portal.uploads import UploadResult, attach_files
from iskan.surfaces.ui.formatting import t


@ratelimit.limited(ratelimit.UPLOAD, writes_only=True)
@applying
def documents(request: ScopedRequest, wizard: Wizard) -> HttpResponseBase:
    """Show the documents asked for, and take the files sent; a script sends them one by one and reads JSON."""
    if request.method != "POST":
        return page(request, "apply/documents", documents=_documents(request, wizard))
    case = wizard.case
    sent = attach_files(request, request.scope, case.reference, case.applicant_id)
    if "application/json" in request.headers.get("Accept", ""):
        return answer_script(sent)
    if sent.first_fault:
        fresh = _documents(request, wizard_for(request.scope, case.reference), sent)
        return page(request, "apply/documents", status=UNPROCESSABLE, documents=fresh)
    if request.POST.get("action") == "later":
        return go(request, "portal:my_cases", done=_("Your answers are saved. Continue whenever you like."))
    return redirect("portal:documents" if sent.taken else "portal:check", case.reference)


def _documents(request: ScopedRequest, wizard: Wizard, sent: UploadResult | None = None) -> DocumentsPage:
    terms = evidence_terms(request.scope, wizard.case, wizard.evidence, clock.today(), figures())
    return documents_page(wizard, request.scope.user_id, terms, sent)


def answer_script(sent: UploadResult) -> HttpResponseBase:
    """Tell a script that sends files one by one whether its file was taken."""
    fault = sent.first_fault
    return JsonResponse({"message": t(fault)}, status=UNPROCESSABLE) if fault else JsonResponse({})


@require_POST
@citizen
def reuse(request: ScopedRequest, reference: str, code: str) -> HttpResponseBase:
    """Use again what was accepted in an earlier case."""
    to = "portal:answer" if request.GET.get("back") == "answer" else "portal:documents"
    given_in = request.POST.get("given_in", "")
    try:
        reuse_evidence(scope=request.scope, reference=reference, code=code, from_reference=given_in, at=clock.now())
    except (NotAskedFor, NotGivenBefore, TooManyDocuments) as refusal:
        return go(request, to, reference, failed=t(refusal.text))
    return go(request, to, reference, done=_("The document you gave before is attached."))


@require_POST
@citizen
def remove(request: ScopedRequest, reference: str, item_id: int) -> HttpResponseBase:
    """Take back a document."""
    remove_evidence(scope=request.scope, reference=reference, item_id=item_id, at=clock.now())
    to = "portal:answer" if request.GET.get("back") == "answer" else "portal:documents"
    return go(request, to, reference, done=_("The file is removed."))
