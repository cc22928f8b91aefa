"""Figures of the law with their versions; a new one is proposed by one official and settled by another."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.accounts.queries import names_of
from iskan.apps.catalogue import operations
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.documents.queries import ACCEPTED
from iskan.core.dated import Dated
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.policy import registry
from iskan.surfaces.backoffice.attaching import attached
from iskan.surfaces.backoffice.pages import asking, changing, go, page, reading
from iskan.surfaces.backoffice.presenters.figures import (
    BadValue,
    Touching,
    declined_views,
    figure_views,
    kind_of,
    proposal_views,
    read_value,
    touching,
)
from iskan.surfaces.backoffice.presenters.shell import can_read_figures
from iskan.surfaces.backoffice.words import BAD_DAY, needed, picked_day, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

LONGEST_REASON = 500


def can_approve_figures(scope: Scope) -> bool:
    """Say whether the viewer may be the second official for a figure."""
    return rules.can_approve(scope) or rules.can_administer(scope)


@reading(can_read_figures)
def figures(request: ScopedRequest) -> HttpResponseBase:
    """List every figure with its versions, and the proposals that wait."""
    return _show(request)


def _show(request: ScopedRequest, sent: FormState = UNSENT, **_address: object) -> HttpResponse:
    proposals, declined = catalogue.proposed_figures(), catalogue.declined_figures()
    people = {one.proposed_by_id for one in (*proposals, *declined)} | {one.declined_by_id for one in declined}
    names = names_of(frozenset(people))
    waiting = proposal_views(proposals, names, request.scope, clock.today())
    gone = declined_views(declined, names, request.scope)
    views = figure_views(registry.figures().values(), catalogue.figures(), clock.today(), waiting, gone)
    may = {
        "propose": rules.can_publish_figures(request.scope), "approve": can_approve_figures(request.scope),
        "audit": rules.can_read_audit(request.scope),
    }  # fmt: skip
    return page(request, "figures/list", status=sent.status, figures=views, may=may, sent=sent)


def _show_form(
    request: ScopedRequest, code: str, sent: FormState = UNSENT, foreseen: Touching | None = None
) -> HttpResponse:
    figure = _figure(code)
    (view,) = figure_views((figure,), catalogue.figures(), clock.today())
    return page(
        request, "figures/propose", status=sent.status, figure=view, kind=kind_of(figure), names=figure.names,
        accepted=ACCEPTED, sent=sent, foreseen=foreseen,
    )  # fmt: skip


@changing(can_approve_figures)
@shows_refusals(_show, "approve")
def approve(request: ScopedRequest, figure_id: int) -> HttpResponseBase:
    """Approve a proposed version of a figure."""
    _must_wait(figure_id)
    operations.approve_figure(scope=request.scope, figure_id=figure_id, at=clock.now())
    return go(request, "backoffice:figures", done=_("The figure is approved and holds from its first day."))


@changing(can_approve_figures)
@shows_refusals(_show, "decline-{figure_id}")
def decline(request: ScopedRequest, figure_id: int) -> HttpResponseBase:
    """Decline a proposed version of a figure, saying why."""
    _must_wait(figure_id)
    reason = said(request, "reason", LONGEST_REASON)
    operations.decline_figure(scope=request.scope, figure_id=figure_id, reason=reason, at=clock.now())
    return go(request, "backoffice:figures", done=_("The proposal is declined; whoever made it sees why."))


@changing(rules.can_publish_figures)
def withdraw(request: ScopedRequest, figure_id: int) -> HttpResponseBase:
    """Withdraw one's own proposal."""
    operations.withdraw_figure(scope=request.scope, figure_id=figure_id, at=clock.now())
    return go(request, "backoffice:figures", done=_("The proposal is withdrawn."))


def _must_wait(figure_id: int) -> None:
    if figure_id not in {proposal.id for proposal in catalogue.proposed_figures()}:
        raise Http404


@asking(rules.can_publish_figures)
@shows_refusals(_show_form, "figure")
def propose(request: ScopedRequest, code: str) -> HttpResponseBase:
    """Propose a new version of a figure, or see first whom it would touch."""
    if request.method != "POST":
        return _show_form(request, code)
    if "foresee" in request.POST:
        return _show_form(request, code, FormState.sent(request, "figure"), _foresee(request, _figure(code)))
    _propose(request, _figure(code))
    return go(request, "backoffice:figures", done=_("The figure awaits a second official."))


def _figure(code: str) -> Dated[Any]:
    if (figure := registry.figures().get(code)) is None:
        raise Http404
    return figure


def _foresee(request: ScopedRequest, figure: Dated[Any]) -> Touching:
    value, first_day = _value(request, figure), _first_day(request)
    return touching(
        operations.foresee_figure(
            scope=request.scope, figure=figure.code, value=value, first_day=first_day, at=clock.now()
        )
    )


def _value(request: ScopedRequest, figure: Dated[Any]) -> Any:
    try:
        return read_value(figure, " ".join(request.POST.getlist("value"))[:100])
    except BadValue as fault:
        raise Refusal(fault.text, field="value") from fault


def _propose(request: ScopedRequest, figure: Dated[Any]) -> None:
    value = _value(request, figure)
    instrument = Text(ar=needed(request, "instrument_ar", 200), en=needed(request, "instrument_en", 200))
    first_day = _first_day(request)
    with attached(request) as copy:
        operations.propose_figure(
            scope=request.scope,
            figure=figure.code,
            value=value,
            first_day=first_day,
            instrument=instrument,
            article=said(request, "article", 60),
            past_reason=said(request, "past_reason", LONGEST_REASON),
            instrument_copy=copy.pk if copy else None,
            at=clock.now(),
        )


def _first_day(request: ScopedRequest) -> date:
    if (day := picked_day(request, "first_day")) is None:
        raise Refusal(BAD_DAY, field="first_day")
    return day
