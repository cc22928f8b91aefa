"""A refused form leads its browser to a page of its own, which Back and reloading ask for and do not send again.

What was refused is answered by a page with all that was typed. As the answer of a POST, the browser would show its own
warning in its place once its reader goes back to it. A browser that navigates is therefore led to the address of the
form with a mark, and asked for that, gets the same page. Programs, scripts and whoever is not signed in are answered
in place.
"""

import base64
import secrets
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from iskan.apps.accounts.field_drafts import forget_drafts
from iskan.apps.accounts.unsent import page_of
from iskan.foundation import budgets, clock
from iskan.surfaces.ui.access import takes_get

MARK: Final = "shown"
KEY: Final = "shown-page"
SECONDS: Final = 3600
REFUSED: Final = frozenset({409, 422})
OK: Final = 200
SEE_OTHER: Final = 303
BAD: Final = 400


class LedBack:
    """Keeps the page of a refused form in the session of whoever sent it, one at a time, and leads there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and _is_refused_form(request, response):
            return _led_back(request, response) or response
        if request.method == "POST" and response.status_code < BAD and request.user.is_authenticated:
            request.session.pop(KEY, None)  # the form was taken at last: nobody comes back to its refusal
            forget_drafts(request.user, request.path_info)
        if isinstance(response, HttpResponse) and response.status_code == OK and (kept := _kept(request)):
            response.content = zlib.decompress(base64.b64decode(kept["page"]))
        return response


def _kept(request: HttpRequest) -> Mapping[str, Any] | None:
    """Return what was kept for whoever comes back to it, if it is not too old.

    The page itself has been answered first: whoever may not open it any more, its case sealed or their role gone, is
    shown nothing of what they saw there, and opening it leaves its line in the trail.
    """
    if request.method != "GET" or MARK not in request.GET or not request.user.is_authenticated:
        return None
    kept: Any = request.session.get(KEY)
    if not isinstance(kept, Mapping) or kept["mark"] != request.GET[MARK] or kept["path"] != request.path:
        return None
    return kept if clock.now().timestamp() - kept["at"] < SECONDS else None


def _is_refused_form(request: HttpRequest, response: HttpResponse) -> bool:
    navigates = request.headers.get("Sec-Fetch-Mode") == "navigate"
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return (
        request.method == "POST" and navigates and is_page and response.status_code in REFUSED
        and request.user.is_authenticated
    )  # fmt: skip


def _led_back(request: HttpRequest, response: HttpResponse) -> HttpResponseBase | None:
    """Keep a page and lead to it, unless it is too large to keep or came from no page of ours that can be asked for."""
    form = urlsplit(page_of(request, ""))
    packed = base64.b64encode(zlib.compress(response.content)).decode("ascii")
    if not takes_get(form.path) or len(packed) > budgets.SHOWN_PAGE_BYTES:
        return None
    mark = secrets.token_urlsafe(9)
    request.session[KEY] = {"mark": mark, "path": form.path, "page": packed, "at": clock.now().timestamp()}
    query = [(name, value) for name, value in parse_qsl(form.query) if name != MARK]
    return HttpResponseRedirect(f"{form.path}?{urlencode([*query, (MARK, mark)])}", status=SEE_OTHER)
