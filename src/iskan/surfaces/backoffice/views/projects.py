"""Projects on the desk: read by every official, kept by supervisors."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.rules import can_publish_figures
from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.operations import progress
from iskan.apps.housing_stock.operations import projects as operations
from iskan.apps.housing_stock.queries import projects as queries
from iskan.apps.housing_stock.queries import units
from iskan.apps.housing_stock.queries.buildings import buildings_of
from iskan.apps.housing_stock.queries.terms import classes_of
from iskan.core.text import Text, small_number
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, go, page, reading
from iskan.surfaces.backoffice.presenters import projects as present
from iskan.surfaces.backoffice.presenters.ground import building_rows
from iskan.surfaces.backoffice.presenters.home_terms import terms_rows
from iskan.surfaces.backoffice.stock_words import dates_from, day_from, details_from, percent_from
from iskan.surfaces.backoffice.words import said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


@reading(rules.can_read_stock)
def project_list(request: ScopedRequest) -> HttpResponseBase:
    """List every project."""
    rows = present.project_rows(queries.projects())
    return page(request, "projects/list", rows=rows, may_keep=rules.can_keep_stock(request.scope))


@reading(rules.can_read_stock)
def project(request: ScopedRequest, code: str) -> HttpResponseBase:
    """Show one project with its phases, gates, reports and units."""
    found = found_project(code)
    wanted = _wanted(request, found)
    listed = units.units_of(code, wanted, after=request.GET.get("after", "")[:30])
    desk = present.project_desk(found, listed, wanted)
    keeps, stands = rules.can_keep_stock(request.scope), building_rows(buildings_of(code))
    moves = present.move_choices(found)
    return page(
        request, "projects/project", trail_of=("project", code), project=desk, may_keep=keeps, moves=moves,
        buildings=stands, terms=terms_rows(code, classes_of(code)), may_propose=can_publish_figures(request.scope),
    )  # fmt: skip


def _form(request: ScopedRequest, code: str = "", sent: FormState = UNSENT) -> HttpResponse:
    name = found_project(code).card.name if code else None
    return page(
        request, "projects/form", status=sent.status, sent=sent, name=name, code=code, choices=present.choices()
    )


def _phase_form(request: ScopedRequest, code: str, number: int, sent: FormState) -> HttpResponse:
    name = found_project(code).card.name
    return page(request, "projects/phase", status=sent.status, sent=sent, number=number, name=name, code=code)


def _report_form(request: ScopedRequest, code: str, sent: FormState) -> HttpResponse:
    found = found_project(code)
    shown = present.move_choices(found)["phases"]
    return page(
        request, "projects/progress", status=sent.status, sent=sent, phases=shown, name=found.card.name,
        code=found.card.code, percent=found.card.percent,
    )  # fmt: skip


def _gate_form(request: ScopedRequest, code: str, gate_id: int, sent: FormState = UNSENT) -> HttpResponse:
    found = found_project(code)
    line = _gate_of(found, gate_id)
    kept = present.gate_words(line, clock.today())
    if sent.word("action") == "plan":
        kept["required"] = ""  # a box left empty is not sent
    shown, name = present.gate_view(found, line), found.card.name
    return page(request, "projects/gate", status=sent.status, sent=sent.over(kept), gate=shown, name=name, code=code)


@asking(rules.can_keep_stock)
@shows_refusals(_form)
def new(request: ScopedRequest) -> HttpResponseBase:
    """Open a project."""
    if request.method != "POST":
        return _form(request)
    details = details_from(request, said(request, "code", 60))
    operations.create_project(scope=request.scope, details=details, at=clock.now())
    return go(
        request, "backoffice:project", details.code, done=_("The project is opened. Its gates are all to be closed.")
    )


@asking(rules.can_keep_stock)
@shows_refusals(_form)
def edit(request: ScopedRequest, code: str) -> HttpResponseBase:
    """Change a project's details."""
    found = found_project(code)
    if request.method != "POST":
        return _form(request, code, FormState.filled(present.kept_words(found)))
    version = small_number(request.POST.get("version", "")) or 0
    operations.change_project(scope=request.scope, details=details_from(request, code), version=version, at=clock.now())
    return go(request, "backoffice:project", code, done=_("The project's details are kept."))


