"""Keeping a case from being erased: placed here by one official, lifted by two among the acts."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.agreements.operations import propose_act
from iskan.apps.cases.operations.holding import hold_case
from iskan.apps.cases.queries.holds import hold_of
from iskan.apps.cases.queries.scoped import case_for
from iskan.apps.cases.rules import can_hold
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.acts import LIFT_HOLD
from iskan.surfaces.backoffice.pages import asking, go, listing, page
from iskan.surfaces.backoffice.words import said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

LONGEST_REASON = 2_000
LIFT = "lift"


@listing(reference=lambda reference: [reference])
def _show_form(request: ScopedRequest, reference: str, sent: FormState = UNSENT) -> HttpResponseBase:
    case = case_for(request.scope, reference)
    return page(request, "cases/hold", status=sent.status, reference=case.reference, hold=hold_of(case), sent=sent)


@asking(can_hold)
@shows_refusals(_show_form, "hold")
def hold(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Keep a case from being erased, or propose that it be kept no longer."""
    case_for(request.scope, reference)
    if request.method != "POST":
        return _show_form(request, reference)
    reason = said(request, "reason", LONGEST_REASON)
    if request.POST.get("action") == LIFT:
        proposed = propose_act(
            scope=request.scope, act=LIFT_HOLD, subject=reference, terms={}, reason=reason, at=clock.now()
        )
        return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))
    hold_case(scope=request.scope, reference=reference, reason=reason, at=clock.now())
    return go(request, "backoffice:case", reference, done=_("Nothing of this case is erased until the hold is lifted."))
