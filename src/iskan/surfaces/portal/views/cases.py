"""The citizen's cases: the list, the status page, what was sent, answers to the ministry, withdrawal."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from iskan.apps.accounts.unsent import words_in
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.queries.consents import asked_of
from iskan.apps.cases.queries.dossier import Dossier, dossier_for
from iskan.apps.cases.queries.evidence import evidence_terms
from iskan.apps.cases.queries.lists import cases_of
from iskan.apps.cases.queries.standing import standing_of
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.apps.catalogue.queries import figures
from iskan.core.answers import Posted
from iskan.core.lifecycle import Act, Transition, UnlawfulTransition
from iskan.core.refusal import Refusal
from iskan.core.text import tidy
from iskan.foundation import audit, clock, ratelimit
from iskan.foundation.replica import goes_on
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.drafts import PORTAL
from iskan.surfaces.portal.pages import UNPROCESSABLE, citizen, go, page
from iskan.surfaces.portal.presenters.answering import AnswerPage, answer_page, words_fault
from iskan.surfaces.portal.presenters.case_list import case_rows
from iskan.surfaces.portal.presenters.case_status import case_status
from iskan.surfaces.portal.presenters.moving import move_page, offered_move
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import words_of_unsent
from iskan.surfaces.wizard.presenters.check import check_page
from iskan.surfaces.wizard.uploads import UploadResult, attach_files
from iskan.surfaces.wizard.views.evidence import answer_script

LONGEST_REASON = 1000


@goes_on
@citizen
def my_cases(request: ScopedRequest) -> HttpResponseBase:
    """List the reader's cases and those of whom they act for."""
    today = clock.today()
    rows = case_rows(cases_of(request.scope), today, request.scope.user_id)
    still, ended = [r for r in rows if r.is_open], [r for r in rows if not r.is_open]
    return page(request, "cases/list", open=still, closed=ended, asked=len(asked_of(request.scope.cpr, today)))


@citizen
def short(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Lead from a text message to the case; whoever is told of another's case finds the message itself."""
    is_shown = any(line.reference == reference for line in cases_of(request.scope))
    return redirect("portal:case", reference) if is_shown else redirect("portal:messages")


@goes_on
@citizen
def status(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show how far a case is; a draft leads to its next page."""
    today = clock.today()
    standing = standing_of(request.scope, reference)
    if standing.filed_at is None:
        return redirect("portal:apply", reference)
    audit.record_read(
        scope=request.scope, subject_kind=audit.CASE, subject=reference, at=clock.now(), session=request.session
    )
    return page(request, "cases/status", case=case_status(standing, request.scope, today))


@goes_on
@citizen
def application(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show what was sent with a filed case: answers and documents, ready to print."""
    wizard = wizard_for(request.scope, reference)
    if wizard.case.filed_at is None:
        return redirect("portal:apply", reference)
    sent = check_page(wizard, Dossier(wizard.case, request.scope, clock.today()), PORTAL)
    return page(request, "cases/application", sent=sent, filed_at=wizard.case.filed_at)


@ratelimit.limited(ratelimit.UPLOAD, writes_only=True)
@citizen
def answer(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Answer what the ministry asked, with words and documents."""
    dossier = dossier_for(request.scope, reference, clock.today())
    if dossier.open_request is None:
        return redirect("portal:case", reference)
    if request.method != "POST":
        return page(request, "cases/answer", asked=_asked(dossier, words_of_unsent(request)), placed=True)
    return _answer(request, dossier)


def _answer(request: ScopedRequest, dossier: Dossier) -> HttpResponseBase:
    reference, words = dossier.case.reference, request.POST.get("answer", "")
    sent = attach_files(request, request.scope, reference, dossier.case.applicant_id)
    if "application/json" in request.headers.get("Accept", ""):
        return answer_script(sent)
    fresh = _asked(dossier_for(request.scope, reference, dossier.today), {"answer": [words]}, sent)
    if fresh.errors:
        return page(request, "cases/answer", status=UNPROCESSABLE, asked=fresh)
    if sent.taken and request.POST.get("action") != "send":
        return redirect("portal:answer", reference)
    answering = dossier.service.lifecycle.move_that(Act.ANSWER, dossier.case.stage)
    make_move(scope=request.scope, reference=reference, code=answering.code, reason=tidy(words), at=clock.now())
    return go(request, "portal:case", reference, done=_("Your answer is sent. The review goes on."))


def _asked(dossier: Dossier, words: Posted, sent: UploadResult | None = None) -> AnswerPage:
    terms = evidence_terms(dossier.scope, dossier.case, dossier.evidence, dossier.today, figures())
    return answer_page(dossier, words, terms, sent)


@citizen
def move(request: ScopedRequest, reference: str, code: str) -> HttpResponseBase:
    """Show what one of the applicant's moves asks and brings, and make it."""
    dossier = dossier_for(request.scope, reference, clock.today())
    transition = offered_move(dossier, code)
    if transition is None:
        return _moved_on(request, reference)
    if request.method != "POST":
        asked = move_page(dossier, transition, clock.now(), words_of_unsent(request))
        return page(request, "cases/move", asked=asked, placed=True)
    try:
        _make(request, dossier, transition)
    except Refusal as refusal:
        if not refusal.faults:
            raise
        asked = move_page(dossier, transition, clock.now(), words_in(request), refusal.faults)
        return page(request, "cases/move", status=UNPROCESSABLE, asked=asked)
    return go(request, "portal:case", reference, done=_("Done: %(move)s.") % {"move": t(transition.label)})


def _moved_on(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Lead to the case as it stands; whoever tried to make the move is told why nothing came of it."""
    failed = t(UnlawfulTransition.text) if request.method == "POST" else ""
    return go(request, "portal:case", reference, failed=failed)


def _make(request: ScopedRequest, dossier: Dossier, transition: Transition) -> None:
    words = words_in(request)
    make_move(
        scope=request.scope,
        reference=dossier.case.reference,
        code=transition.code,
        reason=_reason_in(words),
        answers=words,
        at=clock.now(),
    )


def _reason_in(words: Posted) -> str:
    """Return the reason a form holds, or raise `Refusal` where it cannot be kept."""
    typed = (words.get("reason") or ("",))[-1]
    if fault := words_fault(typed, LONGEST_REASON):
        raise Refusal(fault, field="reason")
    return tidy(typed)
