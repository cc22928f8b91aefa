"""What happened to waiting households: listed, looked into, settled in words."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.agreements.queries import open_act
from iskan.apps.household_life.operations.settling import Meaning, settle_or_propose
from iskan.apps.household_life.queries.events import claims_beside, event_of, events_page, open_event_count
from iskan.apps.household_life.rules import can_settle_events
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.acts import SETTLE_CHANGE
from iskan.surfaces.backoffice.pages import asking, go, listing, only, page, reading, references
from iskan.surfaces.backoffice.presenters.claims import claim_views
from iskan.surfaces.backoffice.presenters.household_life import event_views, settling_view
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


@listing(one=lambda one: [one.reference], others=references)
def _show(request: ScopedRequest, event_id: int, sent: FormState = UNSENT) -> HttpResponseBase:
    line = event_of(request.scope, event_id)
    (view,) = event_views([line])
    awaiting = open_act(SETTLE_CHANGE, str(event_id)) if line.asks_decision or line.recorded_by else None
    return page(
        request, "household_life/event", status=sent.status, one=view, awaiting=awaiting, sent=sent,
        others=claim_views(claims_beside(request.scope, line)), settling=settling_view(line, request.scope),
    )  # fmt: skip


@asking(rules.can_read_cases)
@shows_refusals(_show, "settle")
def event(request: ScopedRequest, event_id: int) -> HttpResponseBase:
    """Show one event, and settle it with the reason; what stops a home is proposed to a second official."""
    if request.method != "POST":
        return _show(request, event_id)
    only(request.scope, can_settle_events)
    category, is_mistake = said(request, "category", 2), request.POST.get("mistake") == "yes"
    proposed = settle_or_propose(
        scope=request.scope, event_id=event_id, reason=said(request, "reason"),
        meaning=Meaning("" if is_mistake else category, is_mistake), at=clock.now(),
    )  # fmt: skip
    if proposed is not None:
        return go(request, "backoffice:act", proposed, done=_("The proposal awaits a second official."))
    return go(request, "backoffice:household-event", event_id, done=_("Your decision is kept with the case."))
