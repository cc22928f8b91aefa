"""Refusing a figure no law could hold, and a first day before its instrument or far beyond today."""

from datetime import date
from typing import Any

from iskan.core.dated import Dated
from iskan.core.days import years_after
from iskan.core.money import Money
from iskan.core.refusal import Refusal
from iskan.core.text import Text, listed
from iskan.policy.parameters.bounds import BOUNDS, YEARS_AHEAD, earliest_day


class FigureOutOfBounds(Refusal):
    """The value lies where no value of this figure can."""

    text = Text(
        ar="هذه القيمة بين {least} و{most}؛ ترجى مراجعة ما أُدخل.",
        en="This figure lies between {least} and {most}; check it.",
    )
    field = "value"


class FirstDayOutOfBounds(Refusal):
    """The figure would hold from before there was an instrument, or from a day nobody can mean."""

    text = Text(
        ar="أول يوم لنفاذ هذه القيمة بين {first} و{last}؛ ترجى مراجعة التاريخ.",
        en="The first day of this figure lies between {first} and {last}; check the date.",
    )
    field = "first_day"


class NotAChoice(Refusal):
    """The value is none of those the figure can have."""

    text = Text(ar="اختر إحدى القيم الآتية: {choices}.", en="Choose one of these values: {choices}.")
    field = "value"


class PastDayUnexplained(Refusal):
    """The figure would hold from a day that has passed, and nobody says why."""

    text = Text(
        ar="أول يوم لنفاذ القيمة مضى؛ بيّن سبب سريانها بأثر رجعي.",
        en="The first day has passed: say why the figure is to hold from then.",
    )
    field = "past_reason"


def takes_several(figure: Dated[Any]) -> bool:
    """Say whether a figure of coded values holds several of them at once."""
    return any(isinstance(version.value, str) and " " in version.value for version in figure.versions)


def require_choice(figure: Dated[Any], value: Any) -> None:
    """Refuse a coded value that is none of the figure's own.

    Raises:
        NotAChoice.
    """
    if not figure.names:
        return
    codes, chosen = dict(figure.names), str(value).split()
    if not chosen or not set(chosen) <= set(codes) or (len(chosen) > 1 and not takes_several(figure)):
        raise NotAChoice(choices=listed(codes.values()))


def require_bounds(figure: Dated[Any], value: Any, first_day: date, *, today: date) -> None:
    """Hold a figure to its bounds, and its first day to its instrument's and the years ahead.

    Raises:
        NotAChoice, FigureOutOfBounds, FirstDayOutOfBounds.
    """
    require_choice(figure, value)
    bounds = BOUNDS.get(figure.code)
    if bounds is None and isinstance(value, int | Money) and not isinstance(value, bool):
        raise LookupError(figure.code)
    if bounds is not None and not bounds.hold(value):
        raise FigureOutOfBounds(least=f"{bounds.least:,}", most=f"{bounds.most:,}")
    first, last = earliest_day(figure), years_after(today, YEARS_AHEAD)
    if not first <= first_day <= last:
        raise FirstDayOutOfBounds(first=first.isoformat(), last=last.isoformat())
