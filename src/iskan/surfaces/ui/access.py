"""Who may open a page at all; what they then see on it, the scoped queries decide."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_POST

from iskan.apps.accounts.unsent import KEY, keep_unsent, page_of
from iskan.core.text import Text
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.surfaces.ui.formatting import t

P = ParamSpec("P")
Rule = Callable[[Scope], bool]
View = Callable[Concatenate[ScopedRequest, P], HttpResponseBase]
PlainView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

CITIZENS_SIGN_IN, OFFICIALS_SIGN_IN = "sign_in", "account_login"
SIGNED_OUT = Text(
    ar="انتهت الجلسة ولم يُستلم الملف. يرجى تسجيل الدخول ثم إرفاقه مرة أخرى.",
    en="Your session has ended and the file was not received. Sign in and attach it again.",
)


def post_only(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Let an address take forms and nothing else: what it shows is nowhere to come back to (`takes_get`)."""
    guarded: Callable[P, HttpResponseBase] = require_POST(view)
    guarded.post_only = True  # type: ignore[attr-defined] # decorators around it carry it on
    return guarded


def takes_get(path: str) -> bool:
    """Say whether the page of an address can be asked for, and not only sent to."""
    try:
        return not getattr(resolve(path).func, "post_only", False)
    except Resolver404:
        return False


def citizens_only(view: View[P]) -> PlainView[P]:
    """Let citizens pass; the unknown are asked to sign in and come back, and officials are told nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        scoped = cast("ScopedRequest", request)
        if scoped.scope.user_id is None:
            return to_sign_in(request, CITIZENS_SIGN_IN)
        if scoped.scope.cpr is None:
            raise Http404
        return view(scoped, *args, **kwargs)

    return guarded


def officials_only(*rules: Rule) -> Callable[[View[P]], PlainView[P]]:
    """Let officials pass to whom one of the rules gives leave; citizens are told nothing."""

    def wrap(view: View[P]) -> PlainView[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            scoped = cast("ScopedRequest", request)
            if scoped.scope.user_id is None:
                return to_sign_in(request, OFFICIALS_SIGN_IN)
            _refuse_unless_allowed(scoped.scope, rules)
            return view(scoped, *args, **kwargs)

        return guarded

    return wrap


def partners_only(*rules: Rule) -> Callable[[View[P]], PlainView[P]]:
    """Let people of partner bodies pass to whom one of the rules gives leave; anybody else is told nothing."""

    def wrap(view: View[P]) -> PlainView[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            scoped = cast("ScopedRequest", request)
            if scoped.scope.user_id is None:
                return to_sign_in(request, OFFICIALS_SIGN_IN)
            if not scoped.scope.partner:
                raise Http404
            if not any(rule(scoped.scope) for rule in rules):
                raise PermissionDenied
            return view(scoped, *args, **kwargs)

        return guarded

    return wrap


def _refuse_unless_allowed(scope: Scope, rules: tuple[Rule, ...]) -> None:
    if not scope.is_official:
        raise Http404
    if rules and not any(rule(scope) for rule in rules):
        raise PermissionDenied


def to_sign_in(request: HttpRequest, route: str) -> HttpResponseBase:
    """Send the reader to sign in; a page asked for by GET is where they come back to.

    A script that sends a file would take the page of signing in for a receipt: it is told plainly.
    """
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"message": t(SIGNED_OUT)}, status=HTTPStatus.UNAUTHORIZED)
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path(), reverse(route))
    match = request.resolver_match
    if KEY not in request.session and match is not None and "reference" in match.kwargs:
        keep_unsent(request)
    return redirect_to_login(page_of(request, "/"), reverse(route))
