"""What a body's system is told: that a request was sent to it or ended, by number, and nothing of any person."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final, Protocol

SIGNATURE: Final = "Iskan-Signature"
DELIVERY: Final = "Iskan-Delivery"
TOLERANCE_SECONDS: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class HookCall:
    """One call: the same ``delivery`` told twice is one event; ``body`` is the JSON as it is signed and sent."""

    url: str
    delivery: str
    body: str
    secret: str
    at: int


class HookFault(Exception):
    """The other side did not take the call; it is told again later. The text names no address."""


class HookCaller(Protocol):
    def call(self, call: HookCall) -> int:
        """Hand over one call and return the status answered, or raise `HookFault`."""
        ...


def signature_of(*, secret: str, body: str, at: int) -> str:
    """Return what the header says: the second of sending, and the HMAC-SHA-256 of it, a dot and the body."""
    digest = hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"
