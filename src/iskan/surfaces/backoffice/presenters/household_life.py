"""What happened to households, as officials read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from iskan.apps.accounts.queries import names_of
from iskan.apps.household_life.queries.events import EventLine
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdEventView:
    """An event in words: what happened, what follows by itself, what is to be decided, and what was."""

    id: int
    reference: str
    text: str
    follows: str
    decide: str
    found_at: datetime
    is_open: bool
    label: str
    tone: str
    settled_at: datetime | None
    settled_by: str
    reason: str


def event_views(lines: Iterable[EventLine]) -> tuple[HouseholdEventView, ...]:
    """Return events in the reader's language, with the names of those who settled them."""
    kept = tuple(lines)
    names = names_of(frozenset(line.settled_by for line in kept if line.settled_by))
    return tuple(_view(line, t(names[line.settled_by]) if line.settled_by else "") for line in kept)


def open_event_views(lines: Iterable[EventLine] | None) -> tuple[HouseholdEventView, ...]:
    """Return those that stop a nomination until they are decided."""
    return event_views(line for line in lines or () if line.is_open and line.rule.stops)


def _view(line: EventLine, settled_by: str) -> HouseholdEventView:
    label, tone = (_("Awaits a decision"), "warning") if line.is_open else (_("For information"), "neutral")
    if line.settled_at:
        label, tone = _("Settled"), "success"
    return HouseholdEventView(
        id=line.id,
        reference=line.reference,
        text=t(line.text),
        follows=t(line.rule.follows),
        decide=t(line.rule.decide) if line.rule.decide else "",
        found_at=line.found_at,
        is_open=line.is_open,
        label=label,
        tone=tone,
        settled_at=line.settled_at,
        settled_by=settled_by,
        reason=line.reason,
    )
