"""A figure's value as JSON: whole numbers as they are, money in fils, shares as text."""

from typing import Any

from iskan.core.dated import Dated
from iskan.core.money import Money


class NotAFigureValue(ValueError):
    """The value does not fit the figure's kind."""


def keep_value(value: Any) -> Any:
    """Return a figure's value as JSON."""
    return {"fils": value.fils} if isinstance(value, Money) else value


def read_value(figure: Dated[Any], kept: Any) -> Any:
    """Return a kept value as the figure's own kind, told by its shipped versions.

    Raises:
        NotAFigureValue: the value is of another kind.
    """
    value = Money(kept["fils"]) if isinstance(kept, dict) else kept
    kinds = {type(version.value) for version in figure.versions if version.value is not None}
    if kinds and type(value) not in kinds:
        raise NotAFigureValue(figure.code)
    return value
