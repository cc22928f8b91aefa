"""Draws on the desk: followed by every official, conducted by two, with secrets from each party's own member."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from iskan.apps.agreements.operations import propose_act
from iskan.apps.draws import rules
from iskan.apps.draws.operations import drawing
from iskan.apps.draws.operations import draws as operations
from iskan.apps.draws.queries import draw_drafts
from iskan.apps.draws.queries import draws as queries
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.acts import CANCEL_DRAW
from iskan.surfaces.backoffice.pages import changing, go, page, reading
from iskan.surfaces.backoffice.presenters.draws import desk_view, draw_rows
from iskan.surfaces.backoffice.words import number, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

LONGEST_REASON = 2_000
Values = Callable[[ScopedRequest], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawAction:
    """What a form of the draw's page does, the field a refusal belongs to, and what is said once it is done."""

    operation: Callable[..., object]
    done: str
    values: Values = lambda _request: {}
    field: str = ""
    asks_first: bool = False


def _beacon(*, scope: Any, reference: str, at: Any, signature: str, number: int) -> object:
    """Take in a pasted round, or fetch it where nothing was pasted."""
    if not signature:
        return drawing.fetch_beacon(scope=scope, reference=reference, at=at)
    return drawing.paste_beacon(scope=scope, reference=reference, number=number, signature=signature, at=at)


def _beacon_words(request: ScopedRequest) -> dict[str, Any]:
    return {"signature": said(request, "signature", 200), "number": number(request.POST.get("round", "")) or 0}


def _propose_cancelling(*, scope: Any, reference: str, at: Any, reason: str) -> object:
    return propose_act(scope=scope, act=CANCEL_DRAW, subject=reference, terms={}, reason=reason, at=at)


STEPS: Final[dict[str, DrawAction]] = {
    "commit": DrawAction(
        operation=operations.commit_secret, field="commitment", done=gettext_noop("The commitment is kept."),
        values=lambda request: {"commitment": said(request, "commitment", 200)},
    ),
    "announce": DrawAction(
        operation=operations.announce_draw, asks_first=True,
        done=gettext_noop("The draw is announced; everybody can see it."),
    ),
    "reveal": DrawAction(
        operation=operations.reveal_secret, field="secret",
        done=gettext_noop("The secret is revealed and matches the commitment."),
        values=lambda request: {"secret": said(request, "secret", 200)},
    ),
    "beacon": DrawAction(
        operation=_beacon, field="signature", values=_beacon_words,
        done=gettext_noop("The beacon's round is here and its signature holds."),
    ),
    "run": DrawAction(
        operation=drawing.run_draw, asks_first=True, done=gettext_noop("The draw has been held and is published."),
    ),
    "cancel": DrawAction(
        operation=_propose_cancelling, asks_first=True, field="reason",
        done=gettext_noop("The proposal awaits a second official."),
        values=lambda request: {"reason": said(request, "reason", LONGEST_REASON)},
    ),
}  # fmt: skip


@reading(rules.can_follow_draws)
def draw_list(request: ScopedRequest) -> HttpResponseBase:
    """List the draws, and lists handed in that wait."""
    rows, waiting = draw_rows(queries.draws(request.scope)), draw_drafts.drafts(request.scope)
    return page(request, "draws/list", rows=rows, drafts=waiting, may_conduct=rules.can_conduct_draws(request.scope))


@reading(rules.can_follow_draws)
def draw(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show one draw, and the step that is the viewer's to take."""
    return _show(request, reference)


@reading(rules.can_follow_draws)
def file(request: ScopedRequest, reference: str, file: str) -> HttpResponseBase:
    """Show officials a list to the byte, before its announcement too."""
    content = queries.file_of(request.scope, reference, file)
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


def _show(request: ScopedRequest, reference: str, sent: FormState = UNSENT, step: str = "") -> HttpResponse:
    shown = sent.beside(STEPS[step].field) if step else sent
    view = _view(request, reference)
    return page(
        request, "draws/draw", status=shown.status, trail_of=("draw", reference), draw=view, sent=shown
    )  # fmt: skip


@changing(rules.can_follow_draws)
@shows_refusals(_show, "{step}")
def take_step(request: ScopedRequest, reference: str, step: str) -> HttpResponseBase:
    """Take one step of a draw and return to it; what cannot be taken back is asked once more."""
    taken = STEPS.get(step)
    if taken is None:
        raise Http404
    if taken.asks_first and request.POST.get("confirmed") != "yes":
        return _confirm(request, reference, step)
    taken.operation(scope=request.scope, reference=reference, at=clock.now(), **taken.values(request))
    return go(request, "backoffice:draw", reference, done=_(taken.done))


def _confirm(request: ScopedRequest, reference: str, step: str) -> HttpResponse:
    view = _view(request, reference)
    return page(request, "draws/confirm", draw=view, step=step, reason=request.POST.get("reason", "")[:LONGEST_REASON])


def _view(request: ScopedRequest, reference: str) -> Any:
    standing = queries.draw_for(request.scope, reference)
    party = queries.party_of(request.scope)
    return desk_view(standing, queries.file_sizes(standing.id), party, request.scope, clock.now())
