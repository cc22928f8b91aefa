"""How records of other bodies are written as JSON and read back: whole, or not at all."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from cattrs import BaseValidationError, Converter

from iskan.core.money import Money

R = TypeVar("R")


class UnreadableRecord(ValueError):
    """A register's answer does not have the shape agreed with it."""


def encode(record: object) -> Any:
    """Return a record as plain JSON values: days in ISO form, money as whole fils, areas as text."""
    return _CONVERTER.unstructure(record)


def decode(kind: type[R], document: object) -> R:
    """Read a record from plain JSON values; unknown fields are left aside and never kept.

    Raises:
        UnreadableRecord: a field is absent or is not of its type.
    """
    try:
        return _CONVERTER.structure(document, kind)
    except (BaseValidationError, ValueError, TypeError, KeyError, ArithmeticError) as error:
        # The cause is cut off because its text may quote a person's data.
        raise UnreadableRecord(f"not a {kind.__name__}: {type(error).__name__}") from None


def decode_all(kind: type[R], documents: object) -> tuple[R, ...]:
    """Read a list of records, or raise `UnreadableRecord`."""
    if not isinstance(documents, list):
        raise UnreadableRecord(f"not a list of {kind.__name__}")
    return tuple(decode(kind, document) for document in documents)


def _exactly(kind: type[R]) -> Any:
    def check(value: object, _: object) -> R:
        if type(value) is not kind:
            raise TypeError(kind.__name__)
        return value

    return check


def _day(value: object, _: object) -> date:
    if not isinstance(value, str):
        raise TypeError("date")
    return date.fromisoformat(value)


def _area(value: object, _: object) -> Decimal:
    if not isinstance(value, str):
        raise TypeError("area")
    return Decimal(value)


def _money(value: object, _: object) -> Money:
    if type(value) is not int:
        raise TypeError("fils")
    return Money(value)


def _converter() -> Converter:
    converter = Converter(unstruct_collection_overrides={tuple: list})
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(StrEnum, lambda value, choice: choice(value))
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(Decimal, _area)
    converter.register_structure_hook(Money, _money)
    converter.register_unstructure_hook(StrEnum, lambda choice: choice.value)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_unstructure_hook(Money, lambda money: money.fils)
    return converter


_CONVERTER = _converter()
