"""Search by personal number, reference or name; what was sought stands in the session, never in an address or a log."""

from django.http import HttpResponseBase
from django.shortcuts import redirect

from iskan.apps.accounts.rules import can_read_cases
from iskan.apps.cases.queries.lists import MOST_FOUND, find
from iskan.core.text import tidy
from iskan.foundation import audit, clock, ratelimit
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, page
from iskan.surfaces.backoffice.presenters.worklist import worklist_rows

SOUGHT = "desk-sought"
LONGEST = 100


@ratelimit.limited(ratelimit.SEARCH, writes_only=True)
@asking(can_read_cases)
def search(request: ScopedRequest) -> HttpResponseBase:
    """Find cases; a single one is opened at once."""
    if request.method == "POST":
        request.session[SOUGHT] = tidy(request.POST.get("q", "")).replace("\x00", "")[:LONGEST]
        return redirect("backoffice:search")
    sought = str(request.session.get(SOUGHT, ""))
    lines = find(request.scope, sought) if sought else ()
    shown = [line.reference for line in lines]
    if sought:
        audit.record_shown(scope=request.scope, action=audit.SEARCHED, references=shown, at=clock.now())
    rows = worklist_rows(lines, request.scope, clock.today())
    return page(request, "search", sought=sought, rows=rows, is_cut=len(rows) == MOST_FOUND)
