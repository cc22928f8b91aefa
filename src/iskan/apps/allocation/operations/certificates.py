"""Conditions judged again: all of them before the nomination certificate, property before the home and the contract.

Registers are asked outside any transaction: their receipts survive whatever happens to the offer.
"""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import NominationCheck, Offer
from iskan.apps.allocation.operations.offering import locked_offer, step
from iskan.apps.allocation.operations.offers import certify
from iskan.apps.allocation.queries.offers import newest_check
from iskan.apps.cases.claims import has_second_claim
from iskan.apps.cases.findings import keep_findings
from iskan.apps.cases.operations.judging_again import JudgedAgain, judge_again
from iskan.apps.cases.operations.review import check_criteria
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.household_life.operations.comparing import compare_now
from iskan.apps.household_life.operations.settling import require_contract_life
from iskan.apps.household_life.queries.events import stopped_by_life
from iskan.core.eligibility import FactValue, Overall
from iskan.core.facts_json import fact_to_json
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM
from iskan.integrations.inquiry import AnswerDeadline
from iskan.policy.judged_again import JudgedAt, criteria_at

_JUDGED_IN: Final[Mapping[JudgedAt, frozenset[OfferState]]] = {
    JudgedAt.NOMINATION: frozenset({OfferState.CHECKING, OfferState.DOUBTFUL}),
    JudgedAt.ALLOCATION: frozenset({OfferState.ACCEPTED}),
    JudgedAt.CONTRACT: frozenset({OfferState.DRAWN}),
}


class PropertyNotJudged(Refusal):
    """What the family owns was not looked at on the day of the contract: the land register gave no answer."""

    text = Text(
        ar="لا يصدر العقد قبل مراجعة ملكية الأسرة في يومه، ولم يُجب السجل العقاري بعد. ترجى إعادة المحاولة بعد قليل.",
        en="No contract is issued before the family's property is judged again that day, and the land register has not "
        "answered yet. Try again in a while.",
    )
    status = HTTPStatus.SERVICE_UNAVAILABLE


def check_nomination(*, offer_id: int, at: datetime) -> None:
    """Judge all conditions again; a clear answer certifies, any other goes to an official.

    Raises:
        RegisterUnavailable: one is down; the job is retried with growing pauses until it answers.
    """
    found = _open(offer_id, JudgedAt.NOMINATION)
    if found is None:
        return
    compare_now(case_id=found.case_id, at=at)
    _conclude(offer_id, _judged(offer_id, JudgedAt.NOMINATION, at), at)


def check_property(*, offer_id: int, before: JudgedAt, at: datetime, deadline: AnswerDeadline | None = None) -> None:
    """Judge again what the family owns, before it takes part in a draw or a contract is issued; keep what was found.

    Raises:
        RegisterUnavailable: the land register is down.
    """
    if _open(offer_id, before) is not None:
        judged = _judged(offer_id, before, at, deadline)
        with transaction.atomic():
            offer = locked_offer(SYSTEM, offer_id)
            if offer.state in _JUDGED_IN[before]:
                _keep(offer, before, judged, at)


def require_contractable(offer: Offer, at: datetime) -> None:
    """Refuse a contract for whom property was not judged that day, or owns what no approved exception covers.

    Raises:
        PropertyNotJudged, CriteriaNotMet, HouseholdChangeBeforeContract.
    """
    require_contract_life(offer.case_id)
    check = newest_check(offer, JudgedAt.CONTRACT)
    if check is None or check.on_day != localdate(at):
        raise PropertyNotJudged
    check_criteria(offer.case, check.findings)


def _open(offer_id: int, before: JudgedAt) -> Offer | None:
    """Return an offer that stands where conditions are judged before a step."""
    return Offer.objects.filter(pk=offer_id, state__in=_JUDGED_IN[before]).first()


def _judged(offer_id: int, before: JudgedAt, at: datetime, deadline: AnswerDeadline | None = None) -> JudgedAgain:
    related = ("case", "case__applicant", "case__person", "case__household", "case__application")
    case = Offer.objects.select_related(*related).get(pk=offer_id).case
    return judge_again(
        case=case, criteria=criteria_at(before, service_of(case), case.programme), at=at, deadline=deadline
    )


@transaction.atomic
def _conclude(offer_id: int, judged: JudgedAgain, at: datetime) -> None:
    offer = locked_offer(SYSTEM, offer_id)
    if offer.state not in _JUDGED_IN[JudgedAt.NOMINATION]:
        return
    _keep(offer, JudgedAt.NOMINATION, judged, at)
    verdict = judged.assessment.verdict
    is_alive = offer.case.applicant.died_on is None
    is_clear = is_alive and not has_second_claim(offer.case) and not stopped_by_life((offer.case_id,))
    if verdict is Overall.ELIGIBLE and is_clear:
        certify(offer=offer, scope=SYSTEM, at=at)
    elif offer.state == OfferState.CHECKING:
        step(offer=offer, scope=SYSTEM, code="doubted", at=at, detail={"verdict": verdict.value})


def _keep(offer: Offer, before: JudgedAt, judged: JudgedAgain, at: datetime) -> None:
    assessment = judged.assessment
    NominationCheck.objects.create(
        offer=offer,
        judged_at=before,
        on_day=assessment.on,
        verdict=assessment.verdict,
        facts={code: _kept(fact) for code, fact in judged.facts.items()},
        findings=keep_findings(assessment.findings),
        at=at,
    )
    audit.record(
        scope=SYSTEM, action="offer.judged_again", subject_kind=audit.CASE, subject=offer.case.reference, at=at,
        offer=offer.pk, before=before.value, verdict=assessment.verdict.value,
    )  # fmt: skip


def _kept(fact: FactValue) -> dict[str, object]:
    at = fact.at.isoformat() if fact.at else None
    return {"value": fact_to_json(fact.value), "source": {"ar": fact.source.ar, "en": fact.source.en}, "at": at}
