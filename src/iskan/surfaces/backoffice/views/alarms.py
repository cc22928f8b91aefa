"""Alarms of the audit trail: what a verification found, and an auditor's word on it."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.anchors.operations.verifying import close_alarm
from iskan.apps.anchors.queries.anchors import alarm_of, alarms, last_verification
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, go, page, reading
from iskan.surfaces.backoffice.presenters.alarms import alarm_views
from iskan.surfaces.backoffice.words import said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


@reading(rules.can_read_audit)
def trail_alarms(request: ScopedRequest) -> HttpResponseBase:
    """List the alarms, the open ones first, and say when the trail was last verified."""
    rows = alarm_views(alarms(request.scope))
    return page(request, "oversight/alarms", rows=rows, verified=last_verification())


def _show(request: ScopedRequest, alarm_id: int, sent: FormState = UNSENT) -> HttpResponse:
    (view,) = alarm_views([alarm_of(request.scope, alarm_id)])
    return page(request, "oversight/alarm", status=sent.status, alarm=view, sent=sent)


@asking(rules.can_read_audit)
@shows_refusals(_show, "close")
def close(request: ScopedRequest, alarm_id: int) -> HttpResponseBase:
    """Show an alarm, and close it with the reason."""
    if request.method != "POST":
        return _show(request, alarm_id)
    close_alarm(scope=request.scope, alarm_id=alarm_id, reason=said(request, "reason"), at=clock.now())
    return go(request, "backoffice:trail-alarms", done=_("The alarm is closed."))
