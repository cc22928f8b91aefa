"""Anyone holding a document checks it: by its QR, or by typing its code."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from iskan.apps.documents.press.codes import NotACode, read_code
from iskan.apps.documents.queries import verification_of
from iskan.foundation import clock
from iskan.foundation.ratelimit import LOOK_UP, limited
from iskan.surfaces.portal.presenters.verification import MISTYPED, shown

PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


@require_safe
def ask(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code, and lead to the answer."""
    typed = request.GET.get("code", "").strip()
    if not typed:
        return _page(request, "ask", typed="", error="")
    try:
        return redirect("verify", read_code(typed))
    except NotACode:
        return _page(request, "ask", status=400, typed=typed[:40], error=MISTYPED)


@require_safe
@limited(LOOK_UP)
def answer(request: HttpRequest, token: str) -> HttpResponseBase:
    """Say whether the document under a code speaks for the ministry."""
    found = verification_of(token, clock.today())
    return _page(request, "answer", status=200 if found else 404, result=shown(found))


def _page(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    response = render(request, f"verification/{template}.html", context, status=status)
    for header, value in PRIVATE.items():
        response[header] = value
    return response
