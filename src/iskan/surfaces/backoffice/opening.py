"""How a list opens for whoever keeps a filter as its default."""

from django.http import HttpResponseBase
from django.shortcuts import redirect

from iskan.apps.accounts.saved_filters import filters_of
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.presenters.saved_filters import href_of


def default_of(request: ScopedRequest, list_code: str) -> HttpResponseBase | None:
    """Lead whoever opens a list plainly to how they have it opened, if they do."""
    if request.GET:
        return None
    kept = next((one for one in filters_of(request.scope, list_code) if one.is_default), None)
    return redirect(href_of(list_code, kept)) if kept and kept.query else None
