"""The draws: what will happen when, what was published, who drew what, and how anyone checks it."""

import inspect

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from iskan.apps.draws.queries import draws as queries
from iskan.apps.draws.queries.draws import DrawStanding
from iskan.apps.draws.queries.tickets import tickets_of
from iskan.core.draw import verify_draw
from iskan.foundation import clock
from iskan.foundation.scope import NOBODY, OutOfScope, ScopedRequest
from iskan.surfaces.portal.pages import page
from iskan.surfaces.portal.presenters.draws import (
    DrawView,
    ResultsView,
    draw_head,
    draw_lists,
    draw_view,
    own_tickets,
    read_ticket,
    results_view,
)
from iskan.surfaces.ui.access import citizens_only

SHOWN_FIRST, PAGE = 10, 100
YEAR = 365 * 24 * 3600


@require_safe
def draw_list(request: ScopedRequest) -> HttpResponseBase:
    """List the draws to come, those held, and those cancelled."""
    return page(request, "draws/list", draws=draw_lists(queries.draws(NOBODY)))


@require_safe
def draw(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show one draw: its way, its lists, the parties' secrets, the beacon, the result."""
    view = _view(reference, with_files=True)
    first = queries.results(view.standing.id, count=SHOWN_FIRST) if view.is_drawn else ()
    return page(request, "draws/draw", draw=view, first=first)


@require_safe
def live(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show a draw on the wall of the hall: few words, large, and fresh every few seconds."""
    view = _view(reference)
    first = queries.results(view.standing.id, count=SHOWN_FIRST) if view.is_drawn else ()
    template = "draws/live_part" if request.headers.get("HX-Request") else "draws/live"
    return page(request, template, draw=view, first=first)


@require_safe
def result_list(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Page through the results, or look a ticket up."""
    view = _view(reference)
    if not view.is_drawn:
        raise Http404
    return page(request, "draws/results", draw=view, results=_results(request, view))


@require_safe
def verification(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Let the visitor's own browser recompute the draw, and say how else it is done."""
    return page(request, "draws/verify", draw=_view(reference, with_files=True))


@require_safe
@citizens_only
def mine(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show a citizen the tickets of their own cases and what they drew."""
    standing = _standing(reference)
    head = draw_head(standing)
    tickets = own_tickets(tickets_of(request.scope, standing.reference), head)
    return page(request, "draws/mine", draw=head, tickets=tickets)


@require_safe
def file(request: HttpRequest, reference: str, file: str) -> HttpResponseBase:
    """Serve a published file to the byte; once published it never changes."""
    del request
    try:
        content = queries.file_of(NOBODY, reference, file)
    except OutOfScope as fault:
        raise Http404 from fault
    kind = "application/json" if file.endswith(".json") else "text/tab-separated-values; charset=utf-8"
    return _download(content, kind, file)


@require_safe
def verifier(request: HttpRequest) -> HttpResponseBase:
    """Serve the stand-alone verifier as it is run here."""
    del request
    return _download(inspect.getsource(verify_draw).encode(), "text/x-python; charset=utf-8", "verify_draw.py")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    response = HttpResponse(content, content_type=kind, headers=headers)
    patch_cache_control(response, public=True, max_age=YEAR if not name.endswith(".py") else 0)
    return response


def _view(reference: str, *, with_files: bool = False) -> DrawView:
    """Return a draw as everybody may see it: officials see no more of it here than others."""
    standing = _standing(reference)
    return draw_view(standing, queries.file_sizes(standing.id) if with_files else {}, clock.now())


def _standing(reference: str) -> DrawStanding:
    try:
        return queries.draw_for(NOBODY, reference)
    except OutOfScope as fault:
        raise Http404 from fault


def _results(request: ScopedRequest, view: DrawView) -> ResultsView:
    ticket, faulty = read_ticket(request.GET.get("ticket", ""))
    wanted = request.GET.get("class", "")
    drawn_class = wanted if wanted in {one.code for one in view.standing.classes} else ""
    total = sum(one.candidates for one in view.standing.classes if drawn_class in ("", one.code))
    number = Paginator(range(total), PAGE).get_page(request.GET.get("page")).number
    start = 0 if ticket else (number - 1) * PAGE
    lines = queries.results(view.standing.id, drawn_class=drawn_class, ticket=ticket, start=start, count=PAGE)
    return results_view(
        () if faulty else lines, ticket=request.GET.get("ticket", "")[:40], faulty=faulty, drawn_class=drawn_class,
        number=1 if ticket else number, total=len(lines) if ticket else total, size=PAGE,
    )  # fmt: skip
