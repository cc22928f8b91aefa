"""How a portal page is rendered, and who may open it."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from iskan.apps.accounts.assurance import StrongerSignInNeeded
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.presenters.shell import shell_of
from iskan.surfaces.ui.access import citizens_only
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.redirects import go
from iskan.surfaces.wizard.keeping import keep_answers

__all__ = ["UNPROCESSABLE", "citizen", "go", "page"]

P = ParamSpec("P")
View = Callable[Concatenate[ScopedRequest, P], HttpResponseBase]
PlainView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
UNPROCESSABLE = 422
TOO_LATE = Text(
    ar="تغيّرت حالة المعاملة في هذه الأثناء فلم يُنفَّذ طلبك. تجد هنا حالة معاملاتك الآن.",
    en="The case has moved on meanwhile, so what you asked was not done. This is where your cases stand now.",
)


def page(request: ScopedRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a template of the portal inside its frame."""
    return render(request, f"portal/{template}.html", {"shell": shell_of(request), **context}, status=status)


def _answer(request: HttpRequest, refusal: Refusal) -> HttpResponseBase:
    if isinstance(refusal, StrongerSignInNeeded):
        return render(request, "account/stronger_sign_in.html", {"text": refusal.text}, status=refusal.status)
    if refusal.status == HTTPStatus.FORBIDDEN:
        raise Http404 from refusal
    if refusal.status != HTTPStatus.CONFLICT:
        raise refusal
    messages.error(request, t(TOO_LATE))
    return redirect("portal:my_cases")


def citizen(view: View[P]) -> PlainView[P]:
    """Let citizens alone open a page; what is sent after the session ran out is kept until its sender is back.

    Only answers to a case are kept: its page opens to nobody else who signs in on the same machine.
    A move that came too late is said to be just that; one that was never the viewer's to make finds nothing.
    """
    guarded = citizens_only(view)

    @wraps(view)
    def keeping(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method == "POST" and "reference" in kwargs and not request.user.is_authenticated:
            keep_answers(request)
        try:
            return guarded(request, *args, **kwargs)
        except Refusal as refusal:
            return _answer(request, refusal)

    return keeping
