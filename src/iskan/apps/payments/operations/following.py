"""Hearing of payments: notices are kept before they are answered, and whoever says nothing is asked."""

import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from iskan.apps.payments.enums import ChargeState, PaymentState
from iskan.apps.payments.models import Payment, ProviderNotice
from iskan.apps.payments.operations.confirming import NotOurPayment, follow_payment, take_note
from iskan.integrations.payment_gateway.port import NotTheProvider, PaymentFault
from iskan.integrations.payment_gateway.signatures import require_signature
from iskan.integrations.payment_gateway.wire import read_payment

# A page that has just been opened is not asked after: its payer is still on it.
ASKED_AFTER: Final = timedelta(seconds=45)
# How long after its end a page nobody could ask about is still asked after.
ASKED_UNTIL: Final = timedelta(days=7)
AT_ONCE: Final = 200
logger = logging.getLogger(__name__)


def receive_notice(*, body: bytes, header: str, at: datetime) -> None:
    """Keep what the provider tells, once, and act on it; what cannot be acted on yet waits for the job.

    Raises:
        NotTheProvider: it is not signed by the provider, was signed too long ago, or is no notice.
    """
    require_signature(body, header=header, secret=settings.ISKAN_PAYMENTS_NOTICE_SECRET, now=at)
    said = _read(body)
    notice, _is_new = ProviderNotice.objects.get_or_create(
        notice_id=said["id"],
        defaults={"payment_reference": said["payment"]["reference"], "body": said, "received_at": at},
    )
    _handle(notice.pk, at)


def handle_waiting_notices(*, at: datetime) -> int:
    """Act on notices that could not be acted on when they came; return how many were looked at."""
    waiting = ProviderNotice.objects.filter(handled_at__isnull=True).order_by("pk")
    numbers = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    for number in numbers:
        _handle(number, at)
    return len(numbers)


def follow_open_payments(*, at: datetime) -> int:
    """Ask after the payments whose page says nothing, the longest unasked first; return how many were answered."""
    silent = Payment.objects.filter(
        state=PaymentState.OPEN, started_at__lt=at - ASKED_AFTER, started_at__gt=at - ASKED_UNTIL
    ).exclude(asked_at__gt=at - ASKED_AFTER)
    answered = 0
    for reference in list(silent.order_by("asked_at", "pk").values_list("reference", flat=True)[:AT_ONCE]):
        try:
            follow_payment(reference=reference, at=at)
        except PaymentFault as fault:
            logger.warning("The payment provider does not say how a payment stands: %s", type(fault).__name__)
            break
        answered += 1
    return answered


def follow_charge(*, charge_reference: str, at: datetime) -> bool:
    """Ask after a charge's open payments, because its payer has come back; say whether it is settled.

    A provider that does not answer is left to the job.
    """
    open_ones = Payment.objects.filter(charge__reference=charge_reference, state=PaymentState.OPEN)
    for payment in open_ones.order_by("-pk"):
        try:
            follow_payment(reference=payment.reference, at=at)
        except PaymentFault:
            break
    paid = Payment.objects.filter(charge__reference=charge_reference, charge__state=ChargeState.PAID)
    return paid.exists()


@transaction.atomic
def _handle(number: int, at: datetime) -> None:
    notice = ProviderNotice.objects.select_for_update().get(pk=number)
    if notice.handled_at is not None:
        return
    try:
        take_note(told=read_payment(notice.body["payment"]), at=at)
    except (PaymentFault, NotOurPayment) as fault:
        # It stays on record; the day's settlement tells whether money came with it.
        logger.warning("A notice of the payment provider says nothing we know: %s", type(fault).__name__)
    notice.handled_at = at
    notice.save(update_fields=["handled_at"])


def _read(body: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(body)
        number, reference = str(said["id"]), str(said["payment"]["reference"])
    except (ValueError, KeyError, TypeError) as fault:
        raise NotTheProvider("no notice") from fault
    return {**said, "id": number[:80], "payment": {**said["payment"], "reference": reference[:16]}}
