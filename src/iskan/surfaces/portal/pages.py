"""How a portal page is rendered, and who may open it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render

from iskan.core.text import Text
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.keeping import keep_answers
from iskan.surfaces.portal.presenters.shell import shell_of
from iskan.surfaces.ui.access import citizens_only
from iskan.surfaces.ui.formatting import t

P = ParamSpec("P")
View = Callable[Concatenate[ScopedRequest, P], HttpResponseBase]
PlainView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
UNPROCESSABLE = 422


def page(request: ScopedRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a template of the portal inside its frame."""
    return render(request, f"portal/{template}.html", {"shell": shell_of(request), **context}, status=status)


def go(request: HttpRequest, to: str, *args: Any, done: str = "") -> HttpResponseRedirect:
    """Redirect to a named page, saying there what was done."""
    if done:
        messages.success(request, done)
    response: HttpResponseRedirect = redirect(to, *args)
    return response


def refuse(request: HttpRequest, text: Text, to: str, *args: Any) -> HttpResponseRedirect:
    """Redirect to a named page, saying there why nothing was done."""
    messages.error(request, t(text))
    response: HttpResponseRedirect = redirect(to, *args)
    return response


def citizen(view: View[P]) -> PlainView[P]:
    """Let citizens alone open a page; what is sent after the session ran out is kept until its sender is back."""
    guarded = citizens_only(view)

    @wraps(view)
    def keeping(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            keep_answers(request)
        return guarded(request, *args, **kwargs)

    return keeping
