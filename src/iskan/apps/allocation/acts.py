"""What two officials do to an offer together: withdraw the nomination, issue the contract."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate

from iskan.apps.allocation.models import Offer
from iskan.apps.allocation.operations import handovers, offers
from iskan.apps.allocation.operations.certificates import check_property, require_contractable
from iskan.apps.allocation.operations.offering import JOINT, OfferMovedOn, worked_offer
from iskan.apps.allocation.queries.offers import newest_check
from iskan.apps.allocation.queries.offers import offers as seen_offers
from iskan.apps.allocation.rules import can_follow_offers, can_read_distributions
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.housing_stock.queries.projects import project_name
from iskan.core.acts import JointAct
from iskan.core.refusal import OwnHousehold
from iskan.core.text import Text
from iskan.foundation.acts import Terms, carries_out_act, prepares_act
from iskan.foundation.scope import Scope
from iskan.integrations.inquiry import AnswerDeadline, RegisterUnavailable
from iskan.policy.acts import ISSUE_CONTRACT
from iskan.policy.judged_again import JudgedAt
from iskan.policy.offers import STEPS

logger = logging.getLogger(__name__)
AN_OFFICIAL_WAITS_SECONDS = 5.0


class _OfferAct:
    """An act whose subject is an offer, by its id; ``step`` is the step of the offer it takes."""

    act: JointAct
    step: str

    def may_see(self, *, scope: Scope, subject: str) -> bool:
        cases = visible_cases(scope).filter(offers=int(subject))
        return can_read_distributions(scope) and cases.exists()

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        offer = Offer.objects.select_related("case__applicant").filter(pk=int(subject)).first()
        if offer is not None and is_in_own_household(scope, offer.case):
            raise OwnHousehold

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        if worked_offer(scope, int(subject)).state not in STEPS[self.step].sources:
            raise OfferMovedOn

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:  # noqa: ARG002 -- asked of all
        offer = Offer.objects.select_related("case", "nomination").get(pk=int(subject))
        return (
            (Text(ar="المعاملة", en="Case"), offer.case.reference),
            (Text(ar="المشروع", en="Project"), project_name(offer.nomination.project_code)),
            (Text(ar="الوحدة", en="Home"), offer.unit_code or Text(ar="لم يُجرَ السحب بعد", en="Not drawn yet")),
        )


class _WithdrawNomination(_OfferAct):
    act, step = JOINT["dropped"], "dropped"

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        offers.withdraw_nomination(scope=scope, offer_id=int(subject), reason=reason, at=at)


class _CertifyDoubtful(_OfferAct):
    act, step = JOINT["certified"], "certified"

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        offers.require_certifiable(scope=scope, offer_id=int(subject))

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        offers.certify_doubtful(scope=scope, offer_id=int(subject), reason=reason, at=at)


class _IssueContract(_OfferAct):
    act, step = JOINT["contracted"], "contracted"

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:
        super().examine(scope=scope, subject=subject, terms=terms, at=at)
        require_contractable(worked_offer(scope, int(subject)), at)

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        handovers.issue_contract(scope=scope, offer_id=int(subject), at=at)


@prepares_act(ISSUE_CONTRACT)
def _judge_property(scope: Scope, subject: str, at: datetime) -> None:
    """Ask what the family owns on the day either official acts; without an answer the act is refused in words."""
    offer = seen_offers(scope).filter(pk=int(subject)).first()
    if offer is None or not can_follow_offers(scope) or is_in_own_household(scope, offer.case):
        return
    found = newest_check(offer, JudgedAt.CONTRACT)
    if found is not None and found.on_day == localdate(at):
        return
    deadline = AnswerDeadline.within(AN_OFFICIAL_WAITS_SECONDS)
    try:
        check_property(offer_id=offer.pk, before=JudgedAt.CONTRACT, at=at, deadline=deadline)
    except RegisterUnavailable as fault:
        logger.warning("The land register is not available at a contract: %s", fault.reason)


carries_out_act(_WithdrawNomination())
carries_out_act(_CertifyDoubtful())
carries_out_act(_IssueContract())
