"""People messages do not reach: the list of them, and the page on which one is called and settled."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.cases.operations.reaching import settle_unreached, take_unreached
from iskan.apps.cases.queries.reaching import unreached_people, unreached_person
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, changing, go, listing, page, reading, references
from iskan.surfaces.backoffice.presenters.reaching import unreached_rows, unreached_view
from iskan.surfaces.backoffice.words import said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


@reading(rules.can_work_cases)
@listing(rows=references)
def unreached(request: ScopedRequest) -> HttpResponseBase:
    """List whom messages do not reach."""
    return page(request, "reaching/list", rows=unreached_rows(unreached_people(request.scope)))


@listing(rows=references)
def _show(request: ScopedRequest, unreached_id: int, sent: FormState = UNSENT) -> HttpResponseBase:
    shown = unreached_view(unreached_person(request.scope, unreached_id), request.scope.user_id)
    return page(request, "reaching/person", status=sent.status, one=shown, rows=(shown,), sent=sent)


@asking(rules.can_work_cases)
@shows_refusals(_show, "settle")
def person(request: ScopedRequest, unreached_id: int) -> HttpResponseBase:
    """Show what failed and how they may be reached, and take what came of it."""
    if request.method != "POST":
        return _show(request, unreached_id)
    settle_unreached(
        scope=request.scope, unreached_id=unreached_id, outcome=request.POST.get("outcome", ""),
        note=said(request, "reason", 1000), at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:unreached", done=_("What came of it is kept."))


@changing(rules.can_work_cases)
@shows_refusals(_show, "take")
def take(request: ScopedRequest, unreached_id: int) -> HttpResponseBase:
    """Take it upon oneself to reach somebody."""
    take_unreached(scope=request.scope, unreached_id=unreached_id, at=clock.now())
    return go(request, "backoffice:unreached-person", unreached_id, done=_("It is yours."))
