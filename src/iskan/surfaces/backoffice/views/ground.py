"""A project's ground on the desk: its boundary examined, then confirmed; its buildings put where they stand."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.queries import names_of
from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.ground.corners import Ring
from iskan.apps.housing_stock.ground.shape import ring_of
from iskan.apps.housing_stock.operations.boundaries import NothingDiffers, draw_boundary
from iskan.apps.housing_stock.operations.buildings import place_building
from iskan.apps.housing_stock.queries import buildings
from iskan.apps.housing_stock.queries.boundaries import BoundaryVersion, boundary_versions, units_outside
from iskan.apps.housing_stock.queries.projects import ProjectPage
from iskan.core.text import small_number
from iskan.foundation import clock, ratelimit
from iskan.foundation.ratelimit import limited
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice import ground_words as words
from iskan.surfaces.backoffice.pages import asking, go, page
from iskan.surfaces.backoffice.presenters import ground as present
from iskan.surfaces.backoffice.views.projects import found_project
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


@dataclass(frozen=True, slots=True, kw_only=True)
class CornersForm:
    """The corners in the form: as typed, as brought back, or as they stand."""

    corners: tuple[words.Typed, ...]
    brought_back: BoundaryVersion | None = None


def _show_boundary(request: ScopedRequest, code: str, sent: FormState) -> HttpResponse:
    found = found_project(code)
    return _form(request, found, _typed(request, found), sent)


def _place_form(request: ScopedRequest, code: str, building: str, sent: FormState = UNSENT) -> HttpResponse:
    found, line = found_project(code), _building(code, building)
    kept = words.typed_from([line.place]) if line.place else []
    typed = words.typed_corners(request) if request.method == "POST" and sent.status != HTTPStatus.CONFLICT else kept
    return page(
        request, "projects/building", status=sent.status, project=found, building=line, sent=sent,
        row=present.corner_rows(typed, sent)[0], seen=",".join(kept[0]) if kept else "",
        map=present.building_map(found),
    )  # fmt: skip


@limited(ratelimit.UPLOAD, writes_only=True)
@asking(rules.can_keep_stock)
@shows_refusals(_show_boundary)
def boundary(request: ScopedRequest, code: str) -> HttpResponseBase:
    """Draw a project's boundary: the first sending is examined and shown, the second keeps it."""
    found = found_project(code)
    if request.method != "POST":
        return _form(request, found, _draft(request, found))
    return _answer(request)(request, found)


def _answer(request: ScopedRequest) -> Callable[[ScopedRequest, ProjectPage], HttpResponseBase]:
    asked = request.POST.get("do", "")
    return _ANSWERS.get(asked, _rows if asked.startswith(_ROW_VERBS) else _examine)


def _examine(request: ScopedRequest, found: ProjectPage) -> HttpResponse:
    return _ask(request, found, words.ring_from(words.typed_corners(request)))


def _examine_sent(request: ScopedRequest, found: ProjectPage) -> HttpResponse:
    return _ask(request, found, words.ring_sent(request))


def _take_away(request: ScopedRequest, found: ProjectPage) -> HttpResponse:
    return _ask(request, found, ())


def _change_again(request: ScopedRequest, found: ProjectPage) -> HttpResponse:
    ring = words.ring_sent(request) if request.POST.get("geojson") else ()
    return _form(request, found, CornersForm(corners=tuple(words.typed_from(ring))))


def _keep(request: ScopedRequest, found: ProjectPage) -> HttpResponseBase:
    ring = words.ring_sent(request) if request.POST.get("geojson") else ()
    code = found.card.code
    draw_boundary(scope=request.scope, project_code=code, ring=ring, seen=_seen(request), at=clock.now())
    done = _("The boundary is kept, and everyone sees it on the map.") if ring else _("The boundary is taken away.")
    return go(request, "backoffice:project", code, done=done)


def _rows(request: ScopedRequest, found: ProjectPage) -> HttpResponse:
    """Add or take out a row of the table, for whoever works without script."""
    corners = words.changed_rows(words.typed_corners(request), request.POST.get("do", ""))
    return _form(request, found, CornersForm(corners=tuple(corners)))


_ANSWERS: Final[dict[str, Callable[[ScopedRequest, ProjectPage], HttpResponseBase]]] = {
    "examine": _examine,
    "send": _examine_sent,
    "remove": _take_away,
    "change": _change_again,
    "keep": _keep,
}


_ROW_VERBS: Final = ("add-", "remove-")


def _draft(request: ScopedRequest, found: ProjectPage) -> CornersForm:
    """Return the boundary that stands, or the earlier one that is asked for."""
    asked = small_number(request.GET.get("from", ""))
    if asked is None:
        return CornersForm(corners=tuple(words.typed_from(ring_of(found.boundary))))
    earlier = next((one for one in boundary_versions(found.card.code) if one.id == asked), None)
    if earlier is None:
        raise Http404
    return CornersForm(corners=tuple(words.typed_from(earlier.ring)), brought_back=earlier)


def _typed(request: ScopedRequest, found: ProjectPage) -> CornersForm:
    """Return the corners that were sent, or those that stand where none were."""
    typed = words.typed_corners(request)
    if request.POST.get("do") == "keep" and request.POST.get("geojson"):
        typed = words.typed_from(words.ring_sent(request))
    return CornersForm(corners=tuple(typed)) if typed else _draft(request, found)


def _ask(request: ScopedRequest, found: ProjectPage, ring: Ring) -> HttpResponse:
    before = ring_of(found.boundary)
    if ring == before:
        raise NothingDiffers
    shown = present.comparison(found, before, ring, units_outside(found.card.code, ring) if ring else 0)
    return page(request, "projects/boundary_confirm", project=found, shown=shown, seen=_seen(request))


def _seen(request: ScopedRequest) -> int:
    return small_number(request.POST.get("seen", "")) or 0


def _form(request: ScopedRequest, found: ProjectPage, draft: CornersForm, sent: FormState = UNSENT) -> HttpResponse:
    versions = boundary_versions(found.card.code)
    names = names_of(frozenset(one.by_id for one in versions if one.by_id))
    is_fresh = request.method != "POST" or sent.status == HTTPStatus.CONFLICT
    return page(
        request, "projects/boundary", status=sent.status, project=found, draft=draft, sent=sent,
        seen=found.boundary_id if is_fresh else _seen(request), rows=present.corner_rows(draft.corners, sent),
        versions=present.version_rows(versions, names), map=present.boundary_map(found),
    )  # fmt: skip


@asking(rules.can_keep_stock)
@shows_refusals(_place_form)
def building(request: ScopedRequest, code: str, building: str) -> HttpResponseBase:
    """Put a building where it stands."""
    if request.method != "POST":
        return _place_form(request, code, building)
    _building(code, building)
    return go(request, "backoffice:project", code, done=_place(request, code, building))


def _building(code: str, building: str) -> buildings.BuildingLine:
    found_project(code)
    try:
        return buildings.building(code, building)
    except buildings.NoSuchBuilding as unknown:
        raise Http404 from unknown


def _place(request: ScopedRequest, code: str, building: str) -> str:
    place, seen = words.place_from(request), words.seen_place(request)
    place_building(scope=request.scope, project_code=code, code=building, place=place, seen=seen, at=clock.now())
    return _("The building’s place is kept.") if place else _("The building is taken off the map.")
