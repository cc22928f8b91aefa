"""Facts as JSON, read strictly and written back to the same values; assessments as JSON for every channel."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Any

from iskan.core.eligibility import Assessment, Fact, FactKind, FactUse, FactValue, FigureUse, Finding
from iskan.core.money import Money, NotAnAmount
from iskan.core.refusal import Refusal
from iskan.core.text import Text, has_control_characters, listed, tidy

MOST_ROWS = 100
LONGEST_TEXT = 200
LONGEST_NUMBER = 30
EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 12, 31)
BAHRAIN = timezone(timedelta(hours=3))
_PARTS = frozenset({"value", "source", "at"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

NOT_JSON = Text(ar="الملف ليس بصيغة JSON سليمة: {why}", en="The file is not sound JSON: {why}")
NOT_AN_OBJECT = Text(
    ar="المطلوب كائن JSON يربط رمز كل حقيقة بقيمتها.", en="A JSON object of fact codes and values is needed."
)
KEY_TWICE = Text(ar="المفتاح مكرر: {key}", en="The key appears twice: {key}")
UNKNOWN_FACT = Text(ar="لا تسأل هذه الخدمة عن حقيقة بهذا الرمز.", en="The service asks for no fact of this code.")
UNKNOWN_PART = Text(ar="لا يوجد جزء بهذا الاسم هنا.", en="There is no part of this name here.")
PART_MISSING = Text(ar="هذا الجزء مطلوب.", en="This part is required.")
NOT_YES_NO = Text(ar="القيمة true أو false.", en="The value is true or false.")
NOT_WHOLE = Text(ar="القيمة عدد صحيح من {low} إلى {high}.", en="The value is a whole number from {low} to {high}.")
NOT_DECIMAL = Text(ar="القيمة عدد من {low} إلى {high}.", en="The value is a number from {low} to {high}.")
NOT_MONEY = Text(
    ar="القيمة مبلغ بالدينار غير سالب، مثل 900 أو 850.500.",
    en="The value is an amount in dinars, not negative, such as 900 or 850.500.",
)
NOT_A_DAY = Text(ar="القيمة تاريخ صحيح بصيغة YYYY-MM-DD.", en="The value is a real date written YYYY-MM-DD.")
IN_FUTURE = Text(ar="التاريخ بعد يوم التقييم {on}.", en="The date lies after the day judged, {on}.")
TOO_LATE = Text(ar="التاريخ بعد {last}.", en="The date lies after {last}.")
TOO_EARLY = Text(ar="التاريخ قبل {first}.", en="The date lies before {first}.")
NOT_A_CHOICE = Text(ar="القيمة إحدى: {codes}", en="The value is one of: {codes}")
NOT_TEXT = Text(ar="القيمة نص لا يتجاوز 200 حرف.", en="The value is text of at most 200 characters.")
NOT_ROWS = Text(ar="القيمة قائمة كائنات لا تتجاوز 100.", en="The value is a list of at most 100 objects.")
BAD_SOURCE = Text(ar="المصدر نص أو كائن فيه ar وen.", en="The source is text, or an object of ar and en.")
BAD_AT = Text(ar="الوقت بصيغة ISO 8601.", en="The time is written as in ISO 8601.")


class BadFacts(Refusal):
    """The facts cannot be read; every fault stands under the key it concerns, the empty key for all of them."""

    text = Text(ar="بعض الحقائق غير صحيحة.", en="Some facts cannot be read.")

    def __init__(self, faults: Mapping[str, Text]) -> None:
        super().__init__()
        self._faults = dict(faults)

    @property
    def faults(self) -> Mapping[str, Text]:
        return self._faults

    def __str__(self) -> str:
        return "; ".join(f"{key}: {text.en}" for key, text in self._faults.items())


class _Wrong(ValueError):
    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def read_document(written: str) -> Any:
    """Read a JSON document without losing a decimal or a repeated key.

    Raises:
        BadFacts: it is not JSON, or holds a key twice.
    """
    try:
        return json.loads(written, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_unrepeated)
    except _Wrong as wrong:
        raise BadFacts({"": wrong.text}) from wrong
    except (ValueError, RecursionError) as fault:
        raise BadFacts({"": NOT_JSON.format(why=str(fault))}) from fault


def _refuse_constant(constant: str) -> None:
    raise ValueError(constant)


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Wrong(KEY_TWICE.format(key=key))
        found[key] = value
    return found


def read_facts(facts: Iterable[Fact], given: object, *, on: date, source: Text) -> dict[str, FactValue]:
    """Read facts given as plain values, or as objects of ``value``, ``source`` and ``at``; null means not known.

    Raises:
        BadFacts: a code is unknown, a value does not fit its fact, or no law can be judged on that day.
    """
    if not isinstance(given, Mapping):
        raise BadFacts({"": NOT_AN_OBJECT})
    if (wrong := _bounds_fault(on)) is not None:
        raise BadFacts({"on": wrong})
    known = {fact.code: fact for fact in facts}
    faults: dict[str, Text] = {}
    read: dict[str, FactValue] = {}
    for code, written in given.items():
        if code not in known:
            faults[str(code)] = UNKNOWN_FACT
            continue
        value = _read_one(known[code], written, on, source, faults)
        if value.value is not None:
            read[code] = value
    if faults:
        raise BadFacts(faults)
    return read


def _read_one(fact: Fact, written: Any, on: date, source: Text, faults: dict[str, Text]) -> FactValue:
    if not isinstance(written, Mapping):
        return FactValue(value=_read_part(fact, written, on, fact.code, faults), source=source)
    value = _read_part(fact, written.get("value"), on, fact.code, faults)
    faults.update({f"{fact.code}.{part}": UNKNOWN_PART for part in written if part not in _PARTS})
    said, at = source, None
    try:
        said, at = _read_source(written.get("source"), source), _read_at(written.get("at"))
    except _Wrong as wrong:
        faults[fact.code] = wrong.text
    return FactValue(value=value, source=said, at=at)


def _read_part(fact: Fact, written: Any, on: date, path: str, faults: dict[str, Text]) -> Any:
    if written is None:
        return None
    if fact.kind is FactKind.RECORDS:
        return _read_rows(fact, written, on, path, faults)
    try:
        value = _READERS[fact.kind](fact, written)
        if fact.kind is FactKind.DATE:
            _check_day(fact, value, on)
    except _Wrong as wrong:
        faults[path] = wrong.text
        return None
    return value


def _read_rows(fact: Fact, written: Any, on: date, path: str, faults: dict[str, Text]) -> list[dict[str, Any]]:
    if not isinstance(written, list) or len(written) > MOST_ROWS or not all(isinstance(r, Mapping) for r in written):
        faults[path] = NOT_ROWS
        return []
    return [_read_row(fact, row, on, f"{path}[{number}]", faults) for number, row in enumerate(written)]


def _read_row(fact: Fact, row: Mapping[str, Any], on: date, path: str, faults: dict[str, Text]) -> dict[str, Any]:
    known = {part.code for part in fact.fields}
    faults.update({f"{path}.{part}": UNKNOWN_PART for part in row if part not in known})
    read: dict[str, Any] = {}
    for part in fact.fields:
        where = f"{path}.{part.code}"
        value = _read_part(part, row.get(part.code), on, where, faults)
        if value is not None:
            read[part.code] = value
        elif not part.optional and where not in faults:
            faults[where] = PART_MISSING
        earlier = read.get(part.not_before or "")
        if value is not None and earlier is not None and value < earlier:
            faults[where] = TOO_EARLY.format(first=earlier.isoformat())
    return read


def _read_source(written: Any, default: Text) -> Text:
    match written:
        case None:
            return default
        case str():
            return Text(ar=_words(written), en=_words(written))
        case {"ar": str() as ar, "en": str() as en}:
            return Text(ar=_words(ar), en=_words(en))
    raise _Wrong(BAD_SOURCE)


def _read_at(written: Any) -> datetime | None:
    if written is None:
        return None
    try:
        at = datetime.fromisoformat(written)
    except (TypeError, ValueError) as fault:
        raise _Wrong(BAD_AT) from fault
    return at if at.tzinfo else at.replace(tzinfo=BAHRAIN)


def _words(written: str) -> str:
    if has_control_characters(written) or len(written) > LONGEST_TEXT:
        raise _Wrong(NOT_TEXT)
    return tidy(written)


def _read_yes_no(_: Fact, written: Any) -> bool:
    if not isinstance(written, bool):
        raise _Wrong(NOT_YES_NO)
    return written


def _read_whole(fact: Fact, written: Any) -> int:
    if type(written) is not int or not fact.minimum <= written <= fact.maximum:
        raise _Wrong(NOT_WHOLE.format(low=f"{fact.minimum:,}", high=f"{fact.maximum:,}"))
    return written


def _read_decimal(fact: Fact, written: Any) -> Decimal:
    try:
        number = Decimal(str(written)) if isinstance(written, int | float | str | Decimal) else Decimal("NaN")
        fits = not isinstance(written, bool) and fact.minimum <= number <= fact.maximum
        fits = fits and len(str(number)) <= LONGEST_NUMBER
    except InvalidOperation:
        fits = False
    if not fits:
        raise _Wrong(NOT_DECIMAL.format(low=f"{fact.minimum:,}", high=f"{fact.maximum:,}"))
    return number


def _read_money(_: Fact, written: Any) -> Money:
    if isinstance(written, bool) or not isinstance(written, int | float | str | Decimal):
        raise _Wrong(NOT_MONEY)
    try:
        amount = Money.bhd(f"{written:f}" if isinstance(written, Decimal) else str(written))
    except NotAnAmount as fault:
        raise _Wrong(NOT_MONEY) from fault
    if amount < Money(0):
        raise _Wrong(NOT_MONEY)
    return amount


def _read_date(_: Fact, written: Any) -> date:
    try:
        if not isinstance(written, str) or not _DAY.fullmatch(written):
            raise _Wrong(NOT_A_DAY)
        return date.fromisoformat(written)
    except ValueError as fault:
        raise _Wrong(NOT_A_DAY) from fault


def _check_day(fact: Fact, day: date, on: date) -> None:
    if (wrong := _bounds_fault(day)) is not None:
        raise _Wrong(wrong)
    if fact.past and day > on:
        raise _Wrong(IN_FUTURE.format(on=on.isoformat()))


def _bounds_fault(day: date) -> Text | None:
    if day < EARLIEST:
        return TOO_EARLY.format(first=EARLIEST.isoformat())
    return TOO_LATE.format(last=LATEST.isoformat()) if day > LATEST else None


def _read_choice(fact: Fact, written: Any) -> str:
    code = str(written) if type(written) is int else written
    codes = [code for code, _ in fact.choices]
    if code not in codes:
        raise _Wrong(NOT_A_CHOICE.format(codes=listed(codes)))
    return str(code)


def _read_text(_: Fact, written: Any) -> str:
    if not isinstance(written, str):
        raise _Wrong(NOT_TEXT)
    return _words(written)


_READERS: dict[FactKind, Callable[[Fact, Any], Any]] = {
    FactKind.YES_NO: _read_yes_no,
    FactKind.WHOLE: _read_whole,
    FactKind.DECIMAL: _read_decimal,
    FactKind.MONEY: _read_money,
    FactKind.DATE: _read_date,
    FactKind.CHOICE: _read_choice,
    FactKind.TEXT: _read_text,
}


def fact_from_json(fact: Fact, kept: Any) -> Any:
    """Return the value of a fact kept as JSON, or raise `BadFacts`."""
    faults: dict[str, Text] = {}
    value = _read_part(fact, kept, date.max, fact.code, faults)
    if faults:
        raise BadFacts(faults)
    return value


def fact_to_json(value: Any) -> Any:
    """Return a fact's value as JSON, in the form `read_facts` reads."""
    kind = type(value)
    if kind in _WRITTEN_AS_THEY_ARE:
        return value
    if (writer := _WRITERS.get(kind)) is not None:
        return writer(value)
    if isinstance(value, list | tuple):
        return [fact_to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: fact_to_json(item) for key, item in value.items()}
    return value


