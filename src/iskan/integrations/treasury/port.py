"""What is asked of the bank that pays: to take an order, what came of it, and what was booked on a day."""

from datetime import date
from typing import Protocol


class TreasuryFault(Exception):
    """The bank did not do what was asked. The text names nobody."""


class TreasuryUnavailable(TreasuryFault):
    """It is down, too slow, or answers what cannot be read: ask again later."""


class TreasuryRefused(TreasuryFault):
    """It will not take this: asking again does not help."""


class Treasury(Protocol):
    """The bank; every call may raise `TreasuryUnavailable` or `TreasuryRefused`."""

    def hand_over(self, *, message_id: str, content: bytes) -> None:
        """Have it take an order (pain.001); the same order is taken once, however often it is handed over."""
        ...

    def answer(self, *, message_id: str, number: int) -> bytes | None:
        """Return what it answered to an order (pain.002), the first being number 1; nothing where it has not yet."""
        ...

    def statement(self, day: date) -> bytes | None:
        """Return what was booked on a day (camt.053); nothing while the day is not closed."""
        ...
