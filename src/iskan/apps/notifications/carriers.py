"""Handing one message to the carrier of its route: the mail server or the text message gateway."""

from dataclasses import dataclass
from smtplib import SMTPException, SMTPRecipientsRefused

from iskan.apps.notifications.enums import DeliveryFault, DeliveryStatus, Route
from iskan.apps.notifications.letters import email_for, sms_for
from iskan.apps.notifications.models import Delivery
from iskan.integrations.sms import port as sms

FIRST_PERMANENT_CODE = 500
_STATUSES = {
    sms.SmsStatus.ACCEPTED: DeliveryStatus.SENT,
    sms.SmsStatus.DELIVERED: DeliveryStatus.DELIVERED,
    sms.SmsStatus.UNDELIVERABLE: DeliveryStatus.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptResult:
    """What came of one attempt."""

    status: DeliveryStatus
    fault: DeliveryFault | None = None
    gateway_id: str = ""


def carry(delivery: Delivery) -> AttemptResult:
    """Try once to hand the message over, under a name that lets the carrier know a repetition."""
    if not _destination(delivery):
        return AttemptResult(status=DeliveryStatus.FAILED, fault=DeliveryFault.NO_ADDRESS)
    return _by_email(delivery) if delivery.route == Route.EMAIL else _by_sms(delivery)


def ask_status(delivery: Delivery) -> AttemptResult:
    """Ask the text message gateway how far a message it took has come, or raise `SmsUnavailable`."""
    try:
        return _reading(_gateway().delivery(delivery.gateway_id), delivery.gateway_id)
    except sms.SmsRefused:
        # The gateway has forgotten the message; that it took it still holds.
        return AttemptResult(status=DeliveryStatus.SENT)


def _gateway() -> sms.SmsGateway:
    from iskan.integrations.sms.http import gateway  # noqa: PLC0415 -- brings httpx, which queueing a message needs not

    return gateway()


def _destination(delivery: Delivery) -> str:
    user = delivery.message.user
    return user.email if delivery.route == Route.EMAIL else user.phone


def _by_email(delivery: Delivery) -> AttemptResult:
    try:
        email_for(delivery.message, delivery.message.user).send()
    except SMTPRecipientsRefused as refusal:
        codes = [code for code, _ in refusal.recipients.values()]
        return _not_taken(permanent=all(code >= FIRST_PERMANENT_CODE for code in codes))
    except (SMTPException, OSError):
        return _not_taken(permanent=False)
    return AttemptResult(status=DeliveryStatus.SENT)


def _by_sms(delivery: Delivery) -> AttemptResult:
    user = delivery.message.user
    reference = f"delivery-{delivery.pk}"
    try:
        receipt = _gateway().send(
            sms.SmsMessage(reference=reference, to=user.phone, text=sms_for(delivery.message, user))
        )
    except sms.SmsFault as fault:
        return _not_taken(permanent=isinstance(fault, sms.SmsRefused))
    return _reading(receipt.delivery, receipt.gateway_id)


def _not_taken(*, permanent: bool) -> AttemptResult:
    if permanent:
        return AttemptResult(status=DeliveryStatus.FAILED, fault=DeliveryFault.REFUSED)
    return AttemptResult(status=DeliveryStatus.QUEUED, fault=DeliveryFault.UNAVAILABLE)


def _reading(answer: sms.SmsStatus, gateway_id: str) -> AttemptResult:
    status = _STATUSES[answer]
    fault = DeliveryFault.UNDELIVERABLE if status is DeliveryStatus.FAILED else None
    return AttemptResult(status=status, fault=fault, gateway_id=gateway_id)
