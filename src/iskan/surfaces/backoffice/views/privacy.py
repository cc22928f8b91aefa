"""The register of processing for whoever oversees it: read, narrowed down, taken away as a sheet."""

from django.http import Http404, HttpResponse, HttpResponseBase

from iskan.apps.privacy.queries.processing import processing
from iskan.apps.privacy.queries.retention import newest_runs
from iskan.apps.privacy.rules import can_oversee_privacy
from iskan.apps.privacy.sheets import as_csv, as_workbook
from iskan.foundation import audit, clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import page, reading
from iskan.surfaces.backoffice.presenters.privacy import RegisterFilter, register_table
from iskan.surfaces.ui.formatting import language

SHEETS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@reading(can_oversee_privacy)
def register(request: ScopedRequest) -> HttpResponseBase:
    """List what is processed."""
    narrowed = _narrowed(request)
    heading, rows = register_table(narrowed.chosen(processing()))
    return page(request, "privacy/register", narrowed=narrowed, heading=heading, rows=rows, runs=newest_runs())


@reading(can_oversee_privacy)
def sheet(request: ScopedRequest, kind: str) -> HttpResponseBase:
    """Hand out the register as CSV or as a workbook."""
    if kind not in SHEETS:
        raise Http404
    write, content_type = SHEETS[kind]
    audit.record(
        scope=request.scope, action="processing.download", subject_kind="processing", subject=kind, at=clock.now()
    )
    answer = HttpResponse(write(_narrowed(request).chosen(processing()), language()), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="register-of-processing.{kind}"'
    return answer


def _narrowed(request: ScopedRequest) -> RegisterFilter:
    return RegisterFilter(part=request.GET.get("part", ""), sensitive=request.GET.get("sensitive", ""))
