"""Who looked at a citizen's file and what registers were asked about them, a line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from iskan.foundation.audit import Entry
from iskan.foundation.scope import Role
from iskan.integrations.enums import ExchangeOutcome
from iskan.integrations.queries import ExchangeLine
from iskan.surfaces.ui.formatting import t

SHOWN = 200
_TONES = {ExchangeOutcome.ANSWERED: "success", ExchangeOutcome.NOT_FOUND: "neutral", ExchangeOutcome.REFUSED: "danger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    at: datetime
    reader: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeView:
    """One question to a register about the reader."""

    at: datetime
    register: str
    keeper: str
    purpose: str
    legal_ground: str
    reference: str
    outcome: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    readings: tuple[ReadingView, ...]
    exchanges: tuple[ExchangeView, ...]


def record_page(readings: Sequence[Entry], exchanges: Sequence[ExchangeLine]) -> RecordPage:
    """Return the page of readings and exchanges, newest first."""
    return RecordPage(
        readings=tuple(
            ReadingView(at=entry.at, reader=_reader(entry.actor_role), reference=entry.subject)
            for entry in readings[:SHOWN]
        ),
        exchanges=tuple(map(_exchange, exchanges[:SHOWN])),
    )


def _reader(roles: str) -> str:
    """Name an official by the part they play; their name stays the ministry's."""
    return _(", ").join(t(Role(role).words) for role in roles.split(",") if role in set(Role))


def _exchange(line: ExchangeLine) -> ExchangeView:
    return ExchangeView(
        at=line.asked_at,
        register=t(line.register),
        keeper=t(line.keeper),
        purpose=t(line.purpose),
        legal_ground=t(line.legal_ground),
        reference=line.case_reference,
        outcome=str(line.outcome.label),
        tone=_TONES.get(line.outcome, "warning"),
    )
