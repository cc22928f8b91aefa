"""Reference numbers: short, unguessable, and with a check character that catches a slip of the hand."""

import re
import secrets

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

from iskan.core.text import latin_digits

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 9
_WRITTEN = re.compile(rf"\b[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}\b")


class NotAReference(ValueError):
    """The words are not a reference number: a character is missing, foreign or mistyped."""


def new_reference() -> str:
    """Return a fresh reference: nine random characters (45 bits) and a check character, as ``XXXXX-XXXXX``.

    The check character too is none that is read as another: 0 and O, 1 and I do not occur.
    """
    while True:
        reference = reference_of("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))
        if reference[-1] in ALPHABET:
            return reference


def reference_of(body: str) -> str:
    """Return the reference that nine characters of the alphabet make with their check character."""
    return _grouped(body + mod_37_36.calc_check_digit(body))


def read_reference(typed: str) -> str:
    """Return a reference as we write it, from whatever spacing, case or digits it was typed in.

    Raises:
        NotAReference: the length or the check character does not hold.
    """
    bare = "".join(c for c in latin_digits(typed).upper() if c.isalnum())
    try:
        mod_37_36.validate(bare)
    except ValidationError as fault:
        raise NotAReference(typed) from fault
    if len(bare) != LENGTH + 1:
        raise NotAReference(typed)
    return _grouped(bare)


def references_in(*words: str) -> list[str]:
    """Return the references that stand in words, in their order."""
    found = (one for text in words for one in _WRITTEN.findall(text))
    return [one for one in found if mod_37_36.is_valid(one.replace("-", ""))]


def _grouped(bare: str) -> str:
    return f"{bare[:5]}-{bare[5:]}"
