"""Reading the refunds the provider refused: what of them was settled otherwise, and what still waits."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from iskan.apps.payments.enums import RefundReason, RefundState
from iskan.apps.payments.models import Refund
from iskan.apps.payments.rules import can_read_money
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope, Scope

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRefund:
    """A refund the provider refused; once it is owed to the payer's bank account it is settled."""

    reference: str
    case_reference: str
    name: Text
    amount: Money
    reason: RefundReason
    ended_at: datetime
    is_settled: bool


def refused_refunds(scope: Scope) -> tuple[RefusedRefund, ...]:
    """Return the refused refunds, those that wait first, the newest first among each."""
    if not can_read_money(scope):
        raise OutOfScope
    rows = _refused().order_by(F("payout").desc(nulls_first=True), "-pk")
    return tuple(map(_line, rows[:MOST_SHOWN]))


def _refused() -> QuerySet[Refund]:
    return Refund.objects.filter(state=RefundState.REFUSED).select_related("capture__payment__charge", "payout")


def _line(refund: Refund) -> RefusedRefund:
    charge = refund.capture.payment.charge
    return RefusedRefund(
        reference=refund.reference,
        case_reference=charge.case_reference,
        name=Text(ar=charge.name_ar, en=charge.name_en),
        amount=Money(refund.fils),
        reason=RefundReason(refund.reason),
        ended_at=refund.ended_at or refund.asked_at,
        is_settled=hasattr(refund, "payout"),
    )
