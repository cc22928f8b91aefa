"""Figures of the law in words: a value with what it counts or measures, never a bare number or a code."""

from typing import Any

from iskan.core.counted import Noun, counted, money_text
from iskan.core.dated import Dated
from iskan.core.money import Money
from iskan.core.text import NO, YES, Text, listed, same

_WRITTEN = {"True": YES, "False": NO}


def figure_text(figure: Dated[Any], value: Any) -> Text:
    """Write a value of a figure: ``3 سنوات``, ``900 دينار شهريًا``, ``100 م²``, ``نعم``; words by their names."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, str):
        names = dict(figure.names)
        return listed(names.get(word, same(word)) for word in value.split()) if names else same(value)
    return _measured(figure.unit, value)


def figure_text_as_kept(figure: Dated[Any], kept: str) -> Text:
    """Write a value as an assessment keeps it, in characters."""
    if kept in _WRITTEN:
        return _WRITTEN[kept]
    digits = kept.replace(",", "")
    if figure.unit is None or not digits.replace(".", "", 1).isdecimal():
        return figure_text(figure, kept)
    return _measured(figure.unit, Money.bhd(digits) if figure.is_money else int(digits))


def unit_name(figure: Dated[Any]) -> Text | None:
    """Name the unit beside a field to be filled in."""
    match figure.unit:
        case Noun() as noun:
            return Text(ar=noun.hundred, en=noun.en_many)
        case Text() as pattern:
            number = Text(ar="دينار", en="BHD") if figure.is_money else Text(ar="", en="")
            named = pattern.format(number=number)
            return Text(ar=named.ar.strip(), en=named.en.strip())
    return None


def _measured(unit: Noun | Text | None, value: Any) -> Text:
    if isinstance(unit, Noun):
        return counted(value, unit)
    number = money_text(value) if isinstance(value, Money) else same(f"{value:,}")
    return unit.format(number=number) if unit else number
