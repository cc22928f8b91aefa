"""How a portal page is rendered, and who may open it."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from iskan.apps.accounts.assurance import StrongerSignInNeeded
from iskan.core.refusal import Refusal
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.presenters.shell import shell_of
from iskan.surfaces.ui.access import citizens_only
from iskan.surfaces.ui.redirects import go
from iskan.surfaces.ui.refusals import with_unsent

__all__ = ["UNPROCESSABLE", "citizen", "go", "page"]

P = ParamSpec("P")
View = Callable[Concatenate[ScopedRequest, P], HttpResponseBase]
PlainView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
UNPROCESSABLE = 422


def page(request: ScopedRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a template of the portal inside its frame."""
    shown = {"shell": shell_of(request), **with_unsent(request, context)}
    return render(request, f"portal/{template}.html", shown, status=status)


def _answer(request: HttpRequest, refusal: Refusal) -> HttpResponseBase:
    if isinstance(refusal, StrongerSignInNeeded):
        return render(request, "account/stronger_sign_in.html", {"text": refusal.text}, status=refusal.status)
    if refusal.status == HTTPStatus.FORBIDDEN:
        raise Http404 from refusal
    raise refusal


def citizen(view: View[P]) -> PlainView[P]:
    """Let citizens alone open a page.

    What was refused is said in the refusal's own words; what was never the viewer's to do finds nothing.
    """
    guarded = citizens_only(view)

    @wraps(view)
    def answering(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return guarded(request, *args, **kwargs)
        except Refusal as refusal:
            return _answer(request, refusal)

    return answering
