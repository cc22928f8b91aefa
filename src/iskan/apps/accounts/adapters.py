"""Our say in how django-allauth lets people in: whom it admits, what it keeps, where it sends them next."""

import base64
import hashlib
import logging
from http import HTTPStatus
from typing import Any

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from iskan.apps.accounts import devices
from iskan.apps.accounts.enums import Assurance
from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations.citizens import Claims, ClaimsIncomplete, admit_citizen
from iskan.apps.accounts.operations.officials import change_password
from iskan.apps.accounts.operations.sign_ins import record_refusal, record_sign_in, record_sign_out
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import clock, ratelimit
from iskan.integrations.ekey.session import ekey_session

logger = logging.getLogger(__name__)


class SecondFactorUnreadable(Refusal):
    """The secret of a second factor was kept under a key this installation has no more."""

    text = Text(
        ar="تعذرت قراءة وسيلة التحقق الثانية لأن مفتاح النظام تغيّر. يرجى مراجعة مسؤول النظام لإعادة ضبطها.",
        en="Your second factor cannot be read: the system's key was changed. Ask the administrator to set it anew.",
    )
    status = HTTPStatus.SERVICE_UNAVAILABLE


WRONG_CREDENTIALS = _("The user name or the password is not right.")


class AccountAdapter(DefaultAccountAdapter):
    """Officials come in by password and second factor; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": WRONG_CREDENTIALS,
        "username_password_mismatch": WRONG_CREDENTIALS,
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your current password."),
        "incorrect_code": _("The code is not right. Wait for the next one and try again."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return a mark of the address instead of the address: allauth stores what it counts under."""
        return ratelimit.address_mark(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Count the attempt against the name, whether anybody has it; a success is taken back.

        Raises:
            TooOften: too many passwords were wrong there; from elsewhere the owner of the name comes in as ever.
        """
        name = str(credentials.get("username", "")).strip().casefold()
        counts = devices.counts_for(request, name)
        if waits := [wait for rate, who in counts if (wait := ratelimit.count(rate, who))]:
            raise ratelimit.TooOften(max(waits))
        user = authenticate(request, **credentials)
        if not isinstance(user, User) or not user.roles:
            record_refusal(username=name, at=clock.now())
            return None
        for rate, who in counts:
            ratelimit.forgive(rate, who)
        return user

    def post_login(self, request: HttpRequest, user: User, **hooks: Any) -> HttpResponse:
        """Lead on; the browser of an official who came in with both factors is known from then on."""
        response: HttpResponse = super().post_login(request, user, **hooks)
        if user.roles and any(record["method"] == "mfa" for record in get_authentication_records(request, user)):
            devices.remember(response, user.get_username())
        return response

    def is_reauthentication_required(self, *, app: str = "") -> bool:
        """Ask again unless the password or a code was given in the last minutes."""
        del app
        records = get_authentication_records(context.request, context.request.user)
        newest = max((record["at"] for record in records), default=0.0)
        return bool(clock.now().timestamp() - newest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        del request, user
        return HttpResponseRedirect(reverse("account_inactive"))

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        method = "ekey" if user.cpr else "password"
        record_sign_in(user=user, at=clock.now(), method=method)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            record_sign_out(user=request.user, at=clock.now())
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        change_password(user=user, password=password, at=clock.now())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse(home_of(request.user))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        del request
        return reverse(settings.PUBLIC_HOME)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing of its own: the page one lands on shows what happened."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing of its own: the ministry's messages go through notifications."""


class CitizenAdapter(DefaultSocialAccountAdapter):
    """Citizens come in on the national eKey's word alone; no account of another body is kept here."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Put our citizen in the place of whoever was guessed, or refuse."""
        said = sociallogin.account.get_provider_account().get_user_data() or {}
        level = _assurance(said, sociallogin.account.extra_data.get("id_token") or {})
        sociallogin.account.extra_data = {}
        try:
            sociallogin.user = admit_citizen(claims=_claims(said | level), at=clock.now(), language=_language())
        except ClaimsIncomplete as fault:
            refusal = render_authentication_error(request, sociallogin.provider, exception=fault)
            raise ImmediateHttpResponse(refusal) from fault

    def get_requests_session(self) -> requests.Session:
        """Return the way to eKey whose answers are bounded in time, bytes and depth."""
        return ekey_session()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        del request, sociallogin
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are kept encrypted under the installation's key."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is not right. Wait for the next one and try again."),
    }

    def get_totp_issuer(self) -> str:
        return gettext("Housing services")

    def _get_user_identifier(self, user: User | AnonymousUser) -> str:
        return user.get_username()

    def encrypt(self, text: str) -> str:
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _locks().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as fault:
            logger.exception("A second factor cannot be read: SECRET_KEY is not the one it was kept under.")
            raise SecondFactorUnreadable from fault

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing of its own: the ministry's messages go through notifications."""


def home_of(user: Any) -> str:
    """Return the name of the page somebody lands on once signed in."""
    if getattr(user, "partner", ""):
        return str(settings.PARTNERS_HOME)
    return str(settings.OFFICIALS_HOME if getattr(user, "roles", ()) else settings.CITIZENS_HOME)


def _claims(said: dict[str, Any]) -> Claims:
    names = {"cpr": "cpr", "name_ar": "name_ar", "name_en": "name_en", "assurance": "assurance"}
    names |= {"email": "email", "phone": "phone_number"}
    return Claims(**{ours: str(said.get(theirs) or "") for ours, theirs in names.items()})


def _assurance(said: dict[str, Any], id_token: dict[str, Any]) -> dict[str, str]:
    """Return the level eKey vouches for: the ID token's ``acr``, else what it says of the person."""
    acr = str(id_token.get("acr") or said.get("assurance") or "")
    is_advanced = acr in settings.ISKAN_EKEY_ADVANCED_ACR
    return {"assurance": Assurance.ADVANCED if is_advanced else Assurance.STANDARD}


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def _locks() -> MultiFernet:
    """Return the lock made of the present key, which also opens what former keys closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_fernet_key(key)) for key in keys])


def _fernet_key(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"iskan.second_factor" + key.encode()).digest())
