"""Which colleagues have a case open, as its page says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from iskan.apps.cases.operations.presence import OpenSince
from iskan.core.text import Text
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherOnCase:
    """A colleague and the instant since which they have the case open."""

    name: str
    since: datetime


def others_view(others: Iterable[OpenSince], names: Mapping[int, Text]) -> tuple[OtherOnCase, ...]:
    """Return colleagues in the reader's language."""
    return tuple(OtherOnCase(name=t(names[one.official_id]), since=one.since) for one in others)
