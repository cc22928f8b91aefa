"""The heads of the audit trail as published: whoever keeps one can tell later whether the past was rewritten."""

import inspect

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from iskan.apps.anchors.queries.anchors import PublishedAnchor, last_verification, published_anchors
from iskan.core.anchoring import verify_audit
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import page

LONGEST_NUMBER = 9


@require_safe
def heads(request: ScopedRequest) -> HttpResponseBase:
    """Show the newest heads, and when the trail was last verified."""
    anchors = published_anchors(before=_before(request))
    older = anchors[-1].number if anchors and anchors[-1].number > 1 else None
    return page(request, "trail/heads", anchors=anchors, older=older, verified=last_verification())


@require_safe
def heads_json(request: HttpRequest) -> HttpResponseBase:
    """Return the same for machines: each statement as it was digested, and its time stamp in base 64."""
    return JsonResponse({"anchors": [_as_json(anchor) for anchor in published_anchors(before=_before(request))]})


@require_safe
def verifier(request: HttpRequest) -> HttpResponseBase:
    """Serve the stand-alone verifier of an exported trail as it is shipped."""
    del request
    headers = {"Content-Disposition": 'attachment; filename="verify_audit.py"'}
    source = inspect.getsource(verify_audit)
    return HttpResponse(source, content_type="text/x-python; charset=utf-8", headers=headers)


def _as_json(anchor: PublishedAnchor) -> dict[str, object]:
    said = anchor.statement
    return {
        "number": anchor.number,
        "at": said.at,
        "lines": said.lines,
        "digest": anchor.digest,
        "statement": anchor.written,
        "stamp": anchor.stamp,
        "stamped_at": anchor.stamped_at,
    }


def _before(request: HttpRequest) -> int | None:
    typed = request.GET.get("before", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER else None
