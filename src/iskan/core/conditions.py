"""Conditions a declaration can state and a record can keep: plain values, never code."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Is:
    """An answer or fact is one of the values; of a list, at least one item is.

    ``group.part`` reads a part of each row of a repeated group.
    """

    key: str
    values: tuple[str | bool | int, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


Condition = Is | AllOf | AnyOf | Not


def when(key: str, *values: str | bool | int) -> Is:
    """State that an answer or fact is one of the values; without values, that it is yes."""
    return Is(key, values or (True,))


def holds(condition: Condition | None, context: Mapping[str, object]) -> bool:
    """Say whether a condition holds over answers and facts; what is absent fulfils nothing, ``None`` always holds."""
    match condition:
        case None:
            return True
        case Is(key, values):
            value = _value(key, context)
            return any(item in values for item in value) if isinstance(value, list) else value in values
        case AllOf(parts):
            return all(holds(part, context) for part in parts)
        case AnyOf(parts):
            return any(holds(part, context) for part in parts)
        case _:
            return not holds(condition.part, context)


def _value(key: str, context: Mapping[str, object]) -> object:
    if key in context:
        return context[key]
    group, _, part = key.partition(".")
    rows = context.get(group)
    return [row.get(part) for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else None
