"""What a proposed change of law or calendar would touch: told by the apps above that know."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, ParamSpec

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


# Days that become working days, or days off.
touched_by_days: Touches[[Sequence[date]]] = Touches()
