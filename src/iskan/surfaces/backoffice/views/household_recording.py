"""An official records by hand what happened to a household: what and to whom, then with what follows before them."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.documents.intake.refusals import BadUpload
from iskan.apps.documents.operations import discard_document, receive_upload
from iskan.apps.documents.queries import ACCEPTED
from iskan.apps.household_life.operations.recording import NotARecordableKind, Recording, record_event
from iskan.apps.household_life.queries.recording import NotOfWhom, foresee, recordable_case
from iskan.apps.household_life.rules import can_record_events
from iskan.core.household_life import LifeEventKind
from iskan.core.questions.base import BadAnswer, Field
from iskan.core.questions.identity import CprQuestion
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.recorded_life import RECORDABLE
from iskan.surfaces.backoffice.pages import asking, go, listing, page
from iskan.surfaces.backoffice.presenters.household_life import foreseen_view, kinds_of_change, people_to_choose
from iskan.surfaces.backoffice.words import picked_day, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

NUMBER = CprQuestion(code="cpr", label=Text(ar="الرقم الشخصي", en="Personal number"))


@listing(reference=lambda reference: [reference])
def _show(request: ScopedRequest, reference: str, sent: FormState = UNSENT) -> HttpResponseBase:
    """Show what may have happened, and once that is chosen what would follow and what is still to be said."""
    case = recordable_case(request.scope, reference)
    chosen = request.POST if request.method == "POST" else request.GET
    shown: dict[str, Any] = {"reference": case.reference, "foreseen": None, "kind": chosen.get("kind", "")}
    shown["who"] = chosen.get("who", "")
    try:
        if "kind" in chosen:
            found = foresee(request.scope, case, _kind(shown["kind"]), shown["who"])
            shown["foreseen"] = foreseen_view(found)
    except (NotARecordableKind, NotOfWhom) as refusal:
        sent = FormState.refused(request, refusal)
    if shown["foreseen"] is None:
        shown |= {"kinds": kinds_of_change(), "people": people_to_choose(case)}
    return page(
        request, "household_life/record", status=sent.status, sent=sent, accepted=ACCEPTED, today=clock.today(), **shown
    )


@asking(can_record_events)
@shows_refusals(_show, "record")
def record(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Record what happened to the household of a case."""
    if request.method != "POST":
        return _show(request, reference)
    event_id = _record(request, reference)
    return go(request, "backoffice:household-event", event_id, done=_("The change is recorded with the application."))


def _record(request: ScopedRequest, reference: str) -> int:
    """Keep the document and the event; a document of an event that is refused is not kept."""
    scope, at = request.scope, clock.now()
    recording, document = _said(request), _received(request)
    try:
        kept = record_event(scope=scope, reference=reference, said=recording, file=document, at=at)
    except Refusal:
        if document is not None:
            discard_document(scope=scope, document_id=document.pk, at=at)
        raise
    return kept.pk


def _said(request: ScopedRequest) -> Recording:
    kind = _kind(request.POST.get("kind", ""))
    return Recording(
        kind=kind,
        cpr=_number(request) or said(request, "who", 9),
        name=said(request, "name", 200),
        on=picked_day(request, "on"),
        ground=said(request, "ground", 200),
        words=said(request, "words"),
    )


def _kind(typed: str) -> LifeEventKind:
    if typed not in RECORDABLE:
        raise NotARecordableKind
    return LifeEventKind(typed)


def _number(request: ScopedRequest) -> str:
    try:
        return NUMBER.read(Field({"cpr": request.POST.getlist("cpr")}, "cpr"), clock.today()) or ""
    except BadAnswer as fault:
        raise Refusal(fault.text, field="cpr") from fault


def _received(request: ScopedRequest) -> Any:
    """Return the document sent, as received, or nothing; a surface does not name its kind."""
    if (uploaded := request.FILES.get("document")) is None:
        return None
    scope = request.scope
    try:
        return receive_upload(scope=scope, owner_id=scope.acting_id, uploaded=uploaded, at=clock.now())
    except BadUpload as refusal:
        raise Refusal(refusal.text, field="document") from refusal
