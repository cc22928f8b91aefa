"""What a citizen does about a visit: another day is asked for, and the day goes into their own calendar."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iskan.apps.cases.queries.standing import standing_of
from iskan.apps.inspections.operations.visiting import ask_another_day
from iskan.apps.inspections.queries.of_case import InspectionLine, VisitLine, inspection_line
from iskan.apps.inspections.queries.scoped import declared_of, inspection_for
from iskan.core.refusal import Refusal
from iskan.core.text import tidy
from iskan.foundation import clock
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.surfaces.portal.pages import citizen, go
from iskan.surfaces.ui.access import post_only
from iskan.surfaces.ui.formatting import t


@post_only
@citizen
def another_day(request: ScopedRequest, reference: str, inspection: str) -> HttpResponseBase:
    """Say that the day of a visit does not suit, and which would."""
    _require(request, reference, inspection)
    try:
        ask_another_day(
            scope=request.scope, reference=inspection, said=tidy(request.POST.get("reason", ""))[:300], at=clock.now()
        )
    except Refusal as refusal:
        return go(request, "portal:case", reference, failed=t(refusal.text))
    return go(request, "portal:case", reference, done=_("The inspector is told and will appoint another day."))


@require_safe
@citizen
def calendar(request: ScopedRequest, reference: str, inspection: str) -> HttpResponseBase:
    """Give the visit that stands as a file for the reader's own calendar."""
    line = _require(request, reference, inspection)
    if line.visit is None:
        raise OutOfScope(inspection)
    name = t(declared_of(inspection_for(request.scope, inspection)).name)
    answer = HttpResponse(_file(line, line.visit, name), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{reference}.ics"'
    return answer


def _require(request: ScopedRequest, reference: str, inspection: str) -> InspectionLine:
    standing_of(request.scope, reference)
    if inspection_for(request.scope, inspection).case_reference != reference:
        raise OutOfScope(inspection)
    return inspection_line(inspection)


def _file(line: InspectionLine, visit: VisitLine, name: str) -> bytes:
    """Return a visit as a calendar file; a later one of the same inspection takes its place."""
    from icalendar import Calendar, Event  # noqa: PLC0415 -- a library few requests need

    here, at = get_default_timezone(), clock.now()
    event = Event.new(
        uid=f"visit-{line.reference}@{urlsplit(settings.SITE_URL).hostname}", sequence=len(line.visits), stamp=at,
        start=datetime.combine(visit.day, visit.from_time, here),
        end=datetime.combine(visit.day, visit.until_time, here),
        summary=name, location=t(line.place),
    )  # fmt: skip
    written: bytes = Calendar.new(subcomponents=[event], prodid="-//iskan//visits//AR").to_ical()
    return written