def _words_json(text: Text) -> dict[str, str]:
    return {"ar": text.ar, "en": text.en}


_WRITTEN_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
_WRITERS: dict[type, Callable[[Any], Any]] = {
    Money: lambda amount: str(amount).replace(",", ""),
    Decimal: str,
    date: date.isoformat,
    datetime: datetime.isoformat,
    Text: _words_json,
}


def assessment_json(assessment: Assessment) -> dict[str, Any]:
    """Return an assessment as JSON, the same on every channel."""
    return {
        "verdict": assessment.verdict.value,
        "on": assessment.on.isoformat(),
        "findings": [_finding_json(finding) for finding in assessment.findings],
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    source, remedy = finding.source, finding.remedy
    return {
        "criterion": finding.criterion,
        "label": _words_json(finding.label),
        "verdict": finding.verdict.value,
        "legal_basis": _words_json(finding.legal_basis),
        "value": _words_json(finding.value),
        "source": _words_json(source) if source else None,
        "remedy": _words_json(remedy) if remedy else None,
        "facts": [_fact_use_json(use) for use in finding.facts],
        "figures": [_figure_use_json(use) for use in finding.figures],
        "missing": list(finding.missing),
    }


def _fact_use_json(use: FactUse) -> dict[str, Any]:
    return {
        "code": use.code,
        "label": _words_json(use.label),
        "value": fact_to_json(use.value),
        "source": _words_json(use.source),
        "at": use.at.isoformat() if use.at else None,
    }


def _figure_use_json(use: FigureUse) -> dict[str, Any]:
    return {
        "code": use.code,
        "label": _words_json(use.label),
        "value": use.value,
        "first_day": use.first_day.isoformat(),
        "legal_basis": _words_json(use.basis),
    }


def fact_json(fact: Fact) -> dict[str, Any]:
    """Return what a fact is: its code, kind, words, choices and parts."""
    described: dict[str, Any] = {
        "code": fact.code,
        "kind": fact.kind.value,
        "label": fact_to_json(fact.label),
        "meaning": fact_to_json(fact.meaning),
    }
    if fact.choices:
        described["choices"] = {code: fact_to_json(words) for code, words in fact.choices}
    if fact.fields:
        described["fields"] = [{**fact_json(part), "optional": part.optional} for part in fact.fields]
    return described
