"""The citizens' door: the national eKey."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """Say that the sign-in is the national one, and lead there and back to the page one came from."""
    come_back = _come_back(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(come_back or _home(request))
    return render(request, "account/sign_in.html", {"come_back": come_back})


def _come_back(request: HttpRequest) -> str:
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else ""


def _home(request: HttpRequest) -> str:
    return reverse(settings.OFFICIALS_HOME if getattr(request.user, "roles", ()) else settings.CITIZENS_HOME)
