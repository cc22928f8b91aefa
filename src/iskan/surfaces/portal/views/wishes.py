"""The projects a waiting household would rather live in."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.cases.queries.scoped import case_for
from iskan.apps.waiting_lists.operations.waiting_list import NotOnTheList
from iskan.apps.waiting_lists.operations.wishes import MOST, BadWishes, state_wishes
from iskan.apps.waiting_lists.queries.waiting_list import place_of
from iskan.apps.waiting_lists.queries.wishes import projects_to_wish, wishes_of
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.surfaces.portal.pages import UNPROCESSABLE, citizen, go, page
from iskan.surfaces.ui.formatting import t


@citizen
def wishes(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show what a household wishes for, and keep what it says now."""
    if request.method != "POST":
        return _show(request, reference)
    chosen = [code for place in range(1, MOST + 1) if (code := request.POST.get(f"wish-{place}", ""))]
    only = request.POST.get("only") == "yes"
    try:
        state_wishes(scope=request.scope, reference=reference, projects=chosen, only=only, at=clock.now())
    except BadWishes as fault:
        return _show(request, reference, fault.text)
    except NotOnTheList as gone:
        raise OutOfScope(reference) from gone
    return go(
        request, "portal:case", reference, done=_("Your wishes are kept. They count from the next distribution on.")
    )


def _show(request: ScopedRequest, reference: str, fault: Text | None = None) -> HttpResponse:
    case = case_for(request.scope, reference)
    if place_of(case.pk) is None:
        raise OutOfScope(reference)
    said, places = wishes_of(case.pk), range(1, MOST + 1)
    kept = dict(zip(places, said.projects, strict=False))
    shown = {
        "chosen": [request.POST.get(f"wish-{place}", kept.get(place, "")) for place in places],
        "only": request.POST.get("only") == "yes" if request.method == "POST" else said.only,
        "projects": [(code, t(name)) for code, name in projects_to_wish(case.programme)],
    }
    return page(
        request, "offers/wishes", status=UNPROCESSABLE if fault else 200, reference=reference, fault=fault, **shown
    )
