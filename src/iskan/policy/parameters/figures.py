"""Short ways to state a figure's versions."""

from datetime import date
from typing import TypeVar

from iskan.core.dated import LegalBasis, Version
from iskan.core.text import Text
from iskan.policy.instruments import NOT_FOUND, YEAR_ONLY

T = TypeVar("T")


def since(first_day: date, value: T, basis: LegalBasis, note: Text = YEAR_ONLY) -> Version[T]:
    """State a value that holds from a day on; unless said otherwise only the instrument's year is known."""
    return Version(value=value, first_day=first_day, basis=basis, note=note)


def not_found(first_day: date, basis: LegalBasis, note: Text = NOT_FOUND) -> Version[T]:
    """State that the law has a figure from a day on and that it was not found: not configured."""
    return Version(value=None, first_day=first_day, basis=basis, note=note)
