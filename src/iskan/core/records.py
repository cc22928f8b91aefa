"""How records of other bodies are written as JSON and read back: record by record, and the unreadable named."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from cattrs import BaseValidationError, Converter

from iskan.core.money import Money
from iskan.core.text import Text, has_control_characters

R = TypeVar("R")
FIRST_YEAR, LAST_YEAR = 1850, 2200
LONGEST_TEXT = 200
LARGEST: Final = 10**12
_VALUES: Final = (Money, Text)
_SHAPES: Final = {
    "cpr": re.compile("[0-9]{9}"),
    "nationality": re.compile("[A-Z]{2}"),
    "governorate": re.compile("BH-[0-9]{2}"),
    "name_ar": re.compile(r"\s*\S.*", re.DOTALL),
}


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read of an answer: the kind of record and the field at fault, never its value.

    ``answer`` is the kind of record the whole answer is of.
    """

    record: str
    field: str = ""
    answer: str = ""


Parts = tuple[tuple[R, ...], tuple[Unread, ...]]


def encode(record: object) -> Any:
    """Return a record as plain JSON values: days in ISO form, money as whole fils, areas as text."""
    return _CONVERTER.unstructure(record)


def read(kind: type[R], document: object) -> Parts[R]:
    """Read one record and what in it could not be read; unknown fields are left aside and never kept.

    A record with an unreadable field is no record; a record within it that it may lack, and each of a list of records
    within it, is read by itself.
    """
    if not isinstance(document, Mapping):
        return (), (Unread(kind.__name__),)
    values, broken, lost = _fields_of(kind, document)
    if broken:
        return (), (*broken, *lost)
    try:
        return (kind(**values),), lost
    except ValueError:
        return (), (Unread(kind.__name__), *lost)


def read_all(kind: type[R], documents: object) -> Parts[R]:
    """Read a list of records, each by itself."""
    if not isinstance(documents, list):
        return (), (Unread(kind.__name__),)
    parts = [read(kind, document) for document in documents]
    return tuple(one for some, _ in parts for one in some), tuple(one for _, some in parts for one in some)


def record_kinds(kind: type[Any]) -> tuple[type[Any], ...]:
    """Return a kind of record and all kinds within it."""
    within = (_record_in(hint) for hint in get_type_hints(kind).values())
    return (kind, *(deeper for inner in within if inner for deeper in record_kinds(inner)))


def _fields_of(
    kind: type[Any], document: Mapping[str, object]
) -> tuple[dict[str, Any], list[Unread], tuple[Unread, ...]]:
    """Return the readable fields, what makes the record unreadable, and what is lost of lists within it."""
    values: dict[str, Any] = {}
    broken: list[Unread] = []
    lost: tuple[Unread, ...] = ()
    hints = get_type_hints(kind)
    for field in fields(kind):
        if field.name not in document:
            broken += [] if _may_be_absent(field) else [Unread(kind.__name__, field.name)]
            continue
        hint, value = hints[field.name], document[field.name]
        inner = _record_in(hint)
        is_list = get_origin(hint) is tuple
        if inner and is_list and isinstance(value, list):
            values[field.name], some = read_all(inner, value)
            lost += some
        elif inner and not is_list and isinstance(value, Mapping):
            found, faults = read(inner, value)
            values[field.name] = found[0] if found else None
            may_lack = found or type(None) in get_args(hint)
            broken, lost = (broken, lost + faults) if may_lack else ([*broken, *faults], lost)
        else:
            broken += _plain(kind, field.name, hint, value, values)
    return values, broken, lost


def _plain(kind: type[Any], name: str, hint: Any, value: object, values: dict[str, Any]) -> list[Unread]:
    """Put a field that holds no record among the values, or tell that it cannot be read."""
    try:
        values[name] = _CONVERTER.structure(_hold_list(hint, value), hint)
        _hold_shape(name, values[name])
    except (BaseValidationError, ValueError, TypeError, KeyError, ArithmeticError):
        return [Unread(kind.__name__, name)]
    return []


def _hold_list(hint: Any, value: object) -> object:
    """Return a value as it came; whatever else can be walked through is no list."""
    if get_origin(hint) is tuple and not isinstance(value, list):
        raise TypeError("list")
    return value


def _may_be_absent(field: "Field[Any]") -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _hold_shape(name: str, value: object) -> None:
    """Raise where a number, code or name has not the form its field is known by."""
    shape = _SHAPES.get(re.sub(r"^(?:\w+_)?cprs?$", "cpr", name))
    for one in value if isinstance(value, tuple) else (value,):
        if shape and isinstance(one, str) and not shape.fullmatch(one):
            raise ValueError(name)


def _record_in(hint: Any) -> type[Any] | None:
    """Return the kind of record a field holds: one, a list of them, or none; words in two languages are no record."""
    inner = (one for one in (hint, *get_args(hint)) if isinstance(one, type) and is_dataclass(one))
    return next((one for one in inner if one not in _VALUES), None)


def _text(value: object, _: object) -> str:
    if type(value) is not str or len(value) > LONGEST_TEXT or has_control_characters(value):
        raise TypeError("text")
    return value


def _truth(value: object, _: object) -> bool:
    if type(value) is not bool:
        raise TypeError("bool")
    return value


def _number(value: object, _: object) -> int:
    if type(value) is not int or not -LARGEST < value < LARGEST:
        raise TypeError("number")
    return value


def _day(value: object, _: object) -> date:
    if not isinstance(value, str):
        raise TypeError("date")
    day = date.fromisoformat(value)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("date")
    return day


def _area(value: object, _: object) -> Decimal:
    if not isinstance(value, str):
        raise TypeError("area")
    area = Decimal(value)
    if not area.is_finite() or not 0 <= area < LARGEST:
        raise ValueError("area")
    return area


def _converter() -> Converter:
    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(int, _number)
    converter.register_structure_hook(StrEnum, lambda value, choice: choice(value))
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(Decimal, _area)
    converter.register_structure_hook(Money, lambda value, _: Money(_number(value, _)))
    converter.register_unstructure_hook(StrEnum, lambda choice: choice.value)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_unstructure_hook(Money, lambda money: money.fils)
    return converter


_CONVERTER = _converter()
