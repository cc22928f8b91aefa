"""Days and periods of days."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from iskan.core.days import day_text
from iskan.core.personal_data import DataKind
from iskan.core.questions.base import BadAnswer, Field, SingleQuestion
from iskan.core.text import Text, latin_digits

BAD_DATE = Text(
    ar="أدخل تاريخًا صحيحًا: اليوم والشهر والسنة، مثل 27 ثم 3 ثم 1990.",
    en="Enter a real date: day, month and year, such as 27 3 1990.",
)
TOO_EARLY = Text(ar="يجب ألا يسبق التاريخ {limit}.", en="The date must not be before {limit}.")
TOO_LATE = Text(ar="يجب ألا يتجاوز التاريخ {limit}.", en="The date must not be after {limit}.")
BOTH_DAYS = Text(ar="أدخل أول يوم وآخر يوم.", en="Enter the first day and the last.")
NOT_BEFORE = Text(ar="يجب أن يسبق أول يوم آخر يوم.", en="The first day must be before the last.")
DATE_PARTS = ("day", "month", "year")
_DAY_OR_MONTH = re.compile(r"\d{1,2}", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_PERIOD = Text(ar="من {first} إلى {last}", en="{first} to {last}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateQuestion(SingleQuestion):
    """A Gregorian day, shown with its Hijri one; ``not_after_today`` and ``not_before_today`` bound it."""

    kind: ClassVar[str] = "date"
    holds: ClassVar[DataKind] = DataKind.ANSWER
    parts: ClassVar[tuple[str, ...]] = DATE_PARTS

    earliest: date | None = None
    latest: date | None = None
    not_after_today: bool = False
    not_before_today: bool = False

    def read(self, given: Field, today: date) -> str | None:
        day = read_day(given)
        if day is None:
            return None
        earliest = max(filter(None, (self.earliest, today if self.not_before_today else None)), default=None)
        latest = min(filter(None, (self.latest, today if self.not_after_today else None)), default=None)
        if earliest and day < earliest:
            raise BadAnswer(TOO_EARLY.format(limit=f"{earliest:%d/%m/%Y}"))
        if latest and day > latest:
            raise BadAnswer(TOO_LATE.format(limit=f"{latest:%d/%m/%Y}"))
        return day.isoformat()

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def fits(self, sent: Any) -> bool:
        return _is_day(sent)

    def value(self, answer: str) -> date:
        return date.fromisoformat(answer)

    def show(self, answer: str) -> Text:
        return day_text(date.fromisoformat(answer))

    def words(self, name: str, answer: str) -> dict[str, list[str]]:
        return _day_words(name, answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodQuestion(SingleQuestion):
    """A period from a first day to a later last one, kept as ``from`` and ``until``."""

    kind: ClassVar[str] = "period"
    holds: ClassVar[DataKind] = DataKind.ANSWER
    parts: ClassVar[tuple[str, ...]] = tuple(f"{end}-{part}" for end in ("from", "until") for part in DATE_PARTS)

    not_before_today: bool = False

    def read(self, given: Field, today: date) -> dict[str, str] | None:
        first, last = read_day(given, "from"), read_day(given, "until")
        if first is None and last is None:
            return None
        if first is None or last is None:
            raise BadAnswer(BOTH_DAYS, "from" if first is None else "until")
        if self.not_before_today and first < today:
            raise BadAnswer(TOO_EARLY.format(limit=f"{today:%d/%m/%Y}"), "from")
        if not first < last:
            raise BadAnswer(NOT_BEFORE, "until")
        return {"from": first.isoformat(), "until": last.isoformat()}

    def schema(self) -> dict[str, Any]:
        day = {"type": "string", "format": "date"}
        return {"type": "object", "properties": {"from": day, "until": day}, "required": ["from", "until"]}

    def fits(self, sent: Any) -> bool:
        return isinstance(sent, dict) and sent.keys() == {"from", "until"} and all(map(_is_day, sent.values()))

    def value(self, answer: Mapping[str, str]) -> tuple[date, date]:
        return date.fromisoformat(answer["from"]), date.fromisoformat(answer["until"])

    def show(self, answer: Mapping[str, str]) -> Text:
        first, last = self.value(answer)
        return _PERIOD.format(first=day_text(first), last=day_text(last))

    def words(self, name: str, answer: Mapping[str, str]) -> dict[str, list[str]]:
        return {**_day_words(f"{name}-from", answer["from"]), **_day_words(f"{name}-until", answer["until"])}


def _is_day(sent: Any) -> bool:
    return isinstance(sent, str) and _ISO_DAY.fullmatch(sent) is not None


def read_day(given: Field, end: str = "") -> date | None:
    """Read the three inputs of a day, nothing where all are empty; ``end`` names which day of a period."""
    typed = [latin_digits(given.words(f"{end}-{part}" if end else part)) for part in DATE_PARTS]
    if not any(typed):
        return None
    day, month, year = typed
    if not (_DAY_OR_MONTH.fullmatch(day) and _DAY_OR_MONTH.fullmatch(month) and _YEAR.fullmatch(year)):
        raise BadAnswer(BAD_DATE, end)
    try:
        return date(int(year), int(month), int(day))
    except ValueError as fault:
        raise BadAnswer(BAD_DATE, end) from fault


def _day_words(name: str, answer: str) -> dict[str, list[str]]:
    year, month, day = answer.split("-")
    return {f"{name}-day": [str(int(day))], f"{name}-month": [str(int(month))], f"{name}-year": [year]}
