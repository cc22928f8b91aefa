"""Who speaks for each party of the draws: named and let go by two officials, the first of whom conducts none."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.queries import officials
from iskan.apps.agreements.operations import propose_act
from iskan.apps.draws.acts import LET_GO, NAMED, party_terms
from iskan.apps.draws.queries.draws import members
from iskan.apps.draws.rules import can_follow_draws, can_name_parties
from iskan.core.refusal import Refusal
from iskan.foundation import clock
from iskan.foundation.scope import OutOfScope, Role, ScopedRequest
from iskan.policy.acts import CHANGE_PARTY
from iskan.surfaces.backoffice.pages import asking, go, only, page
from iskan.surfaces.backoffice.presenters.draws import party_rows
from iskan.surfaces.backoffice.words import NO_OFFICIAL_CHOSEN, NOTHING_CHOSEN, number, said
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

LONGEST_REASON = 2_000


def _show(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    may_name = can_name_parties(request.scope)
    named = officials(request.scope) if may_name else ()
    choices = [(one.id, t(one.name)) for one in named if Role.DRAW_PARTY in one.roles]
    rows = party_rows(members())
    return page(
        request,
        "draws/parties",
        status=sent.status,
        sent=sent.beside("official"),
        rows=rows,
        officials=choices,
        may_name=may_name,
    )


@asking(can_follow_draws)
@shows_refusals(_show, "name")
def parties(request: ScopedRequest) -> HttpResponseBase:
    """Show who speaks for whom, and let the administrator propose a change of it."""
    if request.method != "POST":
        return _show(request)
    only(request.scope, can_name_parties)
    proposed = _propose(request)
    return go(request, "backoffice:act", proposed, done=_("The proposal awaits a second official."))


def _propose(request: ScopedRequest) -> int:
    change, party, user_id = _asked(request)
    proposed = propose_act(
        scope=request.scope, act=CHANGE_PARTY, subject=str(user_id), terms=party_terms(change, party),
        reason=said(request, "reason", LONGEST_REASON), at=clock.now(),
    )  # fmt: skip
    return proposed.pk


def _asked(request: ScopedRequest) -> tuple[str, str, int]:
    if member_id := number(request.POST.get("let-go", "")):
        member = next((one for one in members() if one.id == member_id), None)
        if member is None:
            raise OutOfScope
        return LET_GO, member.party, member.user_id
    party, user_id = request.POST.get("party", ""), number(request.POST.get("official", ""))
    if not party:
        raise Refusal(NOTHING_CHOSEN, field="party")
    if user_id is None or user_id not in {one.id for one in officials(request.scope)}:
        raise Refusal(NO_OFFICIAL_CHOSEN, field="official")
    return NAMED, party, user_id
