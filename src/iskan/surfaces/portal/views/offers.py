"""The citizen's offer: read, answered after confirmation, the hour for the keys chosen, the handover read."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iskan.apps.allocation.operations.handovers import SlotFull, choose_slot
from iskan.apps.allocation.operations.offering import OfferMovedOn
from iskan.apps.allocation.operations.offers import answer_offer
from iskan.apps.allocation.queries.offers import free_slots, offer_of
from iskan.apps.cases.operations.moves import StaleEdit
from iskan.core.text import Text, small_number, tidy
from iskan.foundation import audit, clock
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.policy.offers import ACCEPTING_MEANS, KEEPS_ITS_PLACE
from iskan.surfaces.portal.pages import UNPROCESSABLE, citizen, go, page
from iskan.surfaces.portal.presenters.answering import words_fault
from iskan.surfaces.portal.presenters.offer import appointment_calendar, offer_view

CHOOSE = Text(ar="اختر القبول أو الرفض.", en="Choose whether to accept or refuse.")
CHOOSE_HOUR = Text(ar="اختر موعدًا من القائمة.", en="Choose one of the hours.")
ANSWERS = {"accept": True, "refuse": False}
LONGEST_REASON = 1000
CONFLICT = 409


@citizen
def offer(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show the offer of a case and everything that has happened with it."""
    return _show(request, reference)


def _show(request: ScopedRequest, reference: str, fault: Text | None = None, status: int = 200) -> HttpResponse:
    found, at = offer_of(request.scope, reference), clock.now()
    audit.record_read(scope=request.scope, subject_kind=audit.CASE, subject=reference, at=at, session=request.session)
    view = offer_view(request.scope, reference, found, at)
    return page(request, "offers/offer", status=status, offer=view, fault=fault)


@citizen
def answer(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Say what an answer means, ask once more, and keep it."""
    chosen = ANSWERS.get(request.POST.get("answer", ""))
    if chosen is None:
        return _show(request, reference, CHOOSE if request.method == "POST" else None, _status_of(request))
    reason = request.POST.get("reason", "")
    fault = words_fault(reason, LONGEST_REASON)
    if request.POST.get("confirmed") != "yes" or fault is not None:
        return _confirm(request, reference, accepted=chosen, reason=reason, fault=fault)
    return _keep_answer(request, reference, accepted=chosen, reason=tidy(reason))


def _keep_answer(request: ScopedRequest, reference: str, *, accepted: bool, reason: str) -> HttpResponseBase:
    scope, at, found = request.scope, clock.now(), offer_of(request.scope, reference)
    version = small_number(request.POST.get("version", ""))
    try:
        answer_offer(scope=scope, offer_id=found.pk, accepted=accepted, at=at, reason=reason, version=version)
    except (OfferMovedOn, StaleEdit) as late:
        return _show(request, reference, late.text, CONFLICT)
    done = _("You have accepted the offer.") if accepted else _("You have refused the offer.")
    return go(request, "portal:offer", reference, done=done)


def _status_of(request: ScopedRequest) -> int:
    return UNPROCESSABLE if request.method == "POST" else 200


def _confirm(
    request: ScopedRequest, reference: str, *, accepted: bool, reason: str, fault: Text | None
) -> HttpResponse:
    view = offer_view(request.scope, reference, offer_of(request.scope, reference), clock.now())
    if not view.awaits_answer:
        return _show(request, reference, OfferMovedOn.text, CONFLICT)
    means = ACCEPTING_MEANS if accepted else KEEPS_ITS_PLACE
    asked = {"offer": view, "accepted": accepted, "means": means, "reason": reason, "fault": fault}
    return page(request, "offers/answer", status=UNPROCESSABLE if fault else 200, **asked)


@citizen
def appointment(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Choose the hour at which to receive the keys."""
    found, at = offer_of(request.scope, reference), clock.now()
    slots = {slot.pk: slot for slot in free_slots(found.nomination.project_code, at)}
    slot = slots.get(small_number(request.POST.get("slot", "")) or 0)
    if slot is None:
        return _show(request, reference, CHOOSE_HOUR if request.method == "POST" else None, _status_of(request))
    try:
        choose_slot(scope=request.scope, offer_id=found.pk, slot_id=slot.pk, at=at)
    except (OfferMovedOn, SlotFull) as refusal:
        return _show(request, reference, refusal.text, CONFLICT)
    messages.success(request, _("Your appointment is made."))
    return go(request, "portal:offer", reference)


@require_safe
@citizen
def calendar(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Give the appointment for the keys as a file for the reader's own calendar."""
    found = offer_of(request.scope, reference)
    file = appointment_calendar(reference, found, clock.now())
    if file is None:
        raise OutOfScope(reference)
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{reference}.ics"'
    return answer
