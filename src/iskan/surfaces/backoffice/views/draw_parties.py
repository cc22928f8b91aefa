"""Who speaks for each party of the draws: named and let go by the administrator, who conducts none."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.queries import officials
from iskan.apps.draws.operations import draws as operations
from iskan.apps.draws.queries.draws import members
from iskan.apps.draws.rules import can_follow_draws, can_name_parties
from iskan.core.refusal import Refusal
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, go, only, page
from iskan.surfaces.backoffice.presenters.draws import party_rows
from iskan.surfaces.backoffice.words import NO_OFFICIAL_CHOSEN, NOTHING_CHOSEN, number
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


def _show(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    may_name = can_name_parties(request.scope)
    choices = [(one.id, t(one.name)) for one in officials(request.scope) if one.is_active] if may_name else []
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
    """Show who speaks for whom, and let the administrator change it."""
    if request.method != "POST":
        return _show(request)
    only(request.scope, can_name_parties)
    _change(request)
    return go(request, "backoffice:draw-parties", done=_("The register of parties is changed."))


def _change(request: ScopedRequest) -> None:
    scope, at = request.scope, clock.now()
    if member_id := number(request.POST.get("let-go", "")):
        operations.let_member_go(scope=scope, member_id=member_id, at=at)
        return
    party, user_id = request.POST.get("party", ""), number(request.POST.get("official", ""))
    if not party:
        raise Refusal(NOTHING_CHOSEN, field="party")
    if user_id not in {one.id for one in officials(scope)}:
        raise Refusal(NO_OFFICIAL_CHOSEN, field="official")
    operations.name_member(scope=scope, party=party, user_id=user_id, at=at)
