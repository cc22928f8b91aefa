"""Lines of documents that other apps supply: each registers a function under the name a service's document gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from iskan.core.text import Text

_suppliers: dict[str, "Supplier"] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppliedValue:
    """What another app states in a line of a document; under its own label where the document's does not fit."""

    value: Text
    label: Text | None = None


class Supplier(Protocol):
    """Returns what a line of a case's document states: once, several times, or not at all."""

    def __call__(self, *, case_reference: str, at: datetime) -> Sequence[SuppliedValue]: ...


class UnknownLines(LookupError):
    """Nobody supplies lines under that name."""


def document_lines(name: str) -> Callable[[Supplier], Supplier]:
    """Register a function as the supplier of lines of that name; a second one under the same name is a fault."""

    def register(supplier: Supplier) -> Supplier:
        if name in _suppliers:
            message = f"the lines {name!r} are supplied twice"
            raise RuntimeError(message)
        _suppliers[name] = supplier
        return supplier

    return register


def is_supplied(name: str) -> bool:
    """Say whether somebody supplies lines of that name."""
    return name in _suppliers


def supplied_lines(name: str, *, case_reference: str, at: datetime) -> Sequence[SuppliedValue]:
    """Return the lines of a name for a case, or raise `UnknownLines`."""
    if name not in _suppliers:
        raise UnknownLines(name)
    return _suppliers[name](case_reference=case_reference, at=at)
