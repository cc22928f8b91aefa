"""Answers of those who do not use eKey, taken at the counter in two steps: said, then confirmed."""

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.rules import can_review
from iskan.apps.cases.operations.consenting import CounterIdentificationMissing, answer_at_counter
from iskan.apps.cases.queries.consents import AtCounter, answers_to_take
from iskan.apps.cases.queries.scoped import case_for
from iskan.core.refusal import Refusal
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, go, listing, page
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, said
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

LONGEST_IDENTIFICATION = 300
ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class CounterAnswer:
    """What an official entered of an answer given before them."""

    asked: AtCounter
    answer: str
    identification: str
    reason: str


@listing(reference=lambda reference: [reference])
def _show(request: ScopedRequest, reference: str, sent: FormState = UNSENT) -> HttpResponseBase:
    waiting = _waiting(request, reference)
    people = [{"value": str(one.id), "label": t(one.name), "help": t(one.terms)} for one in waiting]
    return page(request, "consents/counter", status=sent.status, reference=reference, people=people, sent=sent)


@asking(can_review)
@shows_refusals(_show)
def at_counter(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Take the answer of one who is asked, shown once more before it is kept."""
    if request.method != "POST":
        return _show(request, reference)
    taken = _taken(request, reference)
    if request.POST.get("confirmed") != "yes":
        return page(request, "consents/confirm", reference=reference, taken=taken)
    answer_at_counter(
        scope=request.scope, reference=reference, request_id=taken.asked.id, given=ANSWERS[taken.answer],
        identification=taken.identification, reason=taken.reason, at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:case", reference, done=_("The answer is kept, under your name."))


def _taken(request: ScopedRequest, reference: str) -> CounterAnswer:
    asked, answer = _chosen(request, reference), request.POST.get("answer", "")
    if answer not in ANSWERS:
        raise Refusal(NOTHING_CHOSEN, field="answer")
    identification = said(request, "identification", LONGEST_IDENTIFICATION)
    if not identification:
        raise CounterIdentificationMissing
    return CounterAnswer(asked, answer, identification, said(request, "reason", 1000))


def _waiting(request: ScopedRequest, reference: str) -> tuple[AtCounter, ...]:
    return answers_to_take(case_for(request.scope, reference), clock.today())


def _chosen(request: ScopedRequest, reference: str) -> AtCounter:
    for one in _waiting(request, reference):
        if str(one.id) == request.POST.get("asked"):
            return one
    raise Refusal(NOTHING_CHOSEN, field="asked")
