"""A new draw: lists handed in or taken from what stands, examined, then frozen or thrown away."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.allocation.operations.draw_lists import draft_from_nominations
from iskan.apps.draws.operations import draw_drafts as operations
from iskan.apps.draws.queries import draw_drafts as queries
from iskan.apps.draws.rules import can_conduct_draws
from iskan.apps.housing_stock.queries.projects import projects
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.integrations.beacon.chains import configured
from iskan.surfaces.backoffice.draw_words import DRAW_REFUSALS, draw_trouble, hour_from, needed
from iskan.surfaces.backoffice.pages import asking, go, page
from iskan.surfaces.backoffice.presenters.draws import draft_view
from iskan.surfaces.backoffice.refusals import NONE, NOTHING_CHOSEN, Refused, Trouble
from iskan.surfaces.ui.formatting import t

NO_FILE = Text(ar="اختر ملفًا", en="Choose a file")
TOO_LARGE = Text(ar="الملف أكبر من المسموح به", en="The file is larger than allowed")
FROM_NOMINATIONS, FROM_FILES = "nominations", "files"


@asking(can_conduct_draws)
def new(request: ScopedRequest) -> HttpResponseBase:
    """Hand in the lists of a new draw."""
    if request.method != "POST":
        return _show_form(request, NONE)
    try:
        draft_id = _hand_in(request)
    except DRAW_REFUSALS as fault:
        return _show_form(request, draw_trouble(request, fault, "draft", "candidates"))
    return go(request, "backoffice:draw-draft", draft_id)


@asking(can_conduct_draws)
def draft(request: ScopedRequest, draft_id: int) -> HttpResponseBase:
    """Show what was handed in with all that is wrong with it; freeze it, or throw it away."""
    action = request.POST.get("action")
    try:
        if action == "discard":
            operations.discard_draft(scope=request.scope, draft_id=draft_id)
            return go(request, "backoffice:draws", done=_("The lists are thrown away."))
        if action == "freeze":
            frozen = operations.freeze_draft(scope=request.scope, draft_id=draft_id, at=clock.now())
            return go(request, "backoffice:draw", frozen.reference, done=_("The lists are frozen."))
        return _show_draft(request, draft_id, NONE)
    except OutOfScope as fault:
        raise Http404 from fault
    except DRAW_REFUSALS as fault:
        return _show_draft(request, draft_id, draw_trouble(request, fault, "freeze"))


def _hand_in(request: ScopedRequest) -> int:
    code = request.POST.get("project", "")
    names = {one.code: one.name for one in projects()}
    if code not in names:
        raise Refused(NOTHING_CHOSEN, "project")
    terms: dict[str, Any] = {
        "scope": request.scope, "project_code": code, "project_name": names[code], "draws_at": hour_from(request),
        "at": clock.now(),
    }  # fmt: skip
    source = needed(request, "source")
    if source == FROM_NOMINATIONS:
        return draft_from_nominations(**terms).pk
    candidates, units = _uploaded(request, "candidates"), _uploaded(request, "units")
    return operations.draft_from_sheets(**terms, candidates=candidates, units=units).pk


def _uploaded(request: ScopedRequest, name: str) -> bytes:
    uploaded = request.FILES.get(name)
    if uploaded is None:
        raise Refused(NO_FILE, name)
    if (uploaded.size or 0) > settings.ISKAN_UPLOAD_MAX_BYTES:
        raise Refused(TOO_LARGE, name)
    return bytes(uploaded.read())


def _show_form(request: ScopedRequest, trouble: Trouble) -> HttpResponse:
    choices = [(one.code, t(one.name)) for one in projects()]
    notice = settings.ISKAN_DRAW_NOTICE_HOURS
    return page(
        request,
        "draws/new",
        status=trouble.status,
        trouble=trouble,
        projects=choices,
        chain=configured(),
        notice=notice,
    )


def _show_draft(request: ScopedRequest, draft_id: int, trouble: Trouble) -> HttpResponse:
    view = draft_view(queries.draft_for(request.scope, draft_id), clock.now())
    return page(request, "draws/draft", status=trouble.status, draft=view, trouble=trouble)
