"""Who looked at a citizen's file and what registers were asked about them, a line each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from iskan.foundation.audit import SEARCHED, Entry
from iskan.foundation.scope import Role
from iskan.integrations.discovery import registers
from iskan.integrations.enums import ExchangeOutcome
from iskan.integrations.queries import ExchangeLine
from iskan.policy.partners import BODIES
from iskan.surfaces.ui.formatting import t

SHOWN = 200
_TONES = {ExchangeOutcome.ANSWERED: "success", ExchangeOutcome.NOT_FOUND: "neutral", ExchangeOutcome.REFUSED: "danger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    at: datetime
    reader: str
    what: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppearanceView:
    """A day on which a case stood in lists or searches of officials of one role."""

    day: date
    reader: str
    where: str
    reference: str
    count: int


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
    appearances: tuple[AppearanceView, ...]
    exchanges: tuple[ExchangeView, ...]


def record_page(
    readings: Sequence[Entry], appearances: Sequence[tuple[Entry, str]], exchanges: Sequence[ExchangeLine]
) -> RecordPage:
    """Return the page of readings, appearances in lists and exchanges, newest first."""
    return RecordPage(
        readings=tuple(
            ReadingView(at=entry.at, reader=_reader_of(entry), what=_what(entry), reference=entry.subject)
            for entry in readings[:SHOWN]
        ),
        appearances=_appearances(appearances)[:SHOWN],
        exchanges=tuple(map(_exchange, exchanges[:SHOWN])),
    )


def _what(entry: Entry) -> str:
    """Say what was opened: what a register answered, what a partner body was sent, or the file."""
    if entry.detail.get("body"):
        return _("What was sent to it")
    register = registers().get(entry.detail.get("register", ""))
    return _("What the %(register)s answered") % {"register": t(register.name)} if register else _("The file")


def _appearances(appearances: Sequence[tuple[Entry, str]]) -> tuple[AppearanceView, ...]:
    """Return a line a day, role and case: officials open their lists all day."""
    counted = Counter(
        (timezone.localdate(entry.at), entry.actor_role, entry.action, reference) for entry, reference in appearances
    )
    return tuple(
        AppearanceView(
            day=day, reader=_reader(roles), where=_("Search") if action == SEARCHED else _("List of cases"),
            reference=reference, count=count,
        )
        for (day, roles, action, reference), count in counted.items()
    )  # fmt: skip


def _reader_of(entry: Entry) -> str:
    """Name whoever read: an official by their part, a person or machine of a partner body by the body."""
    body = BODIES.get(entry.detail.get("body", ""))
    return t(body.name) if body else _reader(entry.actor_role)


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
