"""What a proposed change of law or calendar would touch: told by the apps above that know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, ParamSpec

from iskan.core.dated import Dated, FigureBook, Version
from iskan.core.text import Text

P = ParamSpec("P")
Touched = tuple[Text, Text | str]


class Touches(Generic[P]):
    """What asks every app that registered what a change would touch."""

    def __init__(self) -> None:
        self._tellers: list[Callable[P, Sequence[Touched]]] = []

    def told_by(self, teller: Callable[P, Sequence[Touched]]) -> Callable[P, Sequence[Touched]]:
        """Register who tells."""
        self._tellers.append(teller)
        return teller

    def of(self, *args: P.args, **kwargs: P.kwargs) -> tuple[Touched, ...]:
        """Return all that is told, as labels and values."""
        return tuple(line for tell in self._tellers for line in tell(*args, **kwargs))


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure as it stands, and as it would stand with a version more."""

    figure: Dated[Any]
    before: FigureBook
    after: FigureBook
    first_day: date
    today: date

    @property
    def begins(self) -> date:
        """The day from which anything changes: the first day, or today where that has passed."""
        return max(self.first_day, self.today)


def change_by(figure: Dated[Any], version: Version[object], book: FigureBook, today: date) -> FigureChange:
    """Return what a version would change in a book of figures."""
    after = FigureBook({**book.published, figure.code: (*book.published.get(figure.code, ()), version)})
    return FigureChange(figure, book, after, version.first_day, today)


# Days that become working days, or days off.
touched_by_days: Touches[[Sequence[date]]] = Touches()
# A figure that gets a new version.
touched_by_figure: Touches[[FigureChange]] = Touches()
