"""Documents as they leave the system: by permission, never as a page, never kept by anything on the way."""

from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from iskan.apps.documents import operations
from iskan.apps.documents.enums import PreviewSize
from iskan.apps.documents.previews import CONTENT_TYPE
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.ui.access import CITIZENS_SIGN_IN, to_sign_in

NEVER_A_PAGE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Content-Encoding": "identity",  # scans are compressed already
}


@require_safe
def original(request: ScopedRequest, document_id: UUID) -> HttpResponseBase:
    """Send an upload to be saved, as it is stored."""
    if request.scope.user_id is None:
        return to_sign_in(request, CITIZENS_SIGN_IN)
    document = operations.read_document(scope=request.scope, document_id=document_id, at=clock.now())
    return _saved(document.file, document.original_name, document.content_type)


@require_safe
def as_sent(request: ScopedRequest, document_id: UUID) -> HttpResponseBase:
    """Send an upload to be saved, to the byte as it came."""
    if request.scope.user_id is None:
        return to_sign_in(request, CITIZENS_SIGN_IN)
    sent = operations.read_as_sent(scope=request.scope, document_id=document_id, at=clock.now())
    return _saved(sent.file, sent.name, sent.content_type)


@require_safe
def page(request: ScopedRequest, document_id: UUID, number: int) -> HttpResponseBase:
    """Show a page of an upload as a picture."""
    return _picture(request, document_id, number, PreviewSize.PAGE)


@require_safe
def full_page(request: ScopedRequest, document_id: UUID, number: int) -> HttpResponseBase:
    """Show a page of an upload as large as paper is scanned, to look at closely."""
    return _picture(request, document_id, number, PreviewSize.FULL)


@require_safe
def thumbnail(request: ScopedRequest, document_id: UUID) -> HttpResponseBase:
    """Show the first page of an upload as a small picture."""
    return _picture(request, document_id, 1, PreviewSize.THUMBNAIL)


@require_safe
def issued(request: ScopedRequest, token: str) -> HttpResponseBase:
    """Send what the ministry signed, to be saved."""
    if request.scope.user_id is None:
        return to_sign_in(request, CITIZENS_SIGN_IN)
    try:
        document = operations.read_issued(scope=request.scope, token=token, at=clock.now())
    except operations.NotReadyYet as fault:
        raise Http404 from fault
    name = f"{document.code.replace('_', '-')}-{document.case_reference}.pdf"
    return _saved(document.file, name, "application/pdf")


def _saved(file: FieldFile, name: str, content_type: str) -> FileResponse:
    return FileResponse(
        file.open("rb"), as_attachment=True, filename=name, content_type=content_type, headers=NEVER_A_PAGE
    )


def _picture(request: ScopedRequest, document_id: UUID, number: int, size: PreviewSize) -> HttpResponseBase:
    if request.scope.user_id is None:
        return to_sign_in(request, CITIZENS_SIGN_IN)
    try:
        drawn = operations.read_page(
            scope=request.scope, document_id=document_id, page=number, size=size, at=clock.now()
        )
    except operations.PageMissing as fault:
        raise Http404 from fault
    return HttpResponse(drawn, content_type=CONTENT_TYPE, headers={**NEVER_A_PAGE, "Content-Disposition": "inline"})
