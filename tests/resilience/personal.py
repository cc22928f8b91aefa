"""What names people of the running system, and whether words tell it."""

import re
from collections.abc import Iterator

from tests.resilience.citizen import IBAN
from tests.resilience.stack import Stack

HEAD, PHONE, EMAIL = "861001302", "36005432", "personal.address@example.test"
PERSONAL = "SELECT cpr, name_ar, name_en, phone, email FROM accounts_user"
FAMILIES = "SELECT cpr, name_ar, name_en, '', '' FROM households_person"
SHORTEST = 6


def secrets(stack: Stack) -> Iterator[str]:
    """Yield what names anybody the system knows, and what the tests themselves type."""
    for row in (*stack.rows(PERSONAL), *stack.rows(FAMILIES)):
        yield from (str(secret) for secret in row if secret and len(secret) >= SHORTEST)
    yield from (HEAD, PHONE, EMAIL, IBAN, IBAN.lower())


def is_told(secret: str, words: str) -> bool:
    """Say whether words hold a secret: a number stands alone, not inside a longer one."""
    if secret.lstrip("+").isdecimal():
        return re.search(rf"(?<!\d){re.escape(secret.removeprefix('+973'))}(?!\d)", words) is not None
    return secret in words
