"""The worklist: the desk's first page, and what is done to many of its cases at once."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import ngettext

from iskan.apps.accounts import rules
from iskan.apps.accounts.queries import officials
from iskan.apps.cases.operations.assignment import assign
from iskan.apps.cases.queries.counts import tab_counts
from iskan.apps.cases.queries.lists import BadCursor, WorklistPage, worklist
from iskan.core.refusal import Refusal
from iskan.foundation import clock
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.surfaces.backoffice.pages import asking, go, listing, page, reading, references
from iskan.surfaces.backoffice.presenters.worklist import (
    WorklistAddress,
    open_stages,
    read_wanted,
    worklist_view,
)
from iskan.surfaces.backoffice.words import NO_CASES_CHOSEN, NO_OFFICIAL_CHOSEN, number, seen_versions
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


@reading()
def home(request: ScopedRequest) -> HttpResponseBase:
    """Show the worklist; who reads no cases is led to what is theirs: the officials, or the draws."""
    if not rules.can_read_cases(request.scope):
        return redirect("backoffice:officials" if rules.can_administer(request.scope) else "backoffice:draws")
    return _show(request)


@listing(found=lambda found: references(found.lines))
def _show(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponseBase:
    scope, wanted = request.scope, read_wanted(request.scope, request.GET)
    found = _found(scope, wanted)
    shown = worklist_view(
        scope=scope,
        wanted=wanted,
        found=found,
        counts=tab_counts(scope, tuple(stage.code for stage in open_stages())),
        officials=officials(scope) if rules.can_supervise(scope) else (),
        today=clock.today(),
    )
    return page(request, "worklist", status=sent.status, work=shown, found=found, sent=sent)


@asking(rules.can_supervise)
@shows_refusals(_show, "assign")
def assign_many(request: ScopedRequest) -> HttpResponseBase:
    """Assign the cases ticked on the worklist to one official, all or none."""
    if request.method != "POST":
        return redirect("backoffice:worklist")
    count = _assign(request)
    done = ngettext("%(num)s case assigned.", "%(num)s cases assigned.", count) % {"num": count}
    return go(request, "backoffice:worklist", done=done)


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
