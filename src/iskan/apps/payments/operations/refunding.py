"""Giving back: asked for with what it follows, carried out at the provider by a job, entered once it is done."""

from datetime import datetime
from typing import Final

from django.db import transaction
from procrastinate.contrib.django import app

from iskan.apps.payments import events
from iskan.apps.payments.enums import CaptureUse, PostingKind, RefundReason, RefundState
from iskan.apps.payments.models import Capture, Refund
from iskan.apps.payments.operations.charging import record
from iskan.apps.payments.operations.ledger import as_declared, enter
from iskan.core.ledger import moved
from iskan.core.money import Money
from iskan.foundation.references import new_reference
from iskan.foundation.scope import SYSTEM, Scope
from iskan.integrations.payment_gateway.port import PaymentRefused, RefundStatus
from iskan.policy.ledger import CLEARING, OWED_TO_PAYERS

SEND: Final = "payments.send_refund"
_ENDS = {RefundStatus.DONE: RefundState.DONE, RefundStatus.REFUSED: RefundState.REFUSED}


class StillPending(RuntimeError):
    """The provider has not given the money back yet: it is asked again later."""


def ask_refund(
    *, scope: Scope, capture: Capture, amount: Money, reason: RefundReason, at: datetime, words: str = ""
) -> Refund:
    """Have money go back by the way it came; the job that sees to it is queued with this change."""
    refund = Refund.objects.create(
        reference=new_reference(), capture=capture, fils=amount.fils, reason=reason, words=words[:300], asked_at=at
    )
    record(capture.payment.charge, scope=scope, action="refund.asked", at=at, refund=refund.reference, why=reason.value)
    events.refund_asked.happened(refund, at)
    app.configure_task(SEND).defer(refund_id=refund.pk)
    return refund


def send_refund(*, refund_id: int, at: datetime) -> None:
    """Have the provider give money back; asked again, it is given back once.

    Raises:
        PaymentUnavailable, StillPending: to be tried again later.
    """
    from iskan.integrations.payment_gateway import http  # noqa: PLC0415 -- whoever asks a refund sends none

    refund = Refund.objects.select_related("capture__payment").get(pk=refund_id)
    if refund.state != RefundState.ASKED:
        return
    try:
        told = http.payment_gateway().refund(
            provider_id=refund.capture.payment.provider_id,
            capture_id=refund.capture.provider_id,
            reference=refund.reference,
            amount=Money(refund.fils),
        )
    except PaymentRefused:
        end_refund(reference=refund.reference, status=RefundStatus.REFUSED, at=at)
        return
    if told.status is RefundStatus.PENDING:
        raise StillPending(refund.reference)
    end_refund(reference=refund.reference, status=told.status, at=at)


@transaction.atomic
def end_refund(*, reference: str, status: RefundStatus, at: datetime) -> None:
    """Keep what came of a refund and enter it; told again, nothing is done."""
    waiting = Refund.objects.select_for_update(of=("self",)).select_related("capture__payment__charge__account")
    refund = waiting.filter(reference=reference, state=RefundState.ASKED).first()
    if refund is None or status not in _ENDS:
        return
    refund.state, refund.ended_at = _ENDS[status], at
    refund.save(update_fields=["state", "ended_at"])
    charge = refund.capture.payment.charge
    if refund.state == RefundState.DONE:
        owed = OWED_TO_PAYERS if refund.capture.use == CaptureUse.SURPLUS else as_declared(charge.account)
        posting = moved(Money(refund.fils), debit=owed, credit=CLEARING)
        enter(posting=posting, kind=PostingKind.REFUNDED, subject=refund.reference, at=at)
        record(charge, scope=SYSTEM, action="refund.done", at=at, refund=refund.reference)
    else:
        record(charge, scope=SYSTEM, action="refund.refused", at=at, refund=refund.reference)
    events.refund_ended.happened(refund, at)
