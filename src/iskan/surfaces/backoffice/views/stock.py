"""Units on the desk: brought in by sheets, and moved from state to state by phase and type."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iskan.apps.agreements.operations import propose_act
from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.operations import importing
from iskan.apps.housing_stock.operations.imported import take_back_import
from iskan.apps.housing_stock.operations.importing import Examination, ImportForbidden
from iskan.apps.housing_stock.operations.units import set_unit_states
from iskan.apps.housing_stock.queries.imports import import_done, imports_done
from iskan.apps.housing_stock.queries.projects import project_names
from iskan.apps.housing_stock.queries.units import codes_of
from iskan.apps.housing_stock.sheets.template import template
from iskan.core.refusal import Refusal
from iskan.core.text import Text, small_number
from iskan.foundation import clock, ratelimit
from iskan.foundation.ratelimit import limited
from iskan.foundation.scope import ScopedRequest
from iskan.policy.acts import MOVE_GIVEN_UNITS
from iskan.surfaces.backoffice.pages import asking, changing, go, page, reading
from iskan.surfaces.backoffice.presenters import imports as present_imports
from iskan.surfaces.backoffice.presenters import projects as present
from iskan.surfaces.backoffice.views.projects import found_project
from iskan.surfaces.backoffice.words import said
from iskan.surfaces.ui.formatting import language, number
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FILE = Text(ar="اختر الملف المراد إرساله.", en="Choose the file to send.")
NO_STATES = Text(ar="اختر الحالة الحالية والحالة المطلوبة.", en="Choose the state now and the state to come.")
NONE_SUCH = Text(ar="لا توجد في المرحلة وحدات بهذه الصفة.", en="The phase has no such units.")


def _show_import(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    return page(
        request, "projects/import", status=sent.status, sent=sent, done=present_imports.imports_view(imports_done())
    )


def _show_take_back(request: ScopedRequest, import_id: int, sent: FormState = UNSENT) -> HttpResponse:
    (shown,) = present_imports.imports_view([import_done(import_id)])
    return page(request, "projects/take_back", status=sent.status, sent=sent, done=shown)


def _show_move(request: ScopedRequest, code: str, sent: FormState, count: int = 0) -> HttpResponse:
    found = found_project(code)
    choices = present.move_choices(found)
    return page(
        request, "projects/move", status=sent.status, sent=sent, count=count, moves=choices, code=code,
        name=found.card.name,
    )  # fmt: skip


@limited(ratelimit.UPLOAD, writes_only=True)
@asking(rules.can_keep_stock)
@shows_refusals(_show_import)
def bring(request: ScopedRequest) -> HttpResponseBase:
    """Take a sheet of units and say what it would do; nothing is done yet."""
    if request.method != "POST":
        return _show_import(request)
    file = request.FILES.get("file")
    if file is None or not file.name:
        raise Refusal(NO_FILE, field="file")
    found = importing.examine_sheet(scope=request.scope, file=file, name=file.name, at=clock.now())
    return _examined(request, found) if found.faults else go(request, "backoffice:import", found.import_id)


@reading(rules.can_keep_stock)
def blank(request: ScopedRequest) -> HttpResponseBase:  # noqa: ARG001 -- Django hands it over
    """Hand out the template of a sheet."""
    answer = HttpResponse(template(language()), content_type=WORKBOOK)
    answer["Content-Disposition"] = 'attachment; filename="units.xlsx"'
    return answer


@asking(rules.can_keep_stock)
def confirm(request: ScopedRequest, import_id: int) -> HttpResponseBase:
    """Show what an examined sheet would do, and do it when it is confirmed."""
    with_filtered = (request.POST or request.GET).get("filtered") == "with"
    if request.method != "POST":
        return _kept(request, import_id, with_filtered=with_filtered)
    try:
        done = importing.confirm_import(
            scope=request.scope, import_id=import_id, at=clock.now(), with_filtered=with_filtered
        )
    except ImportForbidden:
        return _kept(request, import_id, with_filtered=with_filtered)
    words = {"created": number(done.created_count), "changed": number(done.changed_count)}
    return go(request, "backoffice:projects", done=_("Units created: %(created)s. Units changed: %(changed)s.") % words)


@asking(rules.can_keep_stock)
@shows_refusals(_show_take_back)
def take_back(request: ScopedRequest, import_id: int) -> HttpResponseBase:
    """Ask whether an import is to be taken back and why, and take it back."""
    if request.method != "POST":
        return _show_take_back(request, import_id)
    reason = said(request, "reason", 300)
    take_back_import(scope=request.scope, import_id=import_id, reason=reason, at=clock.now())
    return go(request, "backoffice:import-units", done=_("The import was taken back."))


def _kept(request: ScopedRequest, import_id: int, *, with_filtered: bool) -> HttpResponse:
    found = importing.examined(scope=request.scope, import_id=import_id, with_filtered=with_filtered)
    return _examined(request, found)


def _examined(request: ScopedRequest, found: Examination) -> HttpResponse:
    shown = present_imports.import_view(found, project_names())
    return page(request, "projects/examined", status=422 if found.faults else 200, sheet=shown)


@changing(rules.can_keep_stock)
@shows_refusals(_show_move)
def move(request: ScopedRequest, code: str) -> HttpResponseBase:
    """Move a phase's units from one state to another: the first sending asks, the second does it."""
    found_project(code)
    codes, target = _chosen(request, code)
    if request.POST.get("confirmed") == "yes":
        return _moved(request, code, codes, target)
    return _show_move(request, code, FormState.sent(request), len(codes))


def _chosen(request: ScopedRequest, code: str) -> tuple[tuple[str, ...], UnitState]:
    try:
        source, target = (UnitState(request.POST.get(name, "")) for name in ("source", "target"))
    except ValueError as fault:
        raise Refusal(NO_STATES, field="target") from fault
    phase = small_number(request.POST.get("phase", "")) or 0
    codes = codes_of(code, phase=phase, state=source, unit_class=request.POST.get("class", ""))
    if not codes:
        raise Refusal(NONE_SUCH, field="source")
    return codes, target


def _moved(request: ScopedRequest, code: str, codes: tuple[str, ...], target: UnitState) -> HttpResponseBase:
    reason = said(request, "reason", 300)
    if UnitState(request.POST["source"]).is_given:
        terms = {"codes": list(codes), "state": target.value}
        proposed = propose_act(
            scope=request.scope, act=MOVE_GIVEN_UNITS, subject=code, terms=terms, reason=reason, at=clock.now()
        )
        return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))
    count = set_unit_states(scope=request.scope, codes=codes, state=target, at=clock.now(), reason=reason)
    words = ngettext("%(count)s unit was moved.", "%(count)s units were moved.", count) % {"count": number(count)}
    return go(request, "backoffice:project", code, done=words)
