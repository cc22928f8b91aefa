"""The exceptions register: proposed on a case, settled by a second official, listed and printed by period."""

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.cases.enums import ExceptionGround, ExceptionKind
from iskan.apps.cases.operations.exceptions import propose_exception, settle_exception
from iskan.apps.cases.queries.exceptions import exception_for, exceptions_waiting, proposable
from iskan.apps.cases.queries.lists import exceptions_register
from iskan.apps.cases.queries.scoped import case_for
from iskan.apps.documents.queries import ACCEPTED
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.attaching import attached
from iskan.surfaces.backoffice.pages import asking, changing, go, listing, only, page, paper, reading, references
from iskan.surfaces.backoffice.presenters.exceptions import counts_by_ground, exception_view, exception_views, settling
from iskan.surfaces.backoffice.views.cases import show_case
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, said
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

PERIOD = timedelta(days=365)
ON_A_PAGE = 25
NO_DOCUMENT = Text(ar="أرفق المستند الذي يستند إليه الاستثناء.", en="Attach the document the exception rests on.")
SETTLED = {"approve": True, "decline": False}


@reading(rules.can_read_cases)
@listing(entries=references, waiting=references)
def register(request: ScopedRequest) -> HttpResponseBase:
    """List the exceptions of a period, and those that await a second official, each a page at a time."""
    since, until = _period(request)
    entries = exceptions_register(request.scope, since, until)
    listed = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("page"))
    awaited = Paginator(exceptions_waiting(request.scope), ON_A_PAGE).get_page(request.GET.get("waiting"))
    return page(
        request,
        "exceptions/list",
        since=since,
        until=until,
        listed=listed,
        awaited=awaited,
        entries=exception_views(listed),
        waiting=exception_views(awaited),
        grounds=counts_by_ground(entries),
    )


@reading(rules.can_read_cases)
@listing(entries=references)
def report(request: ScopedRequest) -> HttpResponseBase:
    """Print the exceptions of a period."""
    since, until = _period(request)
    entries = exceptions_register(request.scope, since, until)
    views, grounds = exception_views(entries), counts_by_ground(entries)
    shown = {"since": since, "until": until, "entries": views, "grounds": grounds, "on": clock.now()}
    return paper(request, "exceptions/report", **shown)


@listing(entry=lambda entry: [entry.reference])
def _show_entry(request: ScopedRequest, exception_id: int, sent: FormState = UNSENT) -> HttpResponseBase:
    found = exception_for(request.scope, exception_id)
    may = settling(found, request.scope)
    return page(request, "exceptions/entry", status=sent.status, entry=exception_view(found), may=may, sent=sent)


@listing(reference=lambda reference: [reference])
def _show_form(request: ScopedRequest, reference: str, sent: FormState = UNSENT) -> HttpResponseBase:
    found = case_for(request.scope, reference)
    kinds, criteria = proposable(found)
    return page(
        request,
        "exceptions/propose",
        status=sent.status,
        reference=found.reference,
        criteria=[(criterion.code, t(criterion.label)) for criterion in criteria],
        kinds=[(kind.value, kind.label) for kind in kinds],
        grounds=ExceptionGround.choices,
        accepted=ACCEPTED,
        sent=sent,
    )


@asking(rules.can_read_cases)
@shows_refusals(_show_entry, "settle")
def entry(request: ScopedRequest, exception_id: int) -> HttpResponseBase:
    """Show one exception, and settle it."""
    if request.method != "POST":
        return _show_entry(request, exception_id)
    only(request.scope, rules.can_approve, rules.can_supervise)
    _settle(request, exception_id)
    return go(request, "backoffice:exception", exception_id, done=_("The exception is settled."))


def _settle(request: ScopedRequest, exception_id: int) -> None:
    approved = SETTLED.get(request.POST.get("verdict", ""))
    if approved is None:
        raise Refusal(NOTHING_CHOSEN, field="verdict")
    reason = said(request, "reason")
    settle_exception(scope=request.scope, exception_id=exception_id, approved=approved, reason=reason, at=clock.now())


@asking(rules.can_approve, rules.can_supervise)
@shows_refusals(_show_form, "exception")
def propose(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Propose an exception on a case."""
    if request.method != "POST":
        return _show_form(request, reference)
    exception_id = _propose(request, reference)
    return go(request, "backoffice:exception", exception_id, done=_("The exception awaits a second official."))


@changing(rules.can_approve, rules.can_supervise)
@shows_refusals(show_case, "except-{criterion}")
def except_criterion(request: ScopedRequest, reference: str, criterion: str) -> HttpResponseBase:
    """Propose an exception past a criterion where it stands on the case's page, and lead back there."""
    _enter(request, reference, ExceptionKind.CRITERION, criterion)
    return go(request, "backoffice:case", reference, done=_("The exception awaits a second official."))


def _propose(request: ScopedRequest, reference: str) -> int:
    kind = request.POST.get("kind")
    if kind not in ExceptionKind.values:
        raise Refusal(NOTHING_CHOSEN, field="kind")
    return _enter(request, reference, ExceptionKind(kind), request.POST.get("criterion", ""))


def _enter(request: ScopedRequest, reference: str, kind: ExceptionKind, criterion: str) -> int:
    ground = request.POST.get("ground")
    if ground not in ExceptionGround.values:
        raise Refusal(NOTHING_CHOSEN, field="ground")
    with attached(request, NO_DOCUMENT) as document:
        entered = propose_exception(
            scope=request.scope, reference=reference, kind=kind, criterion=criterion, ground=ExceptionGround(ground),
            explanation=said(request, "reason"), document=document, at=clock.now(),
        )  # fmt: skip
    return entered.pk


def _period(request: ScopedRequest) -> tuple[date, date]:
    """Return the period asked for, or the last year; turned round where it runs backwards."""
    today = clock.today()
    since = _day(request.GET.get("since", "")) or today - PERIOD
    until = _day(request.GET.get("until", "")) or today
    return min(since, until), max(since, until)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
