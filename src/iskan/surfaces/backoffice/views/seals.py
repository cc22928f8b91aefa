"""Sealing a case to named readers, changing them, lifting the seal: proposed here, agreed to among the acts of two."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.agreements.operations import propose_act
from iskan.apps.cases.queries.scoped import case_for
from iskan.apps.cases.queries.sealing import possible_readers, seal_of
from iskan.apps.cases.rules import can_seal
from iskan.core.refusal import Refusal
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.acts import SEAL_CASE
from iskan.surfaces.backoffice.pages import asking, go, listing, page
from iskan.surfaces.backoffice.presenters.seals import readers_to_choose, seal_view
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, number, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

LONGEST_REASON = 2_000


@listing(reference=lambda reference: [reference])
def _show_form(request: ScopedRequest, reference: str, sent: FormState = UNSENT) -> HttpResponseBase:
    case = case_for(request.scope, reference)
    return page(
        request, "cases/seal", status=sent.status, reference=case.reference, seal=seal_view(seal_of(case)),
        officials=readers_to_choose([one.pk for one in possible_readers(case)]), sent=sent,
    )  # fmt: skip


@asking(can_seal)
@shows_refusals(_show_form, "seal")
def seal(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Propose that a case be sealed, its readers changed, or its seal lifted."""
    case_for(request.scope, reference)
    if request.method != "POST":
        return _show_form(request, reference)
    proposed = propose_act(
        scope=request.scope, act=SEAL_CASE, subject=reference, terms={"readers": _readers(request)},
        reason=said(request, "reason", LONGEST_REASON), at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))


def _readers(request: ScopedRequest) -> list[int]:
    """Return who may read the case from then on: nobody named where the seal is to be lifted."""
    if request.POST.get("action") == "lift":
        return []
    chosen = sorted({each for each in map(number, request.POST.getlist("readers")) if each is not None})
    if not chosen:
        raise Refusal(NOTHING_CHOSEN, field="readers")
    return chosen
