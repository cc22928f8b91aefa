"""What a citizen does about a request besides answering it: their calendar, and an answer that is not theirs."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iskan.apps.cases.operations.requests import contest_answer
from iskan.apps.cases.queries.dossier import dossier_for
from iskan.apps.cases.queries.standing import standing_of
from iskan.core.refusal import ReasonMissing, Refusal
from iskan.foundation import clock
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.surfaces.portal.pages import citizen, go, page
from iskan.surfaces.portal.presenters.answering import request_calendar, words_fault
from iskan.surfaces.portal.presenters.case_status import case_status
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

LONGEST = 1000


@require_safe
@citizen
def calendar(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Give the last day to answer as a file for the reader's own calendar."""
    dossier = dossier_for(request.scope, reference, clock.today())
    file = request_calendar(dossier, clock.now())
    if file is None:
        raise OutOfScope(reference)
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{reference}.ics"'
    return answer


def _show(request: ScopedRequest, reference: str, sent: FormState = UNSENT) -> HttpResponseBase:
    shown = case_status(standing_of(request.scope, reference), request.scope, clock.today())
    if shown.taken is None:
        return redirect("portal:case", reference)
    return page(request, "cases/contest", status=sent.status, reference=reference, taken=shown.taken, sent=sent)


@citizen
@shows_refusals(_show)
def contest(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Say that the answer an official entered is not one's own."""
    if request.method != "POST":
        return _show(request, reference)
    words = request.POST.get("reason", "")
    if fault := words_fault(words, LONGEST):
        raise Refusal(fault, field="reason")
    if not words.strip():
        raise ReasonMissing
    contest_answer(scope=request.scope, reference=reference, words=words, at=clock.now())
    return go(request, "portal:case", reference, done=_("The ministry is told that this is not your answer."))
