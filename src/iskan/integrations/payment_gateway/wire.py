"""What the provider writes, read into what the port speaks: amounts are whole fils, instants are ISO 8601."""

from datetime import datetime
from typing import Any

from iskan.core.money import Money
from iskan.integrations.payment_gateway.port import (
    CaptureTold,
    PageStatus,
    PaymentTold,
    PaymentUnavailable,
    RefundStatus,
    RefundTold,
    SettledKind,
    SettledLine,
)

CURRENCY = "BHD"


class Unreadable(PaymentUnavailable):
    """The answer is not of the form agreed."""


def read_payment(said: Any) -> PaymentTold:
    """Return how a payment stands, or raise `Unreadable`."""
    try:
        return PaymentTold(
            provider_id=str(said["id"]),
            reference=str(said["reference"]),
            status=PageStatus(said["status"]),
            captures=tuple(map(_capture, said["captures"])),
            refunds=tuple(map(read_refund, said["refunds"])),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise Unreadable("a payment") from fault


def read_refund(said: Any) -> RefundTold:
    """Return how a refund stands, or raise `Unreadable`."""
    try:
        return RefundTold(
            reference=str(said["reference"]), amount=_fils(said["fils"]), status=RefundStatus(said["status"])
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise Unreadable("a refund") from fault


def read_settled(said: Any) -> SettledLine:
    """Return a line of a settlement, or raise `Unreadable`."""
    try:
        return SettledLine(
            kind=SettledKind(said["kind"]),
            number=str(said["number"]),
            payment_reference=str(said["reference"]),
            amount=_fils(said["fils"]),
            commission=Money(_whole(said["commission"])),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise Unreadable("a settlement") from fault


def _capture(said: Any) -> CaptureTold:
    if said["currency"] != CURRENCY:
        raise ValueError(said["currency"])
    at = datetime.fromisoformat(said["at"])
    if at.tzinfo is None:
        raise ValueError("no time zone")
    return CaptureTold(provider_id=str(said["id"]), amount=_fils(said["fils"]), method=str(said["method"])[:20], at=at)


def _fils(said: Any) -> Money:
    fils = _whole(said)
    if fils == 0:
        raise ValueError("of nothing")
    return Money(fils)


def _whole(said: Any) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not 0 <= said < 10**12:
        raise ValueError("no whole fils")
    return said
