"""The worklist: the desk's first page, and what is done to many of its cases at once."""

from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import ngettext

from iskan.apps.accounts import rules
from iskan.apps.accounts.queries import officials
from iskan.apps.accounts.saved_filters import filters_of
from iskan.apps.cases.operations.assigning_all import assign_all, plan_assignment
from iskan.apps.cases.operations.assignment import assign
from iskan.apps.cases.queries.counts import tab_counts
from iskan.apps.cases.queries.lists import (
    BadCursor,
    CaseLine,
    WorklistPage,
    every_line,
    filtered_count,
    worklist,
)
from iskan.apps.inspections.rules import can_inspect
from iskan.apps.payments.rules import can_reckon
from iskan.core.refusal import Refusal
from iskan.foundation import audit, clock
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.surfaces.backoffice.opening import default_of
from iskan.surfaces.backoffice.pages import asking, go, listing, page, reading, references
from iskan.surfaces.backoffice.presenters.assigning import plan_view
from iskan.surfaces.backoffice.presenters.saved_filters import WORKLIST, filters_bar
from iskan.surfaces.backoffice.presenters.worklist import (
    WorklistAddress,
    assignees_of,
    is_narrowed,
    kept_of,
    open_stages,
    read_wanted,
    worklist_view,
)
from iskan.surfaces.backoffice.presenters.worklist_sheet import worklist_sheet
from iskan.surfaces.backoffice.words import NO_CASES_CHOSEN, NO_OFFICIAL_CHOSEN, number, seen_versions
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import number as figure
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


@reading()
def home(request: ScopedRequest) -> HttpResponseBase:
    """Show the worklist; who reads no cases is led to what is theirs: officials, inspections, payments or draws."""
    if not rules.can_read_cases(request.scope):
        return redirect(_home_of(request.scope))
    return default_of(request, WORKLIST) or _show(request)


def _home_of(scope: Scope) -> str:
    """Name the page of an official who reads no cases."""
    if rules.can_administer(scope):
        return "backoffice:officials"
    if can_inspect(scope):
        return "backoffice:inspections"
    return "backoffice:payments" if can_reckon(scope) else "backoffice:draws"


@listing(found=lambda found: references(found.lines))
def _show(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponseBase:
    scope, wanted = request.scope, read_wanted(request.scope, request.GET)
    found = _found(scope, wanted)
    shown = worklist_view(
        scope=scope,
        total=filtered_count(scope, wanted.filter) if is_narrowed(wanted) else None,
        wanted=wanted,
        found=found,
        counts=tab_counts(scope, tuple(stage.code for stage in open_stages())),
        officials=officials(scope) if rules.can_supervise(scope) else (),
        today=clock.today(),
    )
    filters = filters_bar(WORKLIST, filters_of(scope, WORKLIST), kept_of(wanted), narrowed=is_narrowed(wanted))
    return page(request, "worklist", status=sent.status, work=shown, found=found, sent=sent, filters=filters)


@asking(rules.can_supervise)
@shows_refusals(_show, "assign")
def assign_many(request: ScopedRequest) -> HttpResponseBase:
    """Assign the cases ticked on the worklist to one official, all or none."""
    if request.method != "POST":
        return redirect("backoffice:worklist")
    count = _assign(request)
    return go(request, _list_of(read_wanted(request.scope, request.GET)), done=_assigned(count))


def _assigned(count: int) -> str:
    return ngettext("%(num)s case assigned.", "%(num)s cases assigned.", count) % {"num": figure(count)}


def _list_of(wanted: WorklistAddress) -> str:
    """Return the address of the list somebody came from, its filter kept."""
    return f"{url('backoffice:worklist')}?{urlencode(kept_of(wanted))}"


def _assign(request: ScopedRequest) -> int:
    chosen, assignee_id = request.POST.getlist("case"), number(request.POST.get("assignee", ""))
    if not chosen:
        raise Refusal(NO_CASES_CHOSEN)
    if assignee_id is None:
        raise Refusal(NO_OFFICIAL_CHOSEN, field="assignee")
    seen = seen_versions(request)
    return assign(scope=request.scope, references=chosen, assignee_id=assignee_id, versions=seen, at=clock.now())


def _found(scope: Scope, wanted: WorklistAddress) -> WorklistPage:
    """Return the page asked for; an address that leads nowhere leads to the first."""
    try:
        return worklist(scope, wanted.filter, wanted.cursor)
    except BadCursor:
        return worklist(scope, wanted.filter)


@reading(rules.can_read_cases)
def sheet(request: ScopedRequest) -> HttpResponseBase:
    """Send the whole list as a spreadsheet, as it is filtered; its number and filter are a line of the trail."""
    scope, wanted = request.scope, read_wanted(request.scope, request.GET)
    audit.record(
        scope=scope, action="worklist.export", subject_kind="worklist", subject="", at=clock.now(),
        count=filtered_count(scope, wanted.filter), filter=kept_of(wanted),
    )  # fmt: skip
    pieces = worklist_sheet(_kept_in_trail(scope, wanted))
    headers = {"Content-Disposition": 'attachment; filename="worklist.csv"'}
    return StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8", headers=headers)


def _kept_in_trail(scope: Scope, wanted: WorklistAddress) -> Iterator[tuple[CaseLine, ...]]:
    """Yield the cases batch by batch; whom each names is kept before it is sent."""
    for lines in every_line(scope, wanted.filter):
        audit.record_shown(
            scope=scope, action=audit.LISTED, references=references(lines), at=clock.now(),
            page="backoffice:worklist-sheet",
        )  # fmt: skip
        yield lines


def _show_all(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    scope, wanted = request.scope, read_wanted(request.scope, request.GET)
    to = number(sent.word("assignee") or request.GET.get("to", ""))
    plan = plan_assignment(scope=scope, wanted=wanted.filter, assignee_id=to, at=clock.now()) if to else None
    shown = plan_view(wanted, plan, assignees_of(officials(scope)), filtered_count(scope, wanted.filter))
    return page(request, "assign_all", status=sent.status, work=shown, sent=sent)


@asking(rules.can_supervise)
@shows_refusals(_show_all, "assign-all")
def assign_filter(request: ScopedRequest) -> HttpResponseBase:
    """Show how many cases of a filter would go from whom to whom, and assign them all once that is confirmed."""
    if request.method != "POST":
        return _show_all(request)
    wanted, to = read_wanted(request.scope, request.GET), number(request.POST.get("assignee", ""))
    if to is None:
        raise Refusal(NO_OFFICIAL_CHOSEN, field="assignee")
    count = assign_all(
        scope=request.scope, wanted=wanted.filter, assignee_id=to, mark=request.POST.get("mark", ""),
        seen=number(request.POST.get("seen", "")) or 0, at=clock.now(),
    )  # fmt: skip
    return go(request, _list_of(wanted), done=_assigned(count))
