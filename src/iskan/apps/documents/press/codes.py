"""The code on an issued document: carried by its QR, short enough to be typed, too long to be guessed."""

import secrets

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

from iskan.core.text import latin_digits
from iskan.foundation.references import ALPHABET

LENGTH = 16
GROUP = 4


class NotACode(ValueError):
    """The words are not a document's code: a character is missing, foreign or mistyped."""


def new_code() -> str:
    """Return a fresh code: fifteen random characters (75 bits) and a check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + mod_37_36.calc_check_digit(body)


def read_code(typed: str) -> str:
    """Return a code as it is kept, from whatever spacing, case or digits it was typed in.

    Raises:
        NotACode: the length or the check character does not hold.
    """
    bare = "".join(c for c in latin_digits(typed).upper() if c.isalnum())
    if len(bare) != LENGTH:
        raise NotACode
    try:
        mod_37_36.validate(bare)
    except ValidationError as fault:
        raise NotACode from fault
    return bare


def shown_code(code: str) -> str:
    """Return a code as it is printed, in fours."""
    return "-".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))
