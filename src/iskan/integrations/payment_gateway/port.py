"""What is asked of a payment provider: a hosted page, how a payment stands, money back, and what it settled."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from iskan.core.money import Money
from iskan.core.text import Text


class PageStatus(StrEnum):
    """How a hosted page stands at the provider; one that was paid stays captured."""

    OPEN = "open"
    CAPTURED = "captured"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class RefundStatus(StrEnum):
    """How a refund stands at the provider."""

    PENDING = "pending"
    DONE = "done"
    REFUSED = "refused"


class SettledKind(StrEnum):
    """What a line of a settlement tells of."""

    CAPTURE = "capture"
    REFUND = "refund"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrder:
    """What a hosted page is opened for; asking twice under one ``reference`` opens one page.

    ``description`` is what the payer reads. The provider tells ``notify_url`` by itself and leads back to
    ``return_url``.
    """

    reference: str
    amount: Money
    description: Text
    language: str
    return_url: str
    notify_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HostedPage:
    """A page that was opened."""

    provider_id: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureTold:
    """Money the provider says it took."""

    provider_id: str
    amount: Money
    method: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundTold:
    """Money the provider says it gives back, under our ``reference``."""

    reference: str
    amount: Money
    status: RefundStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTold:
    """How a payment stands: the page, all that was taken and all that goes back."""

    provider_id: str
    reference: str
    status: PageStatus
    captures: tuple[CaptureTold, ...] = ()
    refunds: tuple[RefundTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledLine:
    """One line of a day's settlement: a capture by its number or a refund by our reference, and what it cost."""

    kind: SettledKind
    number: str
    payment_reference: str
    amount: Money
    commission: Money


class PaymentFault(Exception):
    """The provider did not do what was asked. The text names no payer."""


class PaymentUnavailable(PaymentFault):
    """It is down, too slow, or answers what cannot be read: ask again later."""


class PaymentRefused(PaymentFault):
    """It will not do this: asking again does not help."""


class NotTheProvider(PaymentFault):
    """A notice whose signature does not hold, or that was signed too long ago to be believed."""


class PaymentGateway(Protocol):
    """The provider; every call may raise `PaymentUnavailable` or `PaymentRefused`."""

    def open(self, order: PaymentOrder) -> HostedPage:
        """Open a hosted page."""
        ...

    def status(self, provider_id: str) -> PaymentTold:
        """Return how a payment stands."""
        ...

    def refund(self, *, provider_id: str, capture_id: str, reference: str, amount: Money) -> RefundTold:
        """Give money back by the way it came; asking twice under one reference gives it back once."""
        ...

    def settlement(self, day: date) -> tuple[SettledLine, ...]:
        """Return all the provider took and gave back on a day."""
        ...
