"""Search for people, cases and homes; what was sought stands in the session, never in an address or a log."""

from django.http import HttpResponseBase
from django.shortcuts import redirect

from iskan.apps.accounts.rules import can_read_cases
from iskan.apps.allocation.queries.units import references_of_units
from iskan.apps.cases.queries.search import find
from iskan.apps.housing_stock.queries.units import UnitLine, units_called
from iskan.core.lookups import LookupKind, lookups
from iskan.core.text import tidy
from iskan.foundation import audit, clock, ratelimit
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.surfaces.backoffice.pages import asking, page
from iskan.surfaces.backoffice.presenters.search import search_view

SOUGHT = "desk-sought"
LONGEST = 100


@ratelimit.limited(ratelimit.SEARCH, writes_only=True)
@asking(can_read_cases)
def search(request: ScopedRequest) -> HttpResponseBase:
    """Find people, cases and homes, and say as what the words were looked for."""
    if request.method == "POST":
        request.session[SOUGHT] = tidy(request.POST.get("q", "")).replace("\x00", "")[:LONGEST]
        return redirect("backoffice:search")
    sought = str(request.session.get(SOUGHT, ""))
    homes = _homes(request.scope, sought)
    found = find(request.scope, sought, [one for given in homes.values() for one in given])
    if sought:
        audit.record_shown(scope=request.scope, action=audit.SEARCHED, references=found.references, at=clock.now())
    shown = search_view(request.scope, sought, found, homes, clock.today())
    return page(request, "search", search=shown)


def _homes(scope: Scope, sought: str) -> dict[UnitLine, tuple[str, ...]]:
    """Return the homes of such a code, each with the cases to which it was offered."""
    codes = (one.value for one in lookups(sought) if one.kind is LookupKind.HOME)
    homes = [home for code in codes for home in units_called(code)]
    offered = references_of_units(scope, [home.code for home in homes]) if homes else {}
    return {home: offered.get(home.code, ()) for home in homes}
