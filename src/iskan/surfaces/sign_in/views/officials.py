"""The officials' sign-in: a password, then a second factor, and the pages that keep both."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, cast

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as second_factor
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache

from iskan.apps.accounts import operations
from iskan.apps.accounts.middleware import forget_second_factor_of_session
from iskan.apps.accounts.operations import record_second_factor, second_factor_held
from iskan.apps.accounts.passwords import awaits_password, tokens
from iskan.foundation import clock
from iskan.foundation.ratelimit import SIGN_IN, limited
from iskan.surfaces.ui.access import OFFICIALS_SIGN_IN, to_sign_in

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

sign_in = limited(SIGN_IN, writes_only=True, failures_only=True)(account.login)


def _asked_anew(view: Any) -> View[...]:
    """Ask again for a second factor that was replaced in the moment it was given, in another window."""

    @wraps(view)
    def asking(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return cast("HttpResponseBase", view(request, *args, **kwargs))
        except Authenticator.DoesNotExist:
            return HttpResponseRedirect(request.get_full_path())

    return asking


sign_in_by_code = limited(SIGN_IN, writes_only=True, failures_only=True)(_asked_anew(second_factor.authenticate))


def own_account(view: View[P]) -> View[P]:
    """Let an official pass to their own account, also before they have a second factor; nobody else has such pages."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request, OFFICIALS_SIGN_IN)
        if not getattr(request.user, "roles", ()):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


class ActivateTotp(totp.ActivateTOTPView):
    """Setting up an authenticator proves possession of it: the session counts as confirmed from then on."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type=Authenticator.Type.TOTP)
        self.request.session.cycle_key()
        record_second_factor(user=self.request.user, action="second_factor.set", at=clock.now())
        return response


class ReplaceTotp(totp.DeactivateTOTPView):
    """Giving up an authenticator leads straight to setting up the next."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        forget_second_factor_of_session(self.request)
        record_second_factor(user=self.request.user, action="second_factor.given_up", at=clock.now())
        return response


class NewRecoveryCodes(recovery.GenerateRecoveryCodesView):
    """New codes put the old ones out of use."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_second_factor(user=self.request.user, action="recovery_codes.renewed", at=clock.now())
        return response


class ChoosePassword(PasswordResetConfirmView):
    """The page a link leads to that was sent to an official's own address: a password of theirs, then the door."""

    token_generator = tokens
    template_name = "account/choose_password.html"
    success_url = reverse_lazy(OFFICIALS_SIGN_IN)

    def get_user(self, uidb64: str) -> Any:
        user = super().get_user(uidb64)
        return awaits_password(user.pk) if user else None

    def form_valid(self, form: Any) -> HttpResponse:
        operations.change_password(user=form.user, password=form.cleaned_data["new_password1"], at=clock.now())
        del self.request.session[INTERNAL_RESET_SESSION_TOKEN]
        return HttpResponseRedirect(str(self.success_url))

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        if not context["validlink"]:
            response_kwargs["status"] = HTTPStatus.NOT_FOUND
        return super().render_to_response(context, **response_kwargs)


choose_password = limited(SIGN_IN)(ChoosePassword.as_view())


def _own(view: Any) -> View[...]:
    return own_account(cast("View[...]", view))


def _one_at_a_time(view: Any) -> View[...]:
    """Answer one request at a time of those that keep one official's second factor.

    Showing recovery codes writes that they were shown, and new codes take the row of the old ones away.
    """

    @wraps(view)
    def waiting(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with second_factor_held(cast("int", request.user.pk)):
            return cast("HttpResponseBase", view(request, *args, **kwargs))

    return _own(waiting)


confirm_password = _own(account.reauthenticate)
confirm_code = _own(_asked_anew(second_factor.reauthenticate))
change_password = _own(account.password_change)
security = _own(second_factor.index)
activate_totp = _one_at_a_time(ActivateTotp.as_view())
replace_totp = _one_at_a_time(ReplaceTotp.as_view())
recovery_codes = _one_at_a_time(recovery.view_recovery_codes)
new_recovery_codes = _one_at_a_time(NewRecoveryCodes.as_view())
download_recovery_codes = _one_at_a_time(recovery.download_recovery_codes)
