"""Money out at the desk: what waits to be paid, what the bank refused, the files it was handed, refused refunds."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.agreements.operations import propose_act
from iskan.apps.cases.queries.sealing import sealed_from
from iskan.apps.payments.queries import payouts as queries
from iskan.apps.payments.queries.refused_refunds import RefusedRefund, refused_refunds
from iskan.apps.payments.rules import can_read_money, can_reckon
from iskan.foundation import clock
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.policy.acts import PAY_AGAIN, PAY_REFUND, RELEASE_PAYOUTS
from iskan.surfaces.backoffice.pages import asking, changing, go, listing, only, page, reading, references
from iskan.surfaces.backoffice.presenters.payouts import file_rows, payout_rows, payout_states, refused_rows
from iskan.surfaces.backoffice.words import number, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

Line = TypeVar("Line", queries.ListedPayout, RefusedRefund)


def _as_seen(scope: Scope, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines as the viewer may see them: the money counts, whose case it was is sealed from them."""
    found = tuple(lines)
    sealed = sealed_from(scope, (line.case_reference for line in found))
    return tuple(replace(line, case_reference="") if line.case_reference in sealed else line for line in found)


@listing(rows=references)
def _show_list(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponseBase:
    state = request.GET.get("state", "")
    found = queries.payouts(request.scope, state, number(request.GET.get("page", "")) or 1)
    return page(
        request, "payments/payouts", status=sent.status, found=found, asked=state, states=payout_states(), sent=sent,
        rows=payout_rows(_as_seen(request.scope, found.lines)), standing=queries.standing(request.scope),
        may_release=can_reckon(request.scope),
    )  # fmt: skip


@asking(can_read_money)
@shows_refusals(_show_list, "release")
def payout_list(request: ScopedRequest) -> HttpResponseBase:
    """List what is paid out, and propose to release what is ready."""
    if request.method != "POST":
        return _show_list(request)
    only(request.scope, can_reckon)
    waits = queries.standing(request.scope)
    terms = {"until": waits.until, "count": waits.ready, "fils": waits.amount.fils}
    proposed = propose_act(
        scope=request.scope, act=RELEASE_PAYOUTS, subject="payouts", terms=terms, reason="", at=clock.now()
    )
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))


@listing(rows=references)
def _show(request: ScopedRequest, payout: str, sent: FormState = UNSENT) -> HttpResponseBase:
    rows = payout_rows(_as_seen(request.scope, (queries.payout_of(request.scope, payout),)))
    may = can_reckon(request.scope)
    return page(request, "payments/payout", status=sent.status, one=rows[0], rows=rows, sent=sent, may_pay_again=may)


@asking(can_read_money)
@shows_refusals(_show, "again")
def payout(request: ScopedRequest, payout: str) -> HttpResponseBase:
    """Show one, and propose to pay again what the bank refused."""
    if request.method != "POST":
        return _show(request, payout)
    only(request.scope, can_reckon)
    queries.payout_of(request.scope, payout)
    proposed = propose_act(
        scope=request.scope, act=PAY_AGAIN, subject=payout, terms={}, reason=said(request, "reason", 300),
        at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))


@reading(can_read_money)
def payment_files(request: ScopedRequest) -> HttpResponseBase:
    """List the newest payment files, and what the bank told that could not be."""
    return page(request, "payments/files", rows=file_rows(queries.files(request.scope)))


@listing(rows=references)
def _show_refunds(request: ScopedRequest, refund: str = "", sent: FormState = UNSENT) -> HttpResponseBase:
    del refund
    rows = refused_rows(_as_seen(request.scope, refused_refunds(request.scope)))
    return page(
        request, "payments/refunds", status=sent.status, rows=rows, sent=sent, may_pay=can_reckon(request.scope)
    )


@reading(can_read_money)
def refund_list(request: ScopedRequest) -> HttpResponseBase:
    """List the refunds the provider refused."""
    return _show_refunds(request)


@changing(can_reckon)
@shows_refusals(_show_refunds, "refund-{refund}")
def pay_refund(request: ScopedRequest, refund: str) -> HttpResponseBase:
    """Propose that what the provider refused to give back is paid to its payer's bank account."""
    proposed = propose_act(
        scope=request.scope, act=PAY_REFUND, subject=refund, terms={}, reason=said(request, "reason", 300),
        at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))
