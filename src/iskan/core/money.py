"""Bahraini dinars, held as whole fils (1 BHD = 1,000 fils)."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from iskan.core.text import latin_digits

_AMOUNT = re.compile(r"(-?)(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d{1,3}))?", re.ASCII)
_SEPARATORS = str.maketrans({"٬": ",", " ": None, "\u00a0": None, "٫": "."})


class NotAnAmount(ValueError):
    """The words are not an amount in dinars with at most three decimals."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    fils: int

    @classmethod
    def bhd(cls, amount: str | int) -> "Money":
        """Read an amount in dinars, such as ``900``, ``"1,200.500"`` or Arabic digits.

        Raises:
            NotAnAmount: anything else: more than three decimals, or commas that do not part thousands.
        """
        match = _AMOUNT.fullmatch(latin_digits(str(amount)).translate(_SEPARATORS))
        if match is None:
            raise NotAnAmount(str(amount))
        sign, dinars, decimals = match.groups()
        fils = int(dinars.replace(",", "")) * 1000 + int((decimals or "").ljust(3, "0"))
        return cls(-fils if sign else fils)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fils + other.fils)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fils - other.fils)

    def times(self, count: Decimal) -> "Money":
        """Return so many of it, to the nearest fils; half a fils counts as a whole one."""
        return Money(int((self.fils * count).quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    def __str__(self) -> str:
        dinars, fils = divmod(abs(self.fils), 1000)
        decimals = f".{fils:03d}" if fils else ""
        return f"{'-' if self.fils < 0 else ''}{dinars:,}{decimals}"
