"""Formal decisions to cancel an application: proposed by one official, decided by another."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.cases.queries.scoped import case_for
from iskan.apps.waiting_lists.enums import CancellationGround
from iskan.apps.waiting_lists.operations.cancellations import decide_cancellation, propose_cancellation
from iskan.apps.waiting_lists.queries.cancellations import cancellation, cancellations
from iskan.apps.waiting_lists.rules import can_decide_cancellation, can_propose_cancellation
from iskan.core.refusal import Refusal
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.cancellation import NOT_A_GROUND
from iskan.surfaces.backoffice.pages import asking, go, listing, only, page, reading, references
from iskan.surfaces.backoffice.presenters.cancellations import cancellation_views, grounds
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

VERDICTS = {"approve": True, "decline": False}


@reading(rules.can_read_cases)
@listing(lines=references)
def register(request: ScopedRequest) -> HttpResponseBase:
    """List the cancellations, those that await a decision first."""
    return page(request, "cancellations/list", lines=cancellation_views(cancellations(request.scope), request.scope))


@listing(entry=lambda entry: [entry.reference])
def _show(request: ScopedRequest, cancellation_id: int, sent: FormState = UNSENT) -> HttpResponseBase:
    (view,) = cancellation_views([cancellation(request.scope, cancellation_id)], request.scope)
    return page(request, "cancellations/entry", status=sent.status, entry=view, sent=sent)


@listing(reference=lambda reference: [reference])
def _show_form(request: ScopedRequest, reference: str, sent: FormState = UNSENT) -> HttpResponseBase:
    return page(
        request, "cancellations/propose", status=sent.status, reference=reference, grounds=grounds(),
        not_a_ground=NOT_A_GROUND, sent=sent,
    )  # fmt: skip


@asking(rules.can_read_cases)
@shows_refusals(_show, "decide")
def entry(request: ScopedRequest, cancellation_id: int) -> HttpResponseBase:
    """Show one cancellation, and decide on it."""
    if request.method != "POST":
        return _show(request, cancellation_id)
    only(request.scope, can_decide_cancellation)
    _decide(request, cancellation_id)
    return go(request, "backoffice:cancellation", cancellation_id, done=_("The decision is kept."))


@asking(can_propose_cancellation)
@shows_refusals(_show_form, "cancellation")
def propose(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Propose to cancel a waiting application."""
    case_for(request.scope, reference)
    if request.method != "POST":
        return _show_form(request, reference)
    proposed_id = _propose(request, reference)
    return go(request, "backoffice:cancellation", proposed_id, done=_("The proposal awaits a second official."))


def _decide(request: ScopedRequest, cancellation_id: int) -> None:
    approved = VERDICTS.get(request.POST.get("verdict", ""))
    if approved is None:
        raise Refusal(NOTHING_CHOSEN, field="verdict")
    decide_cancellation(
        scope=request.scope, cancellation_id=cancellation_id, approved=approved, reason=said(request, "reason"),
        at=clock.now(),
    )  # fmt: skip


def _propose(request: ScopedRequest, reference: str) -> int:
    if request.POST.get("ground") not in CancellationGround.values:
        raise Refusal(NOTHING_CHOSEN, field="ground")
    ground = CancellationGround(request.POST["ground"])
    proposed = propose_cancellation(
        scope=request.scope, reference=reference, ground=ground, explanation=said(request, "reason"), at=clock.now()
    )
    return proposed.pk
