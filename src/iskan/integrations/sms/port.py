"""The gateway that carries text messages to telephones."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class SmsStatus(StrEnum):
    """How far a message has come, as the gateway knows it."""

    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    UNDELIVERABLE = "undeliverable"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsMessage:
    """One message. Sending the same ``reference`` twice delivers it once; ``to`` is in E.164."""

    reference: str
    to: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsReceipt:
    gateway_id: str
    delivery: SmsStatus


class SmsFault(Exception):
    """The gateway did not take the message. The text names neither the number nor the words."""


class SmsUnavailable(SmsFault):
    """The gateway is down, too slow, or answers what cannot be read: send again later."""


class SmsRefused(SmsFault):
    """The gateway will not carry this message: sending again does not help."""


class SmsGateway(Protocol):
    def send(self, message: SmsMessage) -> SmsReceipt:
        """Hand over a message, or raise `SmsUnavailable` or `SmsRefused`."""
        ...

    def delivery(self, gateway_id: str) -> SmsStatus:
        """Return how far a message has come, or raise `SmsUnavailable`."""
        ...
