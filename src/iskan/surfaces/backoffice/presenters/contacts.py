"""Calls and visits as a case's page and a household's file show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from iskan.apps.cases.enums import SpokenBy
from iskan.surfaces.backoffice.presenters.trail import actor_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """One call or visit; ``is_due`` where what was promised then should be done by today and is not."""

    id: int
    way: str
    spoken_at: datetime
    spoke_with: str
    said: str
    author: str
    promised: str
    promised_on: date | None
    kept_at: datetime | None
    is_due: bool

    @property
    def is_open(self) -> bool:
        """Whether something was promised and is not done."""
        return self.promised_on is not None and self.kept_at is None


def contact_lines(entries: Iterable[Any], today: date) -> tuple[ContactLine, ...]:
    """Return what was written down, in the order given."""
    return tuple(_line(entry, today) for entry in entries)


def _line(entry: Any, today: date) -> ContactLine:
    kept = getattr(entry, "kept", None)
    return ContactLine(
        id=entry.pk,
        way=str(SpokenBy(entry.way).label),
        spoken_at=entry.spoken_at,
        spoke_with=entry.spoke_with,
        said=entry.said,
        author=actor_name(entry.author),
        promised=entry.promised,
        promised_on=entry.promised_on,
        kept_at=kept.at if kept else None,
        is_due=kept is None and entry.promised_on is not None and entry.promised_on <= today,
    )
