"""The signature of a provider's notice: HMAC-SHA-256 over the instant and the bytes as they came."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Final

from iskan.integrations.payment_gateway.port import NotTheProvider

HEADER: Final = "Provider-Signature"
# A notice signed longer ago than this, or further ahead, is one that somebody kept: it is refused.
BELIEVED_FOR: Final = timedelta(minutes=5)


def signature_of(body: bytes, *, secret: str, at: int) -> str:
    """Return the header that vouches for a body, signed at an instant in seconds."""
    return f"t={at},v1={_digest(body, secret, at)}"


def require_signature(body: bytes, *, header: str, secret: str, now: datetime) -> None:
    """Refuse a body whose signature does not hold, or does not hold any more.

    Raises:
        NotTheProvider: it is not the provider's, or was not sent just now.
    """
    at, _comma, signed = header.removeprefix("t=").partition(",v1=")
    if not (at.isascii() and at.isdecimal() and len(at) <= len("9999999999")):
        raise NotTheProvider("no instant")
    if not hmac.compare_digest(_digest(body, secret, int(at)), signed):
        raise NotTheProvider("not the signature")
    if abs(now.timestamp() - int(at)) > BELIEVED_FOR.total_seconds():
        raise NotTheProvider("signed at another time")


def _digest(body: bytes, secret: str, at: int) -> str:
    return hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
