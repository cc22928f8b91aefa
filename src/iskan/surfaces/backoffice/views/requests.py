"""A request to the applicant while it is open: their answer taken, more time, sending it again; and ready letters."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.cases.operations import requests
from iskan.apps.cases.operations.making import make_move, plan_move
from iskan.apps.cases.queries.dossier import Dossier, dossier_for
from iskan.core.letters import LetterUse
from iskan.core.lifecycle import Act
from iskan.core.refusal import Refusal
from iskan.foundation import audit, clock
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.surfaces.backoffice.attaching import attach_for
from iskan.surfaces.backoffice.pages import changing, go, page, paper, reading
from iskan.surfaces.backoffice.presenters.letters import LetterView, letters_for, use_of
from iskan.surfaces.backoffice.presenters.moves import form_of
from iskan.surfaces.backoffice.presenters.requests import printed_letter, request_page
from iskan.surfaces.backoffice.views.cases import show_case
from iskan.surfaces.backoffice.views.moves import LONGEST_REASON
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, picked_day, said, seen_version
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

NOTE = "note"
LONGEST_IDENTIFICATION = 300


def show_request(request: ScopedRequest, reference: str, sent: FormState = UNSENT) -> HttpResponseBase:
    """Render the page of the open request; where none is open any more, lead to the case."""
    dossier = dossier_for(request.scope, reference, clock.today())
    if dossier.open_request is None:
        return go(request, "backoffice:case", reference)
    audit.record_read(
        scope=request.scope, subject_kind=audit.CASE, subject=reference, at=clock.now(), session=request.session
    )
    shown = request_page(dossier, dossier.open_request)
    return page(request, "requests/request", status=sent.status, asked=shown, sent=sent)


@reading(rules.can_review)
def open_request(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show what may be done about a request nobody has answered yet."""
    return show_request(request, reference)


@changing(rules.can_review)
@shows_refusals(show_request, "take")
def take_answer(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Enter what the applicant answered by telephone or at the counter, with the documents they brought."""
    dossier = dossier_for(request.scope, reference, clock.today())
    asked = _answer_given(request, dossier)
    plan_move(**asked)
    attach_for(request, reference, dossier.case.applicant_id)
    make_move(**asked)
    return go(request, "backoffice:case", reference, done=_("The answer is entered, and the applicant is told."))


def _answer_given(request: ScopedRequest, dossier: Dossier) -> dict[str, Any]:
    """Return the move that enters an answer, with all the form says."""
    taking = dossier.service.lifecycle.move_that(Act.TAKE_ANSWER, dossier.case.stage)
    taken = requests.TakenAnswer(
        identified_by=request.POST.get("identified_by", ""),
        identification=said(request, "identification", LONGEST_IDENTIFICATION),
    )
    return {
        "scope": request.scope, "reference": dossier.case.reference, "code": taking.code, "at": clock.now(),
        "reason": said(request, "reason", LONGEST_REASON), "taken": taken, "version": seen_version(request),
    }  # fmt: skip


@changing(rules.can_review)
@shows_refusals(show_request, "extend")
def extend(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Give the applicant longer to answer."""
    requests.extend_request(
        scope=request.scope, reference=reference, until=picked_day(request, "last_day"), at=clock.now()
    )
    return go(request, "backoffice:case", reference, done=_("The applicant has longer to answer, and is told."))


@changing(rules.can_review)
@shows_refusals(show_request, "resend")
def resend(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Send a request again by another way; a letter leads to its page for printing."""
    way = request.POST.get("way", "")
    if not way:
        raise Refusal(NOTHING_CHOSEN, field="way")
    requests.resend_request(scope=request.scope, reference=reference, way=way, at=clock.now())
    if way == requests.LETTER:
        return go(request, "backoffice:request-letter", reference)
    return go(request, "backoffice:case", reference, done=_("The request is sent again."))


@reading(rules.can_review)
def letter(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show the open request as a letter to print."""
    dossier = dossier_for(request.scope, reference, clock.today())
    if dossier.open_request is None:
        raise OutOfScope(reference)
    audit.record_read(
        scope=request.scope, subject_kind=audit.CASE, subject=reference, at=clock.now(), session=request.session
    )
    return paper(request, "requests/letter", letter=printed_letter(dossier, dossier.open_request))


@changing(rules.can_work_cases)
def insert(request: ScopedRequest, reference: str, code: str) -> HttpResponse:
    """Show the case again with a ready letter in the form of a move, or of a note, beside all else that was typed."""
    dossier = dossier_for(request.scope, reference, clock.today())
    form = NOTE if code == NOTE else form_of(code)
    chosen = request.POST.get("letter", "")
    sent = FormState.sent(request, form)
    found = next((one.text for one in _letters(dossier, code) if one.code == chosen), None)
    if found is None:
        refused = Refusal(NOTHING_CHOSEN, field="letter")
        return show_case(request, reference, FormState.refused(request, refused, form))
    return show_case(request, reference, FormState(form=form, words={**sent.words, "reason": [found]}))


def _letters(dossier: Dossier, code: str) -> tuple[LetterView, ...]:
    if code == NOTE:
        return letters_for(dossier, LetterUse.NOTE)
    move = dossier.service.lifecycle.transition(code, dossier.case.stage)
    use = use_of(dossier, move)
    return letters_for(dossier, use) if use else ()
