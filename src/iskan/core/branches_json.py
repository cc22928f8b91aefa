"""A branch as plain JSON and back: what is proposed, agreed to and kept."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from iskan.core.branches import Branch, MapPoint
from iskan.core.dated import LegalBasis
from iskan.core.text import Text

_TEXTS: Final = ("area", "hours", "services", "entrance", "directions")
_WORDS: Final = ("governorate", "building", "road", "block", "telephone")


def to_json(branch: Branch) -> dict[str, Any]:
    """Return everything a branch states."""
    place = branch.place
    return {
        "name": _both(branch.name),
        "instrument": _both(branch.basis.instrument),
        **{name: getattr(branch, name) for name in _WORDS},
        **{name: _both(getattr(branch, name)) for name in _TEXTS},
        "place": [str(place.latitude), str(place.longitude), place.is_area] if place else [],
        "is_closed": branch.is_closed,
        "version": branch.version,
    }


def from_json(kept: Mapping[str, Any], code: str) -> Branch:
    """Return the branch that was written down."""
    return Branch(
        code=code,
        name=Text(**kept["name"]),
        basis=LegalBasis(instrument=Text(**kept["instrument"]), source="entered", grade="A"),
        **_said(kept),
        place=_place(kept["place"]),
        is_closed=kept["is_closed"],
        version=kept["version"],
    )


def _said(kept: Mapping[str, Any]) -> dict[str, Any]:
    texts = {name: Text(**kept[name]) if kept[name] else None for name in _TEXTS}
    return {name: kept[name] for name in _WORDS} | texts


def _both(text: Text | None) -> dict[str, str]:
    return {"ar": text.ar, "en": text.en} if text else {}


def _place(kept: list[Any]) -> MapPoint | None:
    if not kept:
        return None
    latitude, longitude, is_area = kept
    return MapPoint(latitude=Decimal(latitude), longitude=Decimal(longitude), is_area=is_area)
