"""Correcting what an official typed wrong in a case filed for a citizen: chosen, proposed, agreed to among the acts."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.rules import can_review
from iskan.apps.agreements.operations import propose_act
from iskan.apps.cases.operations.correcting import correctable, read_correction
from iskan.apps.cases.queries.scoped import case_for
from iskan.core.refusal import Refusal
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.acts import CORRECT_ANSWER
from iskan.surfaces.backoffice.pages import asking, go, listing, page
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, said
from iskan.surfaces.ui.fields import Filling, fields_of, words_of
from iskan.surfaces.ui.fields import said as answer_said
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


@listing(reference=lambda reference: [reference])
def _show(request: ScopedRequest, reference: str, sent: FormState = UNSENT) -> HttpResponseBase:
    case = case_for(request.scope, reference)
    chosen = request.POST.get("question") or request.GET.get("question", "")
    answers: dict[str, Any] = case.application.answers if case.filed_at else {}
    questions = [(one.code, t(one.label), answer_said(one, answers.get(one.code))) for one in correctable(case)]
    field = _field(case, chosen, request)
    shown = {"questions": questions, "chosen": chosen if field else "", "field": field}
    return page(request, "cases/correction", status=sent.status, reference=reference, sent=sent, **shown)


@asking(can_review)
@shows_refusals(_show)
def correction(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Propose to correct one answer."""
    case = case_for(request.scope, reference)
    if request.method != "POST":
        return _show(request, reference)
    code = request.POST.get("question", "")
    if code not in {one.code for one in correctable(case)}:
        raise Refusal(NOTHING_CHOSEN, field="question")
    posted = {name: request.POST.getlist(name) for name in request.POST}
    at = clock.now()
    terms = read_correction(scope=request.scope, reference=reference, code=code, posted=posted, at=at)
    proposed = propose_act(
        scope=request.scope, act=CORRECT_ANSWER, subject=reference, terms=terms, reason=said(request, "reason", 2_000),
        at=at,
    )  # fmt: skip
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))


def _field(case: Any, chosen: str, request: ScopedRequest) -> Any:
    """Return the chosen question as a field, filled with what was typed or with the answer to correct."""
    question = next((one for one in correctable(case) if one.code == chosen), None)
    if question is None:
        return None
    kept = words_of((question,), case.application.answers)
    typed = {name: request.POST.getlist(name) for name in request.POST} if request.method == "POST" else kept
    answers = {question.code: case.application.answers.get(question.code)}
    context = {**case.application.answers}
    (field,) = fields_of((question,), Filling(words=typed, answers=answers, context=context)) or (None,)
    return field
