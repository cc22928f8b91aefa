"""What two officials do to an offer together: withdraw the nomination, issue the contract."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.allocation.models import Offer
from iskan.apps.allocation.operations import handovers, offers
from iskan.apps.allocation.operations.offering import JOINT, OfferMovedOn, worked_offer
from iskan.apps.allocation.rules import can_read_distributions
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.housing_stock.queries.projects import project_name
from iskan.core.acts import JointAct
from iskan.core.text import Text
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import Scope
from iskan.policy.offers import STEPS


class _OfferAct:
    """An act whose subject is an offer, by its id; ``step`` is the step of the offer it takes."""

    act: JointAct
    step: str

    def may_see(self, *, scope: Scope, subject: str) -> bool:
        cases = visible_cases(scope).filter(offers=int(subject))
        return can_read_distributions(scope) and cases.exists()

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

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        handovers.issue_contract(scope=scope, offer_id=int(subject), at=at)


carries_out_act(_WithdrawNomination())
carries_out_act(_CertifyDoubtful())
carries_out_act(_IssueContract())
