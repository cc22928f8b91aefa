"""What somebody may mean by the words typed into a search: a number, a reference, a telephone, a home, a name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from iskan.core.text import latin_digits, tidy

CPR_DIGITS: Final = 9
# A number of somebody born in 2000 begins with three zeros, which a spreadsheet drops.
_FEWEST_DIGITS: Final = CPR_DIGITS - 3
_LOCAL_DIGITS: Final = 8
BAHRAIN: Final = "973"
_NUMBER = re.compile(r"\+?[\d\s()./-]+")
_ABROAD = re.compile(r"(?:\+|00)([1-9]\d{7,14})")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
# The letters and digits of references: none that is read as another.
_OF_REFERENCE = re.compile("[2-9A-HJ-NP-Z]{4,9}")
_SEPARATORS = re.compile(r"[\s()./+-]+")
_UNIT = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")


class LookupKind(StrEnum):
    """As what the words typed are looked for."""

    PERSONAL_NUMBER = "personal_number"
    LOST_ZERO = "lost_zero"
    TELEPHONE = "telephone"
    EMAIL = "email"
    REFERENCE = "reference"
    REFERENCE_PART = "reference_part"
    HOME = "home"
    SUBJECT = "subject"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class SoughtAs:
    """One reading of what was typed, and the value as it is kept."""

    kind: LookupKind
    value: str


def lookups(typed: str) -> tuple[SoughtAs, ...]:
    """Return everything the words may mean, the likeliest first; nothing for nothing.

    A whole reference is told by its check character, which is not computed here.
    """
    words = latin_digits(tidy(typed))
    return tuple(_read(words)) if words else ()


def _read(words: str) -> Iterator[SoughtAs]:
    if _EMAIL.fullmatch(words):
        yield SoughtAs(LookupKind.EMAIL, words.lower())
        return
    digits = _SEPARATORS.sub("", words) if _NUMBER.fullmatch(words) else ""
    if len(digits) == CPR_DIGITS:
        yield SoughtAs(LookupKind.PERSONAL_NUMBER, digits)
        return
    yield from _numbers(digits, is_abroad=words.startswith(("+", "00")))
    yield from _codes(words)
    if not any(letter.isdigit() for letter in words):
        yield SoughtAs(LookupKind.NAME, words)
    # Words and numbers a case may be about: a parcel, a permit, an account.
    yield SoughtAs(LookupKind.SUBJECT, words)


def _numbers(digits: str, *, is_abroad: bool) -> Iterator[SoughtAs]:
    abroad = _ABROAD.fullmatch(f"+{digits.lstrip('0')}") if is_abroad else None
    with_country = digits.removeprefix(BAHRAIN)
    if len(digits) == _LOCAL_DIGITS:
        yield SoughtAs(LookupKind.TELEPHONE, f"+{BAHRAIN}{digits}")
    elif len(with_country) == _LOCAL_DIGITS:
        yield SoughtAs(LookupKind.TELEPHONE, f"+{digits}")
    elif abroad:
        yield SoughtAs(LookupKind.TELEPHONE, f"+{abroad[1]}")
    if _FEWEST_DIGITS <= len(digits) < CPR_DIGITS:
        yield SoughtAs(LookupKind.LOST_ZERO, digits.zfill(CPR_DIGITS))


def _codes(words: str) -> Iterator[SoughtAs]:
    """Yield the part of a reference and the code of a home; of letters alone it would be a name."""
    code = re.sub(r"[\s_/-]+", "-", words.upper()).strip("-")
    if not any(letter.isdigit() for letter in code):
        return
    if _OF_REFERENCE.fullmatch(code.replace("-", "")):
        yield SoughtAs(LookupKind.REFERENCE_PART, code.replace("-", ""))
    if _UNIT.fullmatch(code):
        yield SoughtAs(LookupKind.HOME, code)
