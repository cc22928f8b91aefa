"""Inspections at the desk: the visits by day, and for each who goes, when, and what was found."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.unsent import words_in
from iskan.apps.cases.queries.sealing import sealed_from
from iskan.apps.documents.intake.refusals import BadUpload
from iskan.apps.documents.operations import discard_document, receive_upload
from iskan.apps.inspections.operations.reporting import (
    MOST_PICTURES,
    FoundAtPlace,
    TooManyPictures,
    correct_report,
    report_inspection,
)
from iskan.apps.inspections.operations.visiting import (
    HoursUnfit,
    VisitHours,
    appoint_visit,
    assign_inspector,
    record_missed,
)
from iskan.apps.inspections.queries.lists import open_inspections
from iskan.apps.inspections.queries.scoped import inspection_for
from iskan.apps.inspections.rules import can_appoint, can_follow, can_inspect, can_read_visits
from iskan.core.refusal import Refusal
from iskan.core.text import latin_digits
from iskan.foundation import audit, clock
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.surfaces.backoffice.pages import changing, go, listing, page, reading
from iskan.surfaces.backoffice.presenters.inspections import VisitDay, inspection_page, visit_days
from iskan.surfaces.backoffice.words import NO_OFFICIAL_CHOSEN, number, picked_day, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

PICTURES = "picture"


def _listed(days: tuple[VisitDay, ...]) -> list[str]:
    return [row.case_reference for day in days for row in day.rows]


@reading(can_read_visits)
@listing(days=_listed)
def inspections(request: ScopedRequest) -> HttpResponseBase:
    """List what is still to be inspected, by day and block."""
    found = open_inspections(request.scope)
    sealed = sealed_from(request.scope, (one.case_reference for one in found))
    days = visit_days((one for one in found if one.case_reference not in sealed), clock.today())
    return page(request, "inspections/list", days=days)


def _show(request: ScopedRequest, reference: str, sent: FormState = UNSENT) -> HttpResponseBase:
    scope, case = request.scope, _case_of(request, reference)
    audit.record_read(scope=scope, subject_kind=audit.CASE, subject=case, at=clock.now(), part="inspection")
    shown = inspection_page(scope, reference, sent, clock.today())
    return page(request, "inspections/inspection", status=sent.status, one=shown, sent=sent, today=clock.today())


def _case_of(request: ScopedRequest, reference: str) -> str:
    case = inspection_for(request.scope, reference).case_reference
    if sealed_from(request.scope, (case,)):
        raise OutOfScope(reference)
    return case


@reading(can_follow)
def inspection(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show one, with what may be done about it."""
    return _show(request, reference)


@changing(can_appoint)
@shows_refusals(_show, "assign")
def assign(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Say who makes it, or take it."""
    _case_of(request, reference)
    chosen = number(request.POST.get("inspector", ""))
    if chosen is None:
        raise Refusal(NO_OFFICIAL_CHOSEN, field="inspector")
    assign_inspector(scope=request.scope, reference=reference, inspector_id=chosen, at=clock.now())
    return go(request, "backoffice:inspection", reference, done=_("The inspection is assigned."))


@changing(can_appoint)
@shows_refusals(_show, "appoint")
def appoint(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Appoint the day and hours of the visit."""
    _case_of(request, reference)
    day = picked_day(request, "day")
    if day is None:
        raise HoursUnfit
    hours = VisitHours(day=day, from_time=_time(request, "from_time"), until_time=_time(request, "until_time"))
    appoint_visit(scope=request.scope, reference=reference, hours=hours, at=clock.now())
    return go(request, "backoffice:inspection", reference, done=_("The visit is appointed, and the citizen is told."))


def _time(request: ScopedRequest, name: str) -> time:
    try:
        return time.fromisoformat(latin_digits(said(request, name, 8)))
    except ValueError as fault:
        raise HoursUnfit(field=name) from fault


@changing(can_inspect)
@shows_refusals(_show, "missed")
def missed(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Note that nobody was there."""
    _case_of(request, reference)
    record_missed(scope=request.scope, reference=reference, said=said(request, "reason", 300), at=clock.now())
    return go(request, "backoffice:inspection", reference, done=_("It is noted. Appoint another day."))


@changing(can_inspect)
@shows_refusals(_show, "report")
def report(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Sign off what was found, or a correction of it."""
    _case_of(request, reference)
    operation = correct_report if request.POST.get("corrects") == "yes" else report_inspection
    with _pictures(request, reference) as pictures:
        found = FoundAtPlace(
            result=said(request, "result", 20), answers=words_in(request), words=said(request, "words", 2000),
            pictures=pictures,
        )  # fmt: skip
        operation(scope=request.scope, reference=reference, found=found, at=clock.now())
    return go(request, "backoffice:inspection", reference, done=_("The report is signed off."))


@contextmanager
def _pictures(request: ScopedRequest, reference: str) -> Iterator[tuple[UUID, ...]]:
    """Receive the pictures of a report as the citizen's; of a report that is refused none is kept."""
    files, scope = request.FILES.getlist(PICTURES), request.scope
    kept: list[UUID] = []
    if len(files) > MOST_PICTURES:
        raise TooManyPictures(most=str(MOST_PICTURES))
    owner = inspection_for(scope, reference).citizen_id
    try:
        kept.extend(receive_upload(scope=scope, owner_id=owner, uploaded=one, at=clock.now()).pk for one in files)
        yield tuple(kept)
    except Refusal as refusal:
        for one in kept:
            discard_document(scope=scope, document_id=one, at=clock.now())
        if isinstance(refusal, BadUpload):
            raise Refusal(refusal.text, field=PICTURES) from refusal
        raise
