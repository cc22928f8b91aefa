"""The documents of a draft: attached, taken back."""

from dataclasses import replace

from django.http import HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from iskan.apps.cases.operations.evidence import (
    NotAskedFor,
    NotGivenBefore,
    TooManyDocuments,
    remove_evidence,
    reuse_evidence,
)
from iskan.apps.cases.queries.evidence import evidence_terms
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.apps.catalogue.queries import figures
from iskan.foundation import clock
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.redirects import go
from iskan.surfaces.wizard.presenters.evidence import DocumentsPage, documents_page
from iskan.surfaces.wizard.surface import OpenDraft
from iskan.surfaces.wizard.uploads import UploadResult, attach_files
from iskan.surfaces.wizard.views.applications import UNPROCESSABLE, later


def documents(request: ScopedRequest, draft: OpenDraft) -> HttpResponseBase:
    """Show the documents asked for, and take the files sent; a script sends them one by one and reads JSON."""
    if request.method != "POST":
        return draft.page(request, "documents", documents=_documents(draft))
    sent = attach_files(request, draft.scope, draft.reference, draft.wizard.case.applicant_id)
    if "application/json" in request.headers.get("Accept", ""):
        return answer_script(sent)
    if sent.first_fault:
        fresh = replace(draft, wizard=wizard_for(draft.scope, draft.reference))
        return draft.page(request, "documents", status=UNPROCESSABLE, documents=_documents(fresh, sent))
    if request.POST.get("action") == "later":
        return later(request, draft)
    return draft.surface.lead("documents" if sent.taken else "check", draft.reference)


def _documents(draft: OpenDraft, sent: UploadResult | None = None) -> DocumentsPage:
    wizard = draft.wizard
    terms = evidence_terms(draft.scope, wizard.case, wizard.evidence, clock.today(), figures())
    return documents_page(draft, terms, sent)


def answer_script(sent: UploadResult) -> HttpResponseBase:
    """Tell a script that sends files one by one whether its file was taken."""
    fault = sent.first_fault
    return JsonResponse({"message": t(fault)}, status=UNPROCESSABLE) if fault else JsonResponse({})


def reuse_document(request: ScopedRequest, scope: Scope, reference: str, code: str, to: str) -> HttpResponseBase:
    """Use again what was accepted in an earlier case, and lead back."""
    given_in = request.POST.get("given_in", "")
    try:
        reuse_evidence(scope=scope, reference=reference, code=code, from_reference=given_in, at=clock.now())
    except (NotAskedFor, NotGivenBefore, TooManyDocuments) as refusal:
        return go(request, to, reference, failed=t(refusal.text))
    return go(request, to, reference, done=_("The document you gave before is attached."))


def remove_document(request: ScopedRequest, scope: Scope, reference: str, item_id: int, to: str) -> HttpResponseBase:
    """Take back a document, and lead back."""
    remove_evidence(scope=scope, reference=reference, item_id=item_id, at=clock.now())
    return go(request, to, reference, done=_("The file is removed."))
