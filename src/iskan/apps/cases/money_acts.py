"""What two officials do together to the money of a case: give it back, pay it where that was refused, pay it again."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.cases.acts import require_other_household
from iskan.apps.cases.queries.scoped import sees_case
from iskan.apps.payments.models import Payout, Refund
from iskan.apps.payments.operations.giving_back import give_back, pay_back, pay_refund, require_left, require_refused
from iskan.apps.payments.operations.payouts import pay_again, require_payable_again
from iskan.apps.payments.rules import can_read_money
from iskan.core.acts import JointAct
from iskan.core.counted import money_text
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.acts import GIVE_BACK, PAY_AGAIN, PAY_REFUND, TO_ACCOUNT

_WAYS = {
    "": Text(ar="بالوسيلة التي دُفع بها", en="The way it came"),
    TO_ACCOUNT: Text(ar="إلى الحساب المصرفي لدافعه", en="To its payer's bank account"),
}


class _GiveBack:
    """Its subject is the case, by its reference; its terms the charge, the fils that go back and the way they go."""

    act: JointAct = GIVE_BACK

    def may_see(self, *, scope: Scope, subject: str) -> bool:
        return sees_case(scope, subject)

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        require_other_household(scope, subject)

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        if not sees_case(scope, subject):
            raise OutOfScope(subject)
        require_left(charge_reference=terms["charge"], case_reference=subject, amount=Money(terms["fils"]))

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:
        charge, amount = terms["charge"], Money(terms["fils"])
        if terms.get("way") == TO_ACCOUNT:
            pay_back(scope=scope, charge_reference=charge, case_reference=subject, amount=amount, at=at)
        else:
            give_back(scope=scope, charge_reference=charge, case_reference=subject, amount=amount, reason=reason, at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:
        return (
            (Text(ar="المعاملة", en="Case"), subject),
            (Text(ar="المستحق", en="Charge"), terms["charge"]),
            (Text(ar="المبلغ الذي يُرد", en="Amount given back"), money_text(Money(terms["fils"]))),
            (Text(ar="كيف يُرد", en="How it goes back"), _WAYS[terms.get("way", "")]),
        )


class _PayAgain:
    """Its subject is the payout the bank refused, by its reference."""

    act: JointAct = PAY_AGAIN

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- asked of all
        return can_read_money(scope)

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        found = Payout.objects.filter(reference=subject).values_list("case_reference", flat=True).first()
        require_other_household(scope, found or "")

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        require_payable_again(subject)

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        pay_again(scope=scope, reference=subject, at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:  # noqa: ARG002 -- asked of all
        return _payout_shown(Payout.objects.select_related("payee").get(reference=subject))


class _PayRefund:
    """Its subject is the refund the provider refused, by its reference."""

    act: JointAct = PAY_REFUND

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- asked of all
        return can_read_money(scope)

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        case = Refund.objects.filter(reference=subject).values_list(
            "capture__payment__charge__case_reference", flat=True
        )
        require_other_household(scope, case.first() or "")

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        require_refused(subject)

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        pay_refund(scope=scope, refund_reference=subject, at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:  # noqa: ARG002 -- asked of all
        refund = Refund.objects.get(reference=subject)
        return (
            (Text(ar="رقم الرد المرفوض", en="Refused refund"), refund.reference),
            (Text(ar="المبلغ", en="Amount"), money_text(Money(refund.fils))),
        )


def _payout_shown(payout: Payout) -> Sequence[tuple[Text, Text | str]]:
    return (
        (Text(ar="رقم المبلغ", en="Payment"), payout.reference),
        (Text(ar="المبلغ", en="Amount"), money_text(Money(payout.fils))),
        (Text(ar="الحساب الذي رفضه المصرف", en="Account the bank refused"), payout.iban),
        (Text(ar="الحساب الذي يُصرف إليه", en="Account it would go to"), payout.payee.iban),
    )


carries_out_act(_GiveBack())
carries_out_act(_PayAgain())
carries_out_act(_PayRefund())
