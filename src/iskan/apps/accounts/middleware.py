"""Who is looking at this request, and what an official must still do before they may look at anything."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import get_resolver, reverse
from django.utils.functional import SimpleLazyObject

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations.sign_ins import record_refused_access, record_sign_out
from iskan.apps.accounts.queries import scope_of
from iskan.apps.accounts.session_limits import assurance_of_session, why_over
from iskan.apps.accounts.sessions import user_of
from iskan.apps.accounts.unsent import keep_unsent, page_of
from iskan.foundation import clock
from iskan.foundation.ratelimit import TooOften, too_many_requests
from iskan.foundation.scope import NOBODY, OutOfScope, Scope, ScopedRequest

REFUSED = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
ALWAYS_OPEN = frozenset({"account_logout", "ui:scheme"})
SECOND_FACTOR_STEPS = ALWAYS_OPEN | {"account_reauthenticate", "mfa_reauthenticate", "mfa_activate_totp"}
PASSWORD_STEPS = SECOND_FACTOR_STEPS | {"mfa_view_recovery_codes", "account_change_password"}


class ScopeMiddleware:
    """Sets ``request.scope`` when it is first asked for, and holds officials at the door until they are through it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        cast("ScopedRequest", request).scope = cast("Scope", SimpleLazyObject(lambda: _scope(request)))
        response = self.get_response(request)
        if response.status_code in REFUSED:
            _keep_refusal(request, response.status_code)
        return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponseBase], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Send an official to the step still missing; let everyone else pass. From here on the viewer is known."""
        user = request.user = user_of(request)
        cast("ScopedRequest", request).scope = _scope(request)
        if not isinstance(user, User):
            return None
        if reason := why_over(request.session, is_official=bool(user.roles)):
            return _signed_out(request, user, reason)
        return _next_step(request, user) if user.roles else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Tell nobody whether what they may not see exists, and ask those in a hurry to wait."""
        if isinstance(exception, OutOfScope):
            return _not_found(request, exception)
        if isinstance(exception, TooOften):
            return too_many_requests(request, exception.retry_after)
        return None


def _keep_refusal(request: HttpRequest, status: int) -> None:
    """Keep that an official was refused something they named: a case, a person, a document."""
    match, scope = request.resolver_match, cast("ScopedRequest", request).scope
    if match is not None and match.kwargs and scope.is_official:
        named = {name: str(value)[:60] for name, value in match.kwargs.items()}
        record_refused_access(scope=scope, address=match.view_name, named=named, status=status, at=clock.now())


def _not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    page: Callable[..., HttpResponseBase] = get_resolver().resolve_error_handler(404)
    return page(request, exception=exception)


def _scope(request: HttpRequest) -> Scope:
    user = request.user
    if isinstance(user, User) and user.roles and not has_second_factor(request):
        return NOBODY
    return scope_of(user, clock.today(), assurance_of_session(request.session))


def has_second_factor(request: HttpRequest) -> bool:
    """Say whether this session was opened, or has since been confirmed, with a second factor."""
    user = request.user
    return isinstance(user, User) and any(r["method"] == "mfa" for r in get_authentication_records(request, user))


def forget_second_factor_of_session(request: HttpRequest) -> None:
    """Make this session one that must be confirmed again."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [r for r in records if r["method"] != "mfa"]


def _next_step(request: HttpRequest, user: User) -> HttpResponse | None:
    here = request.resolver_match.view_name if request.resolver_match else ""
    if not has_second_factor(request):
        return None if here in SECOND_FACTOR_STEPS else HttpResponseRedirect(_second_factor_url(user))
    if user.password_is_temporary:
        return None if here in PASSWORD_STEPS else HttpResponseRedirect(reverse("account_change_password"))
    return None


def _second_factor_url(user: User) -> str:
    has_one = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    return reverse("mfa_reauthenticate" if has_one else "mfa_activate_totp")


def _signed_out(request: HttpRequest, user: User, reason: str) -> HttpResponse | None:
    """End a session; an official signs in again, a citizen goes on as anybody does and is asked where it matters."""
    record_sign_out(user=user, at=clock.now(), reason=reason)
    logout(request)
    if request.method == "POST":
        keep_unsent(request, sender=user.pk)
    if user.roles:
        here = request.get_full_path()
        come_back = page_of(request, here) if request.method == "POST" else here
        return redirect_to_login(come_back, reverse("account_login"))
    cast("ScopedRequest", request).scope = NOBODY
    return None
