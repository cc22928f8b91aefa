"""Taking note of what the provider says of a payment, by itself or when asked: once, in whatever order it comes."""

from datetime import datetime
from typing import Final

from django.db import transaction

from iskan.apps.payments import events
from iskan.apps.payments.enums import CaptureUse, ChargeState, PaymentState, PostingKind, RefundReason
from iskan.apps.payments.models import Capture, Charge, Payment
from iskan.apps.payments.operations.charging import record
from iskan.apps.payments.operations.ledger import as_declared, enter
from iskan.apps.payments.operations.refunding import ask_refund, end_refund
from iskan.core.ledger import moved
from iskan.core.money import Money
from iskan.foundation.scope import SYSTEM
from iskan.integrations.payment_gateway.http import payment_gateway
from iskan.integrations.payment_gateway.port import CaptureTold, PageStatus, PaymentTold
from iskan.policy.ledger import CLEARING, OWED_TO_PAYERS

_ENDED: Final = {
    PageStatus.REFUSED: PaymentState.REFUSED,
    PageStatus.CANCELLED: PaymentState.CANCELLED,
    PageStatus.EXPIRED: PaymentState.EXPIRED,
}


class NotOurPayment(LookupError):
    """The provider speaks of a payment nobody started here."""


@transaction.atomic
def take_note(*, told: PaymentTold, at: datetime) -> Payment:
    """Keep what the provider says: money that arrived, money that went back, an attempt that ended unpaid.

    The case and then the charge are locked first: a notice and an answer about the same payment wait for each other.

    Raises:
        NotOurPayment: nobody started it here.
    """
    known = Payment.objects.select_related("charge").filter(reference=told.reference).first()
    if known is None:
        raise NotOurPayment(told.reference)
    events.payment_told.happened(known.charge.case_reference)
    charge = Charge.objects.select_for_update(of=("self",)).select_related("account").get(pk=known.charge_id)
    payment = Payment.objects.select_for_update().get(pk=known.pk)
    payment.charge = charge
    for capture in sorted(told.captures, key=lambda one: (one.at, one.provider_id)):
        if not Capture.objects.filter(provider_id=capture.provider_id).exists():
            _arrived(payment, capture, at)
    for refund in told.refunds:
        end_refund(reference=refund.reference, status=refund.status, at=at)
    if not told.captures and payment.state == PaymentState.OPEN and told.status in _ENDED:
        _end(payment, _ENDED[told.status], at)
    return payment


def follow_payment(*, reference: str, at: datetime) -> Payment:
    """Ask the provider how a payment stands and take note of it.

    Raises:
        PaymentUnavailable, PaymentRefused: it does not say.
    """
    payment = Payment.objects.get(reference=reference)
    if payment.provider_id:
        take_note(told=payment_gateway().status(payment.provider_id), at=at)
    Payment.objects.filter(pk=payment.pk).update(asked_at=at)
    payment.refresh_from_db()
    return payment


def _arrived(payment: Payment, told: CaptureTold, at: datetime) -> None:
    """Keep money that arrived: it settles the charge where that is due and the amount is its own, or it goes back."""
    charge = payment.charge
    settles = charge.state == ChargeState.DUE and told.amount == Money(charge.fils)
    capture = Capture.objects.create(
        provider_id=told.provider_id,
        payment=payment,
        use=CaptureUse.SETTLES if settles else CaptureUse.SURPLUS,
        fils=told.amount.fils,
        method=told.method,
        captured_at=told.at,
        recorded_at=at,
    )
    if payment.state != PaymentState.CAPTURED:
        _end(payment, PaymentState.CAPTURED, at)
    credit = as_declared(charge.account) if settles else OWED_TO_PAYERS
    posting = moved(told.amount, debit=CLEARING, credit=credit)
    enter(posting=posting, kind=PostingKind.CAPTURED, subject=capture.provider_id, at=at)
    if settles:
        _settle(charge, at)
        return
    reason = RefundReason.PAID_TWICE if charge.state == ChargeState.PAID else RefundReason.NOT_DUE
    ask_refund(scope=SYSTEM, capture=capture, amount=told.amount, reason=reason, at=at)


def _settle(charge: Charge, at: datetime) -> None:
    charge.state, charge.settled_at = ChargeState.PAID, at
    charge.save(update_fields=["state", "settled_at"])
    record(charge, scope=SYSTEM, action="charge.paid", at=at)
    events.charge_paid.happened(charge, at)


def _end(payment: Payment, state: PaymentState, at: datetime) -> None:
    payment.state, payment.ended_at = state, at
    payment.save(update_fields=["state", "ended_at"])
    record(payment.charge, scope=SYSTEM, action=f"payment.{state.value}", at=at, payment=payment.reference)
