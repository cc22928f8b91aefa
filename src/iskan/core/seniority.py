"""The lot that orders applications filed at one instant: anyone recomputes it from the instant and the reference."""

import hashlib
from datetime import UTC, datetime
from typing import Final

PROTOCOL: Final = "iskan-seniority-v1"


def instant_text(at: datetime) -> str:
    """Return an instant as the lot takes it: in UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def lot_of(at: datetime, reference: str) -> str:
    """Return an application's lot; of two filed at one instant the lesser stands first.

    Its parts are three lines, the last without an end. Nobody knows the instant before filing, so that no reference
    can be chosen for its lot.
    """
    return hashlib.sha256(f"{PROTOCOL}\n{instant_text(at)}\n{reference}".encode()).hexdigest()
