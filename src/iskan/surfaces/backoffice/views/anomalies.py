"""Unusual conduct of officials, as found in the trail: listed, looked into, closed with a reason, exported."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.anomalies.operations.closing import close_anomaly
from iskan.apps.anomalies.queries import anomalies as queries
from iskan.apps.anomalies.rules import can_look_into_anomalies
from iskan.foundation import audit, clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, go, listing, page, reading
from iskan.surfaces.backoffice.presenters.anomalies import anomaly_sheet, anomaly_views, behind_views, shown_in
from iskan.surfaces.backoffice.words import number, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


@reading(can_look_into_anomalies)
def anomaly_list(request: ScopedRequest) -> HttpResponseBase:
    """List what is open, or all, newest day first."""
    only_open, asked = request.GET.get("state") != "all", number(request.GET.get("page", "")) or 1
    found = queries.anomalies(request.scope, only_open=only_open, page=asked)
    waiting = queries.open_anomaly_count(request.scope)
    return page(
        request, "oversight/anomalies", found=found, rows=anomaly_views(found.lines), only_open=only_open,
        waiting=waiting,
    )  # fmt: skip


@listing(behind=shown_in)
def _show(request: ScopedRequest, anomaly_id: int, sent: FormState = UNSENT) -> HttpResponseBase:
    (view,) = anomaly_views([queries.anomaly_of(request.scope, anomaly_id)])
    behind = queries.lines_behind(request.scope, anomaly_id)
    rows = behind_views(behind)
    return page(request, "oversight/anomaly", status=sent.status, one=view, rows=rows, behind=behind, sent=sent)


@asking(can_look_into_anomalies)
@shows_refusals(_show, "close")
def anomaly(request: ScopedRequest, anomaly_id: int) -> HttpResponseBase:
    """Show one with the lines behind it, and close it with the reason."""
    if request.method != "POST":
        return _show(request, anomaly_id)
    close_anomaly(scope=request.scope, anomaly_id=anomaly_id, reason=said(request, "reason"), at=clock.now())
    return go(request, "backoffice:anomalies", done=_("It is closed with your reason."))


@reading(can_look_into_anomalies)
def export(request: ScopedRequest) -> HttpResponseBase:
    """Send all of them as a spreadsheet."""
    sheet = anomaly_sheet(queries.every_anomaly(request.scope))
    audit.record(scope=request.scope, action="anomalies.export", subject_kind="anomaly", subject="", at=clock.now())
    headers = {"Content-Disposition": 'attachment; filename="anomalies.csv"'}
    return HttpResponse(sheet, content_type="text/csv; charset=utf-8", headers=headers)
