"""A circular as plain JSON and back: what is proposed, agreed to and kept."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from iskan.core.circulars import Circular
from iskan.core.dated import LegalBasis
from iskan.core.days import Span
from iskan.core.promises import WorkingHours
from iskan.core.text import Text


def to_json(circular: Circular) -> dict[str, Any]:
    """Return what a circular sets and replaces."""
    return {
        "replaces": circular.replaces,
        "occasion": _words(circular.occasion),
        "instrument": _words(circular.basis.instrument),
        "number": circular.number,
        "issued_on": circular.issued_on.isoformat() if circular.issued_on else None,
        "off": _span(circular.off),
        "in_lieu": _span(circular.in_lieu),
        "hours": _hours(circular.hours),
    }


def from_json(kept: Mapping[str, Any], code: str) -> Circular:
    """Return the circular that was written down."""
    return Circular(
        code=code,
        replaces=kept["replaces"],
        occasion=Text(**kept["occasion"]),
        basis=LegalBasis(instrument=Text(**kept["instrument"]), source="entered", grade="A"),
        number=kept["number"],
        issued_on=date.fromisoformat(kept["issued_on"]) if kept["issued_on"] else None,
        off=_read_span(kept["off"]),
        in_lieu=_read_span(kept["in_lieu"]),
        hours=_read_hours(kept["hours"]),
    )


def _words(text: Text) -> dict[str, str]:
    return {"ar": text.ar, "en": text.en}


def _span(span: Span | None) -> list[str]:
    return [span.first.isoformat(), span.last.isoformat()] if span else []


def _hours(hours: WorkingHours | None) -> list[str]:
    return [*_span(hours.span), hours.opens.isoformat(), hours.closes.isoformat()] if hours else []


def _read_span(kept: list[str]) -> Span | None:
    return Span(*map(date.fromisoformat, kept)) if kept else None


def _read_hours(kept: list[str]) -> WorkingHours | None:
    if not kept:
        return None
    first, last, opens, closes = kept
    span = Span(date.fromisoformat(first), date.fromisoformat(last))
    return WorkingHours(span=span, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))
