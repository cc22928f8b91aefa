"""The second judgment of income: the register asked again, the criterion tested under the figures of that day."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import NominationCheck, Offer
from iskan.apps.allocation.operations.offering import locked_offer, step
from iskan.apps.allocation.operations.offers import certify
from iskan.apps.cases.claims import has_second_claim
from iskan.apps.cases.findings import keep_findings
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.assessing import facts_of
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.registers import Awaited, ask, known_family
from iskan.apps.catalogue.queries import figures
from iskan.apps.household_life.queries.events import stopped_by_life
from iskan.core.eligibility import Assessment, FactValue, Overall, assess
from iskan.core.facts_json import fact_to_json
from iskan.foundation.scope import SYSTEM
from iskan.integrations.inquiry import RecordNotFound, RegisterRefused
from iskan.integrations.registry import facts_from_register
from iskan.policy import facts as declared
from iskan.policy.criteria.incomes import AT_NOMINATION

REGISTER = "social_insurance"
_INCOME = (declared.BASIC_SALARY.code, declared.FIXED_ALLOWANCES.code, declared.OTHER_ALLOWANCES.code)
logger = logging.getLogger(__name__)


def check_nomination(*, offer_id: int, at: datetime) -> None:
    """Ask what the income is now and judge it; a clear answer certifies, any other goes to an official.

    The register is asked outside any transaction: its receipt survives whatever happens to the offer.

    Raises:
        RegisterUnavailable: it is down; the job is retried with growing pauses until it answers.
    """
    offer = Offer.objects.select_related("case", "case__applicant", "case__household", "case__application").get(
        pk=offer_id
    )
    if offer.state != OfferState.CHECKING:
        return
    known = facts_at_nomination(offer.case, at)
    assessment = assess((AT_NOMINATION[offer.case.programme],), known, localdate(at), figures())
    _conclude(offer_id, known, assessment, at)


def facts_at_nomination(case: Case, at: datetime) -> dict[str, FactValue]:
    """Return the facts of a case with its income as the register knows it today; unknown where it answers nothing."""
    service = service_of(case)
    known = {code: value for code, value in facts_of(case, service).items() if code not in _INCOME}
    check = service.register_check(REGISTER)
    if check is None:
        return known
    try:
        answers = ask(case=case, check=check, at=at)
    except (RegisterRefused, RecordNotFound, Awaited) as silent:
        logger.info("The register of wages has no answer for offer's case %s: %s", case.pk, type(silent).__name__)
        return known
    fresh = facts_from_register(REGISTER, answers, known_family(case), on=localdate(at), at=at)
    return known | dict(fresh.facts)


@transaction.atomic
def _conclude(offer_id: int, known: dict[str, FactValue], assessment: Assessment, at: datetime) -> None:
    offer = locked_offer(SYSTEM, offer_id)
    if offer.state != OfferState.CHECKING:
        return
    used = {use.code for finding in assessment.findings for use in finding.facts}
    NominationCheck.objects.create(
        offer=offer,
        on_day=assessment.on,
        verdict=assessment.verdict,
        facts={code: _kept(fact) for code, fact in known.items() if code in used},
        findings=keep_findings(assessment.findings),
        at=at,
    )
    is_clear = not has_second_claim(offer.case) and not stopped_by_life((offer.case_id,))
    if assessment.verdict is Overall.ELIGIBLE and is_clear:
        certify(offer=offer, scope=SYSTEM, at=at)
    else:
        step(offer=offer, scope=SYSTEM, code="doubted", at=at, detail={"verdict": assessment.verdict.value})


def _kept(fact: FactValue) -> dict[str, object]:
    at = fact.at.isoformat() if fact.at else None
    return {"value": fact_to_json(fact.value), "source": {"ar": fact.source.ar, "en": fact.source.en}, "at": at}
