"""The citizens' sign-in: the national eKey."""

import logging
from http import HTTPStatus
from typing import Any

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.socialaccount.providers.openid_connect.views import callback as openid_callback
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from iskan.apps.accounts.adapters import home_of
from iskan.apps.accounts.enums import Assurance
from iskan.foundation import budgets
from iskan.foundation.ratelimit import EKEY_START, SIGN_IN, limited

EKEY = "ekey"
# It is away, or what it tells of itself lacks one of its addresses: the library answers neither everywhere.
EKEY_FAULTS = (RequestException, KeyError)
logger = logging.getLogger(__name__)


@never_cache
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """Say that the sign-in is the national one, and lead there and back to the page one came from."""
    come_back = _ours(request, request.GET.get("next", ""))
    if request.user.is_authenticated:
        return HttpResponseRedirect(come_back or _home(request))
    return render(request, "account/sign_in.html", {"come_back": come_back})


@never_cache
@limited(EKEY_START, writes_only=True)
def to_ekey(request: HttpRequest) -> HttpResponse:
    """Send the citizen to eKey, asking for nothing but who they are, in the language they read."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("sign_in"))
    provider = _provider(request)
    asked = {"auth_params": {"ui_locales": get_language() or settings.LANGUAGE_CODE} | _level(request)}
    come_back = _ours(request, request.POST.get("next", ""))
    try:
        answer: HttpResponse = provider.redirect(request, AuthProcess.LOGIN, next_url=come_back or None, **asked)
    except EKEY_FAULTS as fault:
        answer = _told(request, fault)
    return answer


@never_cache
@limited(SIGN_IN, failures_only=True)
def from_ekey(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Let in whom eKey vouches for; whoever comes this way twice is let through as they are."""
    try:
        answer: HttpResponse = openid_callback(request, provider_id)
    except EKEY_FAULTS as fault:
        return _told(request, fault)
    if answer.status_code == HTTPStatus.UNAUTHORIZED and request.user.is_authenticated:
        return HttpResponseRedirect(_home(request))
    return answer


def _level(request: HttpRequest) -> dict[str, str]:
    """Return how eKey is asked for its advanced level, where what the citizen was about to do takes it."""
    if request.POST.get("level") != Assurance.ADVANCED or not settings.ISKAN_EKEY_ADVANCED_ACR:
        return {}
    return {"acr_values": settings.ISKAN_EKEY_ADVANCED_ACR[0], "prompt": "login"}


def _told(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Say that eKey could not be reached, or said nothing that can be used."""
    logger.warning("The sign-in at eKey failed: %s", type(fault).__name__)
    page: HttpResponse = render_authentication_error(request, _provider(request), exception=fault)
    return page


def _provider(request: HttpRequest) -> Any:
    return OpenIDConnectOAuth2Adapter(request, EKEY).get_provider()


def _ours(request: HttpRequest, asked: str) -> str:
    """Return the address asked for if it is one of this site, else nothing."""
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours and len(asked) <= budgets.ADDRESS_LETTERS else ""


def _home(request: HttpRequest) -> str:
    return reverse(home_of(request.user))
