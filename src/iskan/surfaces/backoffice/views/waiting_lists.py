"""The waiting lists: browsed, sent as a spreadsheet, called, reminded."""

from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import urlencode
from django.utils.translation import ngettext

from iskan.apps.accounts import rules
from iskan.apps.accounts.saved_filters import filters_of
from iskan.apps.catalogue.queries import figures
from iskan.apps.waiting_lists.marks import EVENTS
from iskan.apps.waiting_lists.operations.calling import telephone_of
from iskan.apps.waiting_lists.operations.reminding import plan_reminders, remind_all
from iskan.apps.waiting_lists.queries.browsing import (
    HouseholdLine,
    every_household,
    list_counts,
    waiting_count,
    waiting_page,
    with_mark,
)
from iskan.apps.waiting_lists.queries.waiting_list import list_standings
from iskan.apps.waiting_lists.queries.wishes import projects_to_wish
from iskan.apps.waiting_lists.rules import can_call, can_remind
from iskan.foundation import audit, clock
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.policy.data_update import Bounds, Interval, bounds_on, interval_on
from iskan.surfaces.backoffice.opening import default_of
from iskan.surfaces.backoffice.pages import asking, go, listing, page, reading, references
from iskan.surfaces.backoffice.presenters.reminding import callee_view, reminder_view
from iskan.surfaces.backoffice.presenters.saved_filters import WAITING_LIST, filters_bar
from iskan.surfaces.backoffice.presenters.waiting import (
    ListAddress,
    is_narrowed_list,
    kept_of_list,
    read_list,
    waiting_view,
)
from iskan.surfaces.backoffice.presenters.waiting_sheet import waiting_sheet
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import number as figure
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


@reading(rules.can_read_cases)
@listing(found=lambda found: references(found.lines))
def waiting_list(request: ScopedRequest) -> HttpResponseBase:
    """Show one programme's list, narrowed as asked, with how many wait and whose details are to be confirmed."""
    return default_of(request, WAITING_LIST) or _show(request)


def _show(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    interval, bounds = _due_today()
    counts = list_counts(scope, bounds)
    wanted = read_list(request.GET, counts)
    kept = filters_of(scope, WAITING_LIST)
    found = waiting_page(scope, wanted.filter, bounds, wanted.after)
    shown = waiting_view(
        scope=scope, wanted=wanted, found=found, total=waiting_count(scope, wanted.filter, bounds), counts=counts,
        with_events=with_mark(references(found.lines), EVENTS),
        projects=projects_to_wish(wanted.filter.programme), standings=list_standings(), interval=interval,
        bounds=bounds, today=clock.today(),
    )  # fmt: skip
    filters = filters_bar(WAITING_LIST, kept, kept_of_list(wanted), narrowed=is_narrowed_list(wanted))
    return page(request, "waiting_list/list", view=shown, found=found, filters=filters)


def _due_today() -> tuple[Interval | None, Bounds | None]:
    today = clock.today()
    interval = interval_on(figures(), today)
    return interval, bounds_on(interval, today) if interval else None


def wanted_list(request: ScopedRequest) -> ListAddress:
    """Return what a waiting list's address asks for."""
    return read_list(request.GET, list_counts(request.scope, None))


@reading(rules.can_read_cases)
def sheet(request: ScopedRequest) -> HttpResponseBase:
    """Send a list as a spreadsheet, as it is filtered; its number and filter are a line of the trail."""
    scope = request.scope
    _interval, bounds = _due_today()
    wanted = wanted_list(request)
    audit.record(
        scope=scope, action="waiting_list.export", subject_kind="waiting_list", subject=wanted.filter.programme,
        at=clock.now(), count=waiting_count(scope, wanted.filter, bounds), filter=kept_of_list(wanted),
    )  # fmt: skip
    names = dict(projects_to_wish(wanted.filter.programme))
    pieces = waiting_sheet(_kept_in_trail(scope, wanted, bounds), names, bounds)
    headers = {"Content-Disposition": 'attachment; filename="waiting-list.csv"'}
    return StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8", headers=headers)


def _kept_in_trail(scope: Scope, wanted: ListAddress, bounds: Bounds | None) -> Iterator[tuple[HouseholdLine, ...]]:
    """Yield the households batch by batch; whom each names is kept before it is sent."""
    for lines in every_household(scope, wanted.filter, bounds):
        audit.record_shown(
            scope=scope, action=audit.LISTED, references=references(lines), at=clock.now(),
            page="backoffice:waiting-list-sheet",
        )  # fmt: skip
        yield lines


def _show_reminder(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    interval, bounds = _due_today()
    counts = list_counts(request.scope, bounds)
    wanted = read_list(request.GET, counts)
    plan = plan_reminders(scope=request.scope, wanted=wanted.filter, at=clock.now())
    shown = reminder_view(
        wanted, plan, counts, projects_to_wish(wanted.filter.programme), today=clock.today(),
        is_configured=interval is not None,
    )  # fmt: skip
    return page(request, "waiting_list/remind", status=sent.status, view=shown, sent=sent)


@asking(can_remind)
@shows_refusals(_show_reminder, "remind")
def remind(request: ScopedRequest) -> HttpResponseBase:
    """Show how many households of a filter would be reminded, and have a job remind them once that is confirmed."""
    if request.method != "POST":
        return _show_reminder(request)
    wanted = wanted_list(request)
    count = remind_all(scope=request.scope, wanted=wanted.filter, mark=request.POST.get("mark", ""), at=clock.now())
    done = ngettext("%(num)s household is being reminded.", "%(num)s households are being reminded.", count)
    back = f"{url('backoffice:waiting-list')}?{urlencode(kept_of_list(wanted))}"
    return go(request, back, done=done % {"num": figure(count)})


@reading(can_call)
def call(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show the telephone number of a waiting household; that it was shown is a line of the trail."""
    called = telephone_of(scope=request.scope, reference=reference, at=clock.now())
    _interval, bounds = _due_today()
    return page(request, "waiting_list/call", view=callee_view(called, bounds))
