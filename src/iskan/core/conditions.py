"""Conditions a declaration can state and a record can keep: plain values, never code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any


@dataclass(frozen=True, slots=True)
class Is:
    """An answer or fact is one of the values; of a list, at least one item is.

    ``group.part`` reads a part of each row of a repeated group, or of an answer made of several parts.
    """

    key: str
    values: tuple[str | bool | int, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """An answer or fact is a number not below another: a number, or what stands under another key."""

    key: str
    than: int | str


@dataclass(frozen=True, slots=True)
class AtMost:
    """An answer or fact is a number not above another: a number, or what stands under another key."""

    key: str
    than: int | str


@dataclass(frozen=True, slots=True)
class Before:
    """An answer or fact is an earlier day than another: a day, or what stands under another key."""

    key: str
    than: date | str


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


Comparison = AtLeast | AtMost | Before
Condition = Is | AtLeast | AtMost | Before | AllOf | AnyOf | Not


def when(key: str, *values: str | bool | int) -> Is:
    """State that an answer or fact is one of the values; without values, that it is yes."""
    return Is(key, values or (True,))


def holds(condition: Condition | None, context: Mapping[str, object]) -> bool:
    """Say whether a condition holds over answers and facts; what is absent fulfils nothing, ``None`` always holds."""
    match condition:
        case None:
            return True
        case Is(key, values):
            return any(item in values for item in _items(key, context))
        case AtLeast() | AtMost() | Before():
            return _compares(condition, context)
        case AllOf(parts):
            return all(holds(part, context) for part in parts)
        case AnyOf(parts):
            return any(holds(part, context) for part in parts)
        case _:
            return not holds(condition.part, context)


def keys_of(condition: Condition | None) -> Iterator[str]:
    """Yield the keys of the answers and facts a condition reads."""
    match condition:
        case Is(key, _):
            yield key
        case AtLeast(key, than) | AtMost(key, than) | Before(key, than):
            yield key
            if isinstance(than, str):
                yield than
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from keys_of(part)
        case None:
            return
        case _:
            yield from keys_of(condition.part)


def is_known(key: str, context: Mapping[str, object]) -> bool:
    """Say whether anything stands under a key."""
    return any(item is not None for item in _items(key, context))


def _compares(condition: Comparison, context: Mapping[str, object]) -> bool:
    read = _day if isinstance(condition, Before) else _number
    than = condition.than
    limits = _items(than, context) if isinstance(than, str) else [than]
    return any(
        _holds_between(condition, one, limit)
        for one in map(read, _items(condition.key, context))
        for limit in map(read, limits)
        if one is not None and limit is not None
    )


def _holds_between(condition: Comparison, one: Any, limit: Any) -> bool:
    match condition:
        case AtLeast():
            return bool(one >= limit)
        case AtMost():
            return bool(one <= limit)
        case _:
            return bool(one < limit)


def _number(value: object) -> Decimal | None:
    """Read a number as answers and facts keep it: whole, or with a fraction as text."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _items(key: str, context: Mapping[str, object]) -> list[object]:
    """Return what stands under a key: the items of a list, or the one value."""
    value = _value(key, context)
    return value if isinstance(value, list) else [value]


def _value(key: str, context: Mapping[str, object]) -> object:
    if key in context:
        return context[key]
    group, _, part = key.partition(".")
    whole = context.get(group)
    if isinstance(whole, Mapping):
        return whole.get(part)
    return [row.get(part) for row in whole if isinstance(row, Mapping)] if isinstance(whole, list) else None
