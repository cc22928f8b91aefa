"""The documents of one's own draft or answer: used again, taken back."""

from django.http import HttpResponseBase

from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import citizen
from iskan.surfaces.ui.access import post_only
from iskan.surfaces.wizard.views.evidence import remove_document, reuse_document


@post_only
@citizen
def reuse(request: ScopedRequest, reference: str, code: str) -> HttpResponseBase:
    """Use again what was accepted in an earlier case."""
    return reuse_document(request, request.scope, reference, code, _page_of(request))


@post_only
@citizen
def remove(request: ScopedRequest, reference: str, item_id: int) -> HttpResponseBase:
    """Take back a document."""
    return remove_document(request, request.scope, reference, item_id, _page_of(request))


def _page_of(request: ScopedRequest) -> str:
    """Return the page a document is attached on: the draft's own, or the answer to what the ministry asked."""
    return "portal:answer" if request.GET.get("back") == "answer" else "portal:documents"
