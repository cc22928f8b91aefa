"""Amounts: whole numbers, numbers with a fraction, money."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from iskan.core.counted import money_text
from iskan.core.money import Money, NotAnAmount
from iskan.core.personal_data import DataKind
from iskan.core.questions.base import OUT_OF_RANGE, BadAnswer, Field, SingleQuestion
from iskan.core.text import Text, latin_digits, same

BAD_NUMBER = Text(ar="أدخل عددًا صحيحًا.", en="Enter a whole number.")
BAD_DECIMAL = Text(ar="أدخل عددًا، مثل 12 أو 12.5.", en="Enter a number, such as 12 or 12.5.")
TOO_FINE = Text(ar="عدد المنازل العشرية أكثر من المقبول ({places}).", en="No more than {places} decimal places.")
TWO_READINGS = Text(
    ar="تُقرأ الفاصلة على وجهين: أدخل {dinars} إن كان المقصود دنانير، أو {fils} إن كان ما بعد الفاصلة فلوسًا.",
    en="The comma can be read in two ways: write {dinars} for dinars, or {fils} if fils stand after the comma.",
)
BAD_MONEY = Text(ar="أدخل مبلغًا بالدينار، مثل 900 أو 850.500.", en="Enter an amount in dinars, such as 900 or 850.500.")

_THOUSANDS = re.compile(r"(?<=\d)[,٬](?=\d{3}(?:\D|$))", re.ASCII)
_CURRENCY = re.compile(r"bhd|b\.?d\.?|دينار(?:ًا|ا)?|د\.?\s?ب\.?", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(-?\d{1,9}),(\d{1,2})", re.ASCII)
# A dinar has a thousand fils, so that one comma before three digits parts thousands for some and fils for others.
_ONE_COMMA = re.compile(r"(\d{1,3})[,٬](\d{3})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberQuestion(SingleQuestion):
    """A whole number."""

    kind: ClassVar[str] = "number"
    holds: ClassVar[DataKind] = DataKind.ANSWER

    minimum: int = 0
    maximum: int = 1_000_000
    unit: Text | None = None

    def read(self, given: Field, today: date) -> int | None:  # noqa: ARG002 -- read like every other kind
        words = _THOUSANDS.sub("", latin_digits(given.words()))
        if not words:
            return None
        if not re.fullmatch(r"-?\d{1,9}", words, re.ASCII):
            raise BadAnswer(BAD_NUMBER)
        if not self.minimum <= int(words) <= self.maximum:
            raise BadAnswer(OUT_OF_RANGE.format(low=f"{self.minimum:,}", high=f"{self.maximum:,}"))
        return int(words)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}

    def fits(self, sent: Any) -> bool:
        return isinstance(sent, int) and not isinstance(sent, bool)

    def show(self, answer: int) -> Text:
        return _measured(f"{answer:,}", self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecimalQuestion(SingleQuestion):
    """A number that may have a fraction, kept as text so that none of it is rounded."""

    kind: ClassVar[str] = "decimal"
    holds: ClassVar[DataKind] = DataKind.ANSWER

    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(1_000_000)
    places: int = 2
    unit: Text | None = None

    def read(self, given: Field, today: date) -> str | None:  # noqa: ARG002 -- read like every other kind
        words = _THOUSANDS.sub("", latin_digits(given.words()).replace("٫", "."))
        words = _DECIMAL_COMMA.sub(r"\1.\2", words) if _DECIMAL_COMMA.fullmatch(words) else words
        if not words:
            return None
        if not re.fullmatch(r"-?\d{1,9}(?:\.\d{1,9})?", words, re.ASCII):
            raise BadAnswer(BAD_DECIMAL)
        if len(words.partition(".")[2]) > self.places:
            raise BadAnswer(TOO_FINE.format(places=str(self.places)))
        if not self.minimum <= Decimal(words) <= self.maximum:
            raise BadAnswer(OUT_OF_RANGE.format(low=f"{self.minimum:,f}", high=f"{self.maximum:,f}"))
        return str(Decimal(words))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": rf"^-?\d{{1,9}}(\.\d{{1,{self.places}}})?$"}

    def value(self, answer: str) -> Decimal:
        return Decimal(answer)

    def show(self, answer: str) -> Text:
        return _measured(f"{Decimal(answer):,f}", self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyQuestion(SingleQuestion):
    """An amount in dinars, kept as whole fils; the bounds are in fils."""

    kind: ClassVar[str] = "money"
    holds: ClassVar[DataKind] = DataKind.MONEY

    minimum_fils: int = 0
    maximum_fils: int = 100_000_000_000

    def read(self, given: Field, today: date) -> int | None:  # noqa: ARG002 -- read like every other kind
        words = self._amount_in(latin_digits(given.words()))
        if not words:
            return None
        try:
            amount = Money.bhd(words)
        except NotAnAmount as fault:
            raise BadAnswer(BAD_MONEY) from fault
        if not self._holds(amount):
            low, high = Money(self.minimum_fils), Money(self.maximum_fils)
            raise BadAnswer(OUT_OF_RANGE.format(low=str(low), high=str(high)))
        return amount.fils

    def _holds(self, amount: Money) -> bool:
        return self.minimum_fils <= amount.fils <= self.maximum_fils

    def _amount_in(self, typed: str) -> str:
        """Return an amount as typed, without its currency and with a decimal point.

        Raises:
            BadAnswer: it has two readings, and the bounds do not leave one of them.
        """
        words = _CURRENCY.sub("", typed).strip()
        if doubtful := _ONE_COMMA.fullmatch(words):
            whole, rest = doubtful.groups()
            readings = (f"{whole}{rest}", f"{whole}.{rest}")
            possible = [reading for reading in readings if self._holds(Money.bhd(reading))]
            if len(possible) != 1:
                raise BadAnswer(TWO_READINGS.format(dinars=readings[0], fils=readings[1]))
            return possible[0]
        return _DECIMAL_COMMA.sub(r"\1.\2", words) if _DECIMAL_COMMA.fullmatch(words) else words

    def schema(self) -> dict[str, Any]:
        bounds = {"minimum": self.minimum_fils, "maximum": self.maximum_fils}
        return {"type": "integer", "$comment": "fils"} | bounds

    def fits(self, sent: Any) -> bool:
        return isinstance(sent, int) and not isinstance(sent, bool)

    def value(self, answer: int) -> Money:
        return Money(answer)

    def show(self, answer: int) -> Text:
        return money_text(Money(answer))

    def words(self, name: str, answer: int) -> dict[str, list[str]]:
        return {name: [str(Money(answer)).replace(",", "")]}


def _measured(figure: str, unit: Text | None) -> Text:
    return Text(ar=f"{figure} {unit.ar}", en=f"{figure} {unit.en}") if unit else same(figure)
