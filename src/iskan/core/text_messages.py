"""How many segments a text message takes, as operators count and charge them (3GPP TS 23.038 and 23.040)."""

from typing import Final

# The basic table of 7 bits, and the characters that take two places of it (TS 23.038, 6.2.1 and 6.2.1.1).
_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE: Final = frozenset("\f^{}\\[~]|€")
ONE_OF_7_BITS, ONE_OF_16_BITS = 160, 70
_MORE_OF_7_BITS, _MORE_OF_16_BITS = 153, 67


def segments(text: str) -> int:
    """Return how many segments a text takes: 160 characters in one, or 70 where it needs 16 bits, as Arabic does."""
    if set(text) <= _BASIC | _TWICE:
        return _count(sum(2 if letter in _TWICE else 1 for letter in text), ONE_OF_7_BITS, _MORE_OF_7_BITS)
    return _count(len(text.encode("utf-16-be")) // 2, ONE_OF_16_BITS, _MORE_OF_16_BITS)


def fits_in_one(text: str) -> bool:
    """Say whether a text is sent, and charged, as one."""
    return segments(text) == 1


def _count(places: int, one: int, more: int) -> int:
    return 1 if places <= one else -(-places // more)
