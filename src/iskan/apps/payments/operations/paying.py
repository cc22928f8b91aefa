"""Paying: one attempt on the provider's page, begun here and never twice while the first is open."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from django.conf import settings
from django.db import transaction

from iskan.apps.payments import rules
from iskan.apps.payments.enums import ChargeState, PaymentState
from iskan.apps.payments.models import Charge, Payment
from iskan.apps.payments.operations.charging import record
from iskan.apps.payments.operations.confirming import follow_payment
from iskan.core.money import Money
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation.references import new_reference
from iskan.foundation.scope import OutOfScope, Scope
from iskan.integrations.payment_gateway.http import is_configured, payment_gateway
from iskan.integrations.payment_gateway.port import PaymentFault, PaymentOrder


class ChargeNotDue(Refusal):
    """It was paid, or is no longer due."""

    text = Text(
        ar="لا مبلغ مستحق هنا: سبق دفعه أو لم يعد مستحقًا.", en="Nothing is due here: it was paid, or is no longer due."
    )
    status = HTTPStatus.CONFLICT


class PaymentAway(Refusal):
    """The provider does not answer, or there is none."""

    text = Text(
        ar="خدمة الدفع لا تستجيب الآن، ولم يُخصم شيء. ترجى إعادة المحاولة بعد قليل.",
        en="The payment service does not answer now; nothing was taken. Try again shortly.",
    )
    status = HTTPStatus.SERVICE_UNAVAILABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """Where the provider leads the payer back to, and where it tells us by itself."""

    return_url: str
    notify_url: str
    language: str


def start_payment(*, scope: Scope, charge_reference: str, way: WayBack, at: datetime) -> str:
    """Return the address of the provider's page for a charge: the one still open, or a new one.

    The attempt is kept before the provider is asked, so that money never arrives for an attempt nobody knows.

    Raises:
        OutOfScope: no such charge of the viewer's. ChargeNotDue: nothing is owed. PaymentAway: the provider is away.
    """
    charge = Charge.objects.filter(reference=charge_reference).first()
    if charge is None or not rules.may_pay(scope, charge):
        raise OutOfScope(charge_reference)
    if not is_configured():
        raise PaymentAway
    try:
        return _open_page(charge, at) or _new_page(scope, charge, way, at)
    except PaymentFault as fault:
        raise PaymentAway from fault


def _open_page(charge: Charge, at: datetime) -> str:
    """Return the page that can still be paid on, as the provider itself says."""
    open_ones = charge.payments.filter(state=PaymentState.OPEN, expires_at__gt=at).exclude(page_url="")
    for payment in open_ones.order_by("-pk"):
        if follow_payment(reference=payment.reference, at=at).state == PaymentState.OPEN:
            return payment.page_url
    return ""


def _new_page(scope: Scope, charge: Charge, way: WayBack, at: datetime) -> str:
    payment = _begin(scope, charge.pk, at)
    opened = payment_gateway().open(
        PaymentOrder(
            reference=payment.reference,
            amount=Money(charge.fils),
            description=Text(ar=charge.name_ar, en=charge.name_en),
            language=way.language,
            return_url=way.return_url,
            notify_url=way.notify_url,
            expires_at=payment.expires_at,
        )
    )
    Payment.objects.filter(pk=payment.pk).update(provider_id=opened.provider_id, page_url=opened.url)
    return opened.url


@transaction.atomic
def _begin(scope: Scope, charge_id: int, at: datetime) -> Payment:
    charge = Charge.objects.select_for_update().get(pk=charge_id)
    if charge.state != ChargeState.DUE:
        raise ChargeNotDue
    payment = Payment.objects.create(
        reference=new_reference(),
        charge=charge,
        started_by_id=scope.acting_id,
        started_at=at,
        expires_at=at + timedelta(minutes=settings.ISKAN_PAYMENT_MINUTES),
    )
    record(charge, scope=scope, action="payment.started", at=at, payment=payment.reference)
    return payment
