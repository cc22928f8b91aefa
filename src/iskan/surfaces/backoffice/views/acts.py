"""Acts of two officials: what awaits a second one, and the decision on it."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.agreements import operations
from iskan.apps.agreements.queries import proposed_act, proposed_acts, sees_act
from iskan.apps.agreements.rules import can_follow_acts
from iskan.core.refusal import Refusal
from iskan.foundation import clock
from iskan.foundation.references import references_in
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, go, listing, page, reading
from iskan.surfaces.backoffice.presenters.acts import ActView, act_rows, act_views
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


def _named_in(view: ActView) -> list[str]:
    """Return the cases an act speaks of in what is shown of it."""
    return references_in(view.subject, *(value for _label, value in view.shown))


@reading(can_follow_acts)
@listing(lines=lambda lines: [one for line in lines for one in _named_in(line)])
def acts(request: ScopedRequest) -> HttpResponseBase:
    """List the proposed acts the viewer may follow, those that await a second official first."""
    return page(request, "acts/list", lines=act_views(proposed_acts(request.scope)))


@reading(can_follow_acts)
def table(request: ScopedRequest) -> HttpResponseBase:
    """Show which acts take two officials: who begins, who agrees, who may not be both, who is told."""
    return page(request, "acts/table", act_rows=act_rows())


@listing(one=_named_in)
def _show(request: ScopedRequest, proposed_id: int, sent: FormState = UNSENT) -> HttpResponseBase:
    (view,) = act_views([proposed_act(request.scope, proposed_id)])
    return page(
        request, "acts/act", status=sent.status, trail_of=("act", str(proposed_id)), one=view, sent=sent
    )  # fmt: skip


@asking(can_follow_acts)
@shows_refusals(_show, "decide")
def act(request: ScopedRequest, proposed_id: int) -> HttpResponseBase:
    """Show a proposed act, and decide on it or take it back."""
    if request.method != "POST":
        return _show(request, proposed_id)
    proposed_act(request.scope, proposed_id)
    done = _decide(request, proposed_id)
    if not sees_act(request.scope, proposed_id):  # whoever agreed to seal a case may be none of its readers
        return go(request, "backoffice:acts", done=done)
    return go(request, "backoffice:act", proposed_id, done=done)


def _decide(request: ScopedRequest, proposed_id: int) -> str:
    scope, at = request.scope, clock.now()
    match request.POST.get("verdict"):
        case "agree":
            operations.agree_to_act(scope=scope, proposed_id=proposed_id, at=at)
            return _("It is agreed and carried out.")
        case "decline":
            operations.decline_act(scope=scope, proposed_id=proposed_id, reason=said(request, "reason"), at=at)
            return _("It is declined. Nothing was changed.")
        case "take-back":
            operations.take_back_act(scope=scope, proposed_id=proposed_id, at=at)
            return _("The proposal is taken back.")
    raise Refusal(NOTHING_CHOSEN, field="verdict")
