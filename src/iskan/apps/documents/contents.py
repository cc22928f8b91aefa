"""What an issued document says, as it was when it was issued."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cattrs.preconf.json import make_converter

from iskan.core.text import Text

_converter = make_converter()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementCard:
    """The card's words: who is entitled to what, since when, and what comes next."""

    holder_name: Text
    cpr: str
    service: Text
    programme: Text
    governorate: Text
    seniority_on: date
    decided_on: date
    household_count: int
    category: Text | None = None
    next_steps: tuple[Text, ...] = ()


def as_json(contents: EntitlementCard) -> dict[str, Any]:
    """Return the contents as the database keeps them."""
    kept: dict[str, Any] = _converter.unstructure(contents)
    return kept


def from_json(kept: dict[str, Any]) -> EntitlementCard:
    """Return the contents as issued."""
    return _converter.structure(kept, EntitlementCard)
