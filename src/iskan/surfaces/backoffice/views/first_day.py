"""The first-day tour of a new official, and what they have done of it."""

from typing import Final

from django.http import HttpResponseBase

from iskan.apps.accounts.operations.first_day import mark_step, steps_done
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, go, page
from iskan.surfaces.backoffice.presenters.first_day import tour_view

DONE: Final = "done"


@asking()
def first_day(request: ScopedRequest) -> HttpResponseBase:
    """Show the tour, and mark a step of it."""
    if request.method != "POST":
        return page(request, "first_day", tour=tour_view(request.scope, steps_done(request.scope)))
    is_done = request.POST.get("state") == DONE
    mark_step(scope=request.scope, step=request.POST.get("step", ""), done=is_done, at=clock.now())
    return go(request, "backoffice:first-day")
