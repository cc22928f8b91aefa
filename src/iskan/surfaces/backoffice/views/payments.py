"""Money at the desk: charges and payments, a month by account, differences of settlements."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.rules import can_review
from iskan.apps.agreements.operations import propose_act
from iskan.apps.cases.queries.scoped import case_for
from iskan.apps.cases.queries.sealing import sealed_from
from iskan.apps.payments.operations.giving_back import amount_typed
from iskan.apps.payments.operations.reconciling import close_difference
from iskan.apps.payments.queries import money as queries
from iskan.apps.payments.rules import can_read_money, can_reckon
from iskan.foundation import audit, clock
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.policy.acts import GIVE_BACK, TO_ACCOUNT
from iskan.surfaces.backoffice.pages import asking, changing, go, listing, only, page, reading, references
from iskan.surfaces.backoffice.presenters.payments import (
    account_rows,
    charge_rows,
    charge_sheet,
    department_options,
    difference_rows,
    month_options,
    month_sheet,
    state_options,
)
from iskan.surfaces.backoffice.views.cases import show_case
from iskan.surfaces.backoffice.words import number, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

Line = TypeVar("Line", queries.ListedCharge, queries.DifferenceLine)


def _as_seen(scope: Scope, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines as the viewer may see them: the money counts, whose case it was is sealed from them."""
    found = tuple(lines)
    sealed = sealed_from(scope, (line.case_reference for line in found))
    return tuple(replace(line, case_reference="") if line.case_reference in sealed else line for line in found)


def _asked(request: ScopedRequest) -> queries.ChargeFilter:
    return queries.ChargeFilter(
        state=request.GET.get("state", ""),
        department=request.GET.get("department", ""),
        month=_month(request.GET.get("month", "")),
    )


def _month(words: str) -> date | None:
    try:
        return date.fromisoformat(f"{words}-01")
    except ValueError:
        return None


@reading(can_read_money)
@listing(rows=references)
def charge_list(request: ScopedRequest) -> HttpResponseBase:
    """List charges by state, office and month, with their sum."""
    asked = _asked(request)
    found = queries.charges(request.scope, asked, number(request.GET.get("page", "")) or 1)
    return page(
        request, "payments/charges", found=found, rows=charge_rows(_as_seen(request.scope, found.lines)), asked=asked,
        states=state_options(), departments=department_options(), months=month_options(clock.today()),
    )  # fmt: skip


@reading(can_read_money)
def charge_export(request: ScopedRequest) -> HttpResponseBase:
    """Send the charges asked for as a spreadsheet."""
    lines = _as_seen(request.scope, queries.every_charge(request.scope, _asked(request)))
    audit.record_shown(
        scope=request.scope,
        action="payments.export",
        references={one.case_reference for one in lines} - {""},
        at=clock.now(),
    )
    return _sheet(charge_sheet(lines), "charges")


@reading(can_read_money)
def month(request: ScopedRequest) -> HttpResponseBase:
    """Show what moved on each account in a month, by office; or send it as a spreadsheet."""
    asked = _month(request.GET.get("month", "")) or clock.today().replace(day=1)
    rows = queries.month_by_account(request.scope, asked)
    if request.GET.get("as") == "sheet":
        audit.record(
            scope=request.scope, action="payments.month", subject_kind="settlement", subject=f"{asked:%Y-%m}",
            at=clock.now(),
        )  # fmt: skip
        return _sheet(month_sheet(rows), f"month-{asked:%Y-%m}")
    months = month_options(clock.today())
    return page(request, "payments/month", rows=account_rows(rows), asked=f"{asked:%Y-%m}", months=months)


@reading(can_read_money)
@listing(rows=references)
def difference_list(request: ScopedRequest) -> HttpResponseBase:
    """List the differences that are open, or all."""
    only_open = request.GET.get("state") != "all"
    asked = number(request.GET.get("page", "")) or 1
    found = queries.differences(request.scope, only_open=only_open, page=asked)
    rows = difference_rows(_as_seen(request.scope, found.lines))
    return page(request, "payments/differences", found=found, rows=rows, only_open=only_open)


@listing(rows=references)
def _show(request: ScopedRequest, difference_id: int, sent: FormState = UNSENT) -> HttpResponseBase:
    rows = difference_rows(_as_seen(request.scope, (queries.difference_of(request.scope, difference_id),)))
    may_close = can_reckon(request.scope)
    return page(
        request, "payments/difference", status=sent.status, one=rows[0], rows=rows, sent=sent, may_close=may_close
    )


@asking(can_read_money)
@shows_refusals(_show, "close")
def difference(request: ScopedRequest, difference_id: int) -> HttpResponseBase:
    """Show one, and close it with what it was."""
    if request.method != "POST":
        return _show(request, difference_id)
    only(request.scope, can_reckon)
    close_difference(scope=request.scope, difference_id=difference_id, reason=said(request, "reason"), at=clock.now())
    return go(request, "backoffice:payment-differences", done=_("It is closed with your reason."))


@changing(can_review)
@shows_refusals(show_case, "charge-{charge}")
def give_back(request: ScopedRequest, reference: str, charge: str) -> HttpResponseBase:
    """Propose that what was paid for a case goes back, in whole or in part."""
    case_for(request.scope, reference)
    terms = {"charge": charge, "fils": amount_typed(said(request, "amount", 20)).fils}
    terms |= {"way": TO_ACCOUNT} if request.POST.get("way") == TO_ACCOUNT else {}
    proposed = propose_act(
        scope=request.scope, act=GIVE_BACK, subject=reference, terms=terms, reason=said(request, "reason", 300),
        at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))


def _sheet(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
