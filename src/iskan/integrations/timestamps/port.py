"""What is asked of a time-stamping authority: its word that a digest existed at an instant, and whether it gave it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """An authority's token, as it was received, and the instant it names."""

    token: bytes
    at: datetime


class TimestampFault(Exception):
    """There is no stamp to be had, or none that holds."""


class TimestampsNotConfigured(TimestampFault):
    """The settings name no authority."""


class TimestampsUnavailable(TimestampFault):
    """The authority does not answer, or with nothing that can be read: ask again later."""


class BadStamp(TimestampFault):
    """The token cannot be read, is about something else, or was not signed by the authority we trust."""


class TimestampAuthority(Protocol):
    def stamp(self, digest: bytes) -> Stamp:
        """Return the authority's token over a SHA-256 digest, checked.

        Raises:
            TimestampsUnavailable, BadStamp: there is none that holds.
        """
        ...


def is_configured() -> bool:
    """Say whether the settings name an authority; without one nothing is stamped, and that is said."""
    return bool(settings.ISKAN_TIMESTAMP_URL)
