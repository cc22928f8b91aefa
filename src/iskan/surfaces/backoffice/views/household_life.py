"""What happened to waiting households: listed, looked into, settled in words."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.household_life.operations.settling import settle_event
from iskan.apps.household_life.queries.events import event_of, events_page, open_event_count
from iskan.apps.household_life.rules import can_settle_events
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, go, listing, only, page, reading, references
from iskan.surfaces.backoffice.presenters.household_life import event_views
from iskan.surfaces.backoffice.words import number, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


@reading(rules.can_read_cases)
@listing(rows=references)
def events(request: ScopedRequest) -> HttpResponseBase:
    """List what awaits a decision, or all that happened."""
    only_open, asked = request.GET.get("state") != "all", number(request.GET.get("page", "")) or 1
    found = events_page(request.scope, only_open=only_open, page=asked)
    rows, waiting = event_views(found.lines), found.total if only_open else open_event_count(request.scope)
    return page(request, "household_life/list", rows=rows, found=found, only_open=only_open, waiting=waiting)


@listing(one=lambda one: [one.reference])
def _show(request: ScopedRequest, event_id: int, sent: FormState = UNSENT) -> HttpResponseBase:
    (view,) = event_views([event_of(request.scope, event_id)])
    may_settle = view.is_open and can_settle_events(request.scope)
    return page(request, "household_life/event", status=sent.status, one=view, may_settle=may_settle, sent=sent)


@asking(rules.can_read_cases)
@shows_refusals(_show, "settle")
def event(request: ScopedRequest, event_id: int) -> HttpResponseBase:
    """Show one event, and settle it with the reason."""
    if request.method != "POST":
        return _show(request, event_id)
    only(request.scope, can_settle_events)
    settle_event(scope=request.scope, event_id=event_id, reason=said(request, "reason"), at=clock.now())
    return go(request, "backoffice:household-event", event_id, done=_("Your decision is kept with the case."))
