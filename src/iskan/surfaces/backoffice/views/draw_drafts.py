"""A new draw: lists handed in or taken from what stands, examined, then frozen or thrown away."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from iskan.apps.allocation.operations.draw_lists import draft_from_nominations
from iskan.apps.draws.operations import draw_drafts as operations
from iskan.apps.draws.queries import draw_drafts as queries
from iskan.apps.draws.rules import can_conduct_draws
from iskan.apps.housing_stock.queries.projects import projects
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import budgets, clock
from iskan.foundation.scope import ScopedRequest
from iskan.integrations.beacon.chains import configured
from iskan.surfaces.backoffice.pages import asking, go, page
from iskan.surfaces.backoffice.presenters.draws import draft_view
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, needed, said
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

BAD_HOUR = Text(ar="أدخل تاريخًا ووقتًا صحيحين.", en="Enter a right date and time.")
NO_FILE = Text(ar="اختر ملفًا.", en="Choose a file.")
TOO_LARGE = Text(ar="الملف أكبر من المسموح به.", en="The file is larger than allowed.")
FROM_NOMINATIONS, FROM_FILES = "nominations", "files"


def _show_form(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    choices = [(one.code, t(one.name)) for one in projects()]
    notice = settings.ISKAN_DRAW_NOTICE_HOURS
    return page(
        request,
        "draws/new",
        status=sent.status,
        sent=sent.beside("candidates"),
        projects=choices,
        chain=configured(),
        notice=notice,
    )


def _show_draft(request: ScopedRequest, draft_id: int, sent: FormState = UNSENT) -> HttpResponse:
    view = draft_view(queries.draft_for(request.scope, draft_id), clock.now())
    return page(request, "draws/draft", status=sent.status, draft=view, sent=sent)


@asking(can_conduct_draws)
@shows_refusals(_show_form, "draft")
def new(request: ScopedRequest) -> HttpResponseBase:
    """Hand in the lists of a new draw."""
    if request.method != "POST":
        return _show_form(request)
    draft_id = _hand_in(request)
    return go(request, "backoffice:draw-draft", draft_id)


@asking(can_conduct_draws)
@shows_refusals(_show_draft, "freeze")
def draft(request: ScopedRequest, draft_id: int) -> HttpResponseBase:
    """Show what was handed in with all that is wrong with it; freeze it, or throw it away."""
    action = request.POST.get("action")
    if action == "discard":
        operations.discard_draft(scope=request.scope, draft_id=draft_id)
        return go(request, "backoffice:draws", done=_("The lists are thrown away."))
    if action == "freeze":
        frozen = operations.freeze_draft(scope=request.scope, draft_id=draft_id, at=clock.now())
        return go(request, "backoffice:draw", frozen.reference, done=_("The lists are frozen."))
    return _show_draft(request, draft_id)


def _hand_in(request: ScopedRequest) -> int:
    code = request.POST.get("project", "")
    names = {one.code: one.name for one in projects()}
    if code not in names:
        raise Refusal(NOTHING_CHOSEN, field="project")
    terms: dict[str, Any] = {
        "scope": request.scope, "project_code": code, "project_name": names[code], "draws_at": _hour(request),
        "at": clock.now(),
    }  # fmt: skip
    source = needed(request, "source")
    if source == FROM_NOMINATIONS:
        return draft_from_nominations(**terms).pk
    candidates, units = _uploaded(request, "candidates"), _uploaded(request, "units")
    return operations.draft_from_sheets(**terms, candidates=candidates, units=units).pk


def _hour(request: ScopedRequest) -> datetime:
    """Return the day and hour typed, as Bahrain counts them."""
    try:
        typed = datetime.fromisoformat(f"{said(request, 'day', 10)}T{said(request, 'hour', 8)}")
    except ValueError as fault:
        raise Refusal(BAD_HOUR, field="day") from fault
    return typed.replace(tzinfo=get_default_timezone())


def _uploaded(request: ScopedRequest, name: str) -> bytes:
    uploaded = request.FILES.get(name)
    if uploaded is None:
        raise Refusal(NO_FILE, field=name)
    if (uploaded.size or 0) > budgets.SHEET_FILE_BYTES:
        raise Refusal(TOO_LARGE, field=name)
    return bytes(uploaded.read())
