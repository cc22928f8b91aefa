"""Addresses written out, in the order Bahrain writes them."""

from iskan.core.text import Text, joined

_BUILDING = Text(ar="مبنى {it}", en="Building {it}")
_ROAD = Text(ar="طريق {it}", en="Road {it}")
_BLOCK = Text(ar="مجمع {it}", en="Block {it}")


def address_text(*, building: str, road: str, block: str, area: Text | None = None) -> Text | None:
    """Return an address in one line of what is known of it; nothing where nothing is."""
    parts = ((building, _BUILDING), (road, _ROAD), (block, _BLOCK))
    known = [words.format(it=value) for value, words in parts if value]
    return joined([*known, *([area] if area else [])]) if known or area else None
