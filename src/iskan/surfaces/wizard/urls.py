"""The addresses of a draft's pages, under the same names on every surface that has them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from iskan.foundation import ratelimit
from iskan.surfaces.wizard.surface import DraftView
from iskan.surfaces.wizard.views import applications, evidence

Opener = Callable[[DraftView[Any]], Callable[..., HttpResponseBase]]


def draft_pages(opened: Opener, draft: str) -> list[URLPattern]:
    """Return the pages of a draft; ``opened`` hands a view the draft, if its viewer may fill it in."""
    uploads = ratelimit.limited(ratelimit.UPLOAD, writes_only=True)
    return [
        path(draft, opened(applications.resume), name="apply"),
        path(f"{draft}steps/<slug:step_code>/", opened(applications.step), name="step"),
        path(f"{draft}documents/", uploads(opened(evidence.documents)), name="documents"),
        path(f"{draft}check/", opened(applications.check), name="check"),
        path(f"{draft}discard/", opened(applications.discard), name="discard"),
    ]
