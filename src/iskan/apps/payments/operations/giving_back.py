"""Giving back what was rightly paid: a deposit whose time is over, a fee the law lets go, in whole or in part."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.db.models import Sum

from iskan.apps.payments.enums import CaptureUse, ChargeState, RefundReason, RefundState
from iskan.apps.payments.models import Charge, Payout, Refund
from iskan.apps.payments.operations.ledger import as_declared
from iskan.apps.payments.operations.payouts import Owed, agree_payout
from iskan.apps.payments.operations.refunding import ask_refund
from iskan.apps.payments.queries.charges import capture_of
from iskan.core.money import Money, NotAnAmount
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.ledger import OWED_TO_PAYERS


class NothingToGiveBack(Refusal):
    """It was not paid, the law does not let it go, or less of it is left than asked for."""

    text = Text(
        ar="لا يُرد هذا المبلغ: لم يُدفع، أو لا يُسترد، أو أكبر مما بقي منه.",
        en="This cannot be given back: it was not paid, is not refundable, or is more than is left of it.",
    )
    status = HTTPStatus.CONFLICT
    field = "amount"


class AmountNotRight(Refusal):
    """What was typed is no amount."""

    text = Text(ar="أدخل المبلغ بالدينار، مثل 7.500.", en="Enter the amount in dinars, such as 7.500.")
    field = "amount"


def amount_typed(words: str) -> Money:
    """Return the amount in dinars that was typed, or raise `AmountNotRight`."""
    try:
        return Money.bhd(words)
    except NotAnAmount as fault:
        raise AmountNotRight from fault


def left_of(charge: Charge) -> Money:
    """Return how much of a charge was paid and is not on its way back."""
    if charge.state != ChargeState.PAID or not charge.is_refundable:
        return Money(0)
    back = Refund.objects.filter(capture=capture_of(charge)).exclude(state=RefundState.REFUSED)
    out = Payout.objects.filter(charge=charge)
    return Money(charge.fils - sum(each.aggregate(fils=Sum("fils"))["fils"] or 0 for each in (back, out)))


def require_left(*, charge_reference: str, case_reference: str, amount: Money) -> Charge:
    """Return a case's charge of which so much can go back.

    Raises:
        OutOfScope: the case has no such charge. NothingToGiveBack: not so much of it can go back.
    """
    found = Charge.objects.filter(reference=charge_reference, case_reference=case_reference)
    charge = found.select_related("account").first()
    if charge is None:
        raise OutOfScope(charge_reference)
    if not Money(0) < amount <= left_of(charge):
        raise NothingToGiveBack
    return charge


@transaction.atomic
def give_back(
    *, scope: Scope, charge_reference: str, case_reference: str, amount: Money, reason: str, at: datetime
) -> Refund:
    """Have a part of what was paid go back by the way it came; it refuses as `require_left`."""
    list(Charge.objects.select_for_update().filter(reference=charge_reference).values_list("pk"))
    charge = require_left(charge_reference=charge_reference, case_reference=case_reference, amount=amount)
    return ask_refund(
        scope=scope, capture=capture_of(charge), amount=amount, reason=RefundReason.AGREED, words=reason, at=at
    )


@transaction.atomic
def pay_back(*, scope: Scope, charge_reference: str, case_reference: str, amount: Money, at: datetime) -> Payout:
    """Owe a part of what was paid to its payer's bank account; it refuses as `require_left`."""
    list(Charge.objects.select_for_update().filter(reference=charge_reference).values_list("pk"))
    charge = require_left(charge_reference=charge_reference, case_reference=case_reference, amount=amount)
    number = Payout.objects.filter(charge=charge).count() + 1
    owed = Owed(
        event=f"charge:{charge.reference}:{number}",
        case_reference=charge.case_reference,
        payee_id=charge.payer_id,
        account=as_declared(charge.account),
        name=_given_back(charge),
        amount=amount,
        charge=charge,
    )
    return agree_payout(scope=scope, owed=owed, at=at)


def require_refused(refund_reference: str) -> Refund:
    """Return a refund the provider refused and nobody has settled otherwise.

    Raises:
        OutOfScope: there is no such refund. NothingToGiveBack: it was not refused, or it was settled otherwise.
    """
    found = Refund.objects.select_related("capture__payment__charge__account", "payout")
    refund = found.filter(reference=refund_reference).first()
    if refund is None:
        raise OutOfScope(refund_reference)
    if refund.state != RefundState.REFUSED or hasattr(refund, "payout"):
        raise NothingToGiveBack
    settles = refund.capture.use == CaptureUse.SETTLES
    if settles and Money(refund.fils) > left_of(refund.capture.payment.charge):
        raise NothingToGiveBack
    return refund


@transaction.atomic
def pay_refund(*, scope: Scope, refund_reference: str, at: datetime) -> Payout:
    """Owe what the provider refused to give back to its payer's bank account; it refuses as `require_refused`."""
    locked = Charge.objects.select_for_update(of=("self",)).filter(
        payments__captures__refunds__reference=refund_reference
    )
    list(locked.values_list("pk"))
    refund = require_refused(refund_reference)
    charge = refund.capture.payment.charge
    settles = refund.capture.use == CaptureUse.SETTLES
    owed = Owed(
        event=f"refund:{refund.reference}",
        case_reference=charge.case_reference,
        payee_id=charge.payer_id,
        account=as_declared(charge.account) if settles else OWED_TO_PAYERS,
        name=_given_back(charge),
        amount=Money(refund.fils),
        charge=charge if settles else None,
        refund=refund,
    )
    return agree_payout(scope=scope, owed=owed, at=at)


def _given_back(charge: Charge) -> Text:
    return Text(ar="رد: {name}", en="Given back: {name}").format(name=Text(ar=charge.name_ar, en=charge.name_en))
