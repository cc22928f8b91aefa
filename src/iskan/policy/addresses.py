"""Addresses written out, in the order Bahrain writes them."""

from iskan.core.people import AddressRecord
from iskan.core.text import Text, joined

_FLAT = Text(ar="شقة {it}", en="Flat {it}")
_BUILDING = Text(ar="مبنى {it}", en="Building {it}")
_ROAD = Text(ar="طريق {it}", en="Road {it}")
_BLOCK = Text(ar="مجمع {it}", en="Block {it}")


def address_text(*, building: str, road: str, block: str, area: Text | None = None) -> Text | None:
    """Return an address in one line of what is known of it; nothing where nothing is."""
    parts = ((building, _BUILDING), (road, _ROAD), (block, _BLOCK))
    known = [words.format(it=value) for value, words in parts if value]
    return joined([*known, *([area] if area else [])]) if known or area else None


def address_lines(address: AddressRecord | None) -> tuple[Text, ...]:
    """Return an address as it stands on an envelope: the home and its road, the area with its block; nothing unknown."""
    if address is None:
        return ()
    home = [words.format(it=value) for value, words in ((address.flat, _FLAT), (address.building, _BUILDING)) if value]
    lines = (
        [*home, *([_ROAD.format(it=address.road)] if address.road else [])],
        [*([address.area] if address.area.ar else []), *([_BLOCK.format(it=address.block)] if address.block else [])],
    )
    return tuple(joined(line) for line in lines if line)