@asking(rules.can_keep_stock)
@shows_refusals(_phase_form)
def phase(request: ScopedRequest, code: str, number: int) -> HttpResponseBase:
    """Open a phase, or change the one of this number."""
    found = found_project(code)
    if request.method != "POST":
        kept = next((one for one in found.phases if one.number == number), None)
        return _phase_form(request, code, number, FormState.filled(present.phase_words(kept)))
    name = Text(ar=said(request, "name_ar", 80), en=said(request, "name_en", 80))
    dates, at = dates_from(request), clock.now()
    operations.keep_phase(scope=request.scope, project_code=code, number=number, name=name, dates=dates, at=at)
    return go(request, "backoffice:project", code, done=_("The phase is kept."))


@asking(rules.can_keep_stock)
@shows_refusals(_report_form)
def report(request: ScopedRequest, code: str) -> HttpResponseBase:
    """Report how far the works have come."""
    if request.method != "POST":
        return _report_form(request, code, FormState.filled({"on": clock.today().isoformat()}))
    found_project(code)
    _report(request, code)
    return go(request, "backoffice:project", code, done=_("The progress is reported."))


def _report(request: ScopedRequest, code: str) -> None:
    progress.report_progress(
        scope=request.scope,
        project_code=code,
        phase=small_number(request.POST.get("phase", "")),
        on=day_from(request, "on"),
        percent=percent_from(request),
        note=said(request, "note", 300),
        at=clock.now(),
    )


@asking(rules.can_keep_stock)
@shows_refusals(_gate_form)
def gate(request: ScopedRequest, code: str, gate_id: int) -> HttpResponseBase:
    """Close a gate, or open again one closed by mistake: the page asks, a form confirms."""
    if request.method != "POST":
        return _gate_form(request, code, gate_id)
    _gate_of(found_project(code), gate_id)
    return go(request, "backoffice:project", code, done=_move_gate(request, gate_id))


def _gate_of(found: queries.ProjectPage, gate_id: int) -> queries.GateLine:
    if (line := next((one for one in found.gates if one.id == gate_id), None)) is None:
        raise Http404
    return line


def _move_gate(request: ScopedRequest, gate_id: int) -> str:
    scope, at, note = request.scope, clock.now(), said(request, "note", 300)
    if request.POST.get("action") == "plan":
        _plan_gate(request, gate_id)
        return _("The plan of the gate is kept.")
    if request.POST.get("action") == "reopen":
        progress.reopen_gate(scope=scope, gate_id=gate_id, note=note, at=at)
        return _("The gate is open again.")
    progress.close_gate(scope=scope, gate_id=gate_id, done_on=day_from(request, "done_on"), note=note, at=at)
    return _("The gate is closed.")


def _plan_gate(request: ScopedRequest, gate_id: int) -> None:
    progress.plan_gate(
        scope=request.scope,
        gate_id=gate_id,
        is_required=request.POST.get("required") == "yes",
        planned_on=day_from(request, "planned_on"),
        note=said(request, "plan_note", 300),
        at=clock.now(),
    )


def found_project(code: str) -> queries.ProjectPage:
    """Return a project, or answer that there is none."""
    try:
        return queries.project(code)
    except queries.NoSuchProject as unknown:
        raise Http404 from unknown


def _wanted(request: ScopedRequest, found: queries.ProjectPage) -> units.UnitFilter:
    classes = {part.unit_class for part in found.card.counts}
    unit_class, state = request.GET.get("class", ""), request.GET.get("state", "")
    return units.UnitFilter(
        unit_class=unit_class if unit_class in classes else "", state=state if state in UnitState.values else ""
    )
