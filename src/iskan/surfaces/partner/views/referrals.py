"""What was sent to the reader's body, and their answers; each opening stands on the citizen's record of readings."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.rules import can_answer_for_body, is_of_partner
from iskan.apps.accounts.unsent import words_in
from iskan.apps.partners.operations.answering import answer_referral
from iskan.apps.partners.queries.referrals import SentReferral, referral_for, settled_of, waiting_for
from iskan.core.partners import PartnerAnswer
from iskan.core.refusal import Refusal
from iskan.core.text import Text, tidy
from iskan.foundation import audit, clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.partner.pages import asking, go, page, reading
from iskan.surfaces.partner.presenters.referrals import answer_view, referral_row, referral_view
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import words_of_unsent

LONGEST_REASON = 1000
TOO_LONG = Text(ar="النص أطول من المسموح به.", en="These words are too many.")


@reading(is_of_partner)
def referrals(request: ScopedRequest) -> HttpResponseBase:
    """List what waits for an answer, then what was answered; an administrator, who answers nothing, keeps people."""
    if not can_answer_for_body(request.scope):
        return go(request, "partner:people")
    waiting, settled = waiting_for(request.scope), settled_of(request.scope)
    return page(
        request, "referrals", waiting=[referral_row(one) for one in waiting],
        settled=[referral_row(one) for one in settled],
    )  # fmt: skip


@reading(can_answer_for_body)
def referral(request: ScopedRequest, referral_id: int) -> HttpResponseBase:
    """Show what was sent of one case."""
    found = _opened(request, referral_id)
    return page(request, "referral", one=referral_view(found))


@asking(can_answer_for_body)
def answer(request: ScopedRequest, referral_id: int, code: str) -> HttpResponseBase:
    """Ask what one answer takes, and give it."""
    found = referral_for(request.scope, referral_id)
    declared = found.partner.answer(code)
    if declared is None:
        raise Http404
    if not found.is_open:
        return go(request, "partner:referral", referral_id, failed=_("Your answer is no longer awaited."))
    if request.method != "POST":
        return page(request, "answer", asked=answer_view(found, declared, words_of_unsent(request)), placed=True)
    return _answered(request, found, declared)


def _answered(request: ScopedRequest, found: SentReferral, declared: PartnerAnswer) -> HttpResponseBase:
    words = words_in(request)
    try:
        answer_referral(
            scope=request.scope, referral_id=found.id, answer=declared.code, values=words, words=_reason(request),
            at=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        if not refusal.faults:
            raise
        shown: HttpResponse = page(
            request, "answer", status=int(refusal.status), asked=answer_view(found, declared, words, refusal.faults)
        )
        return shown
    return go(request, "partner:referral", found.id, done=_("Done: %(move)s.") % {"move": t(declared.label)})


def _reason(request: ScopedRequest) -> str:
    typed = request.POST.get("reason", "")
    if len(typed) > LONGEST_REASON:
        raise Refusal(TOO_LONG, field="reason")
    return tidy(typed)


def _opened(request: ScopedRequest, referral_id: int) -> SentReferral:
    """Return a case sent to the reader's body; where it tells anything of a person, its reading is kept."""
    found = referral_for(request.scope, referral_id)
    if found.sent:
        audit.record_read(
            scope=request.scope, subject_kind=audit.CASE, subject=found.reference, at=clock.now(), body=found.body.code
        )
    return found
