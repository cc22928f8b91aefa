"""Letters our typeface lacks never stop a document: each is written by letters it has, as near as they come.

What was typed is kept as it was typed; only the paper says it otherwise.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final

# Where taking a letter apart does not find one, and a reader still knows what was meant.
WRITTEN_AS: Final = {"№": "No.", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ħ": "h", "ı": "i"}
STANDS_FOR_ANY: Final = "?"
# Marks of direction, controls and what stands for no letter: nothing is set for them, and an archival PDF refuses some.
UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
BREAKS: Final = frozenset("\n\r\t")
# They draw nothing and decide whether two letters join, as the spelling of some names asks.
JOINERS: Final = frozenset("\u200c\u200d")


def printable(value: Any, folder: Path) -> Any:
    """Return words as they can be set with the fonts of a folder, whatever they are kept in."""
    if isinstance(value, str):
        return _written(value, letters_of(folder))
    if isinstance(value, dict):
        return {key: printable(kept, folder) for key, kept in value.items()}
    return [printable(kept, folder) for kept in value] if isinstance(value, list) else value


@cache
def letters_of(folder: Path) -> frozenset[str]:
    """Return every letter the fonts of a folder have."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # noqa: PLC0415 -- large; loaded where it is used

    found: set[int] = set()
    for path in sorted(folder.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            found |= font.getBestCmap().keys()
    return frozenset(letter for letter in map(chr, found) if unicodedata.category(letter) not in UNSEEN)


def _written(words: str, letters: frozenset[str]) -> str:
    if letters.issuperset(words):
        return words
    return "".join(letter if _is_set(letter, letters) else _instead(letter, letters) for letter in words)


def _is_set(letter: str, letters: frozenset[str]) -> bool:
    return letter in letters or letter in BREAKS or letter in JOINERS


def _instead(letter: str, letters: frozenset[str]) -> str:
    if unicodedata.category(letter) in UNSEEN:
        return ""
    for form in (WRITTEN_AS.get(letter, ""), unicodedata.normalize("NFKC", letter), _bare(letter)):
        if form and letters.issuperset(form):
            return form
    return STANDS_FOR_ANY


def _bare(letter: str) -> str:
    """Return a letter without the marks it carries."""
    apart = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in apart if not unicodedata.combining(part))
