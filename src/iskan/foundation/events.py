"""How a lower app tells higher ones what happened: it declares an event, they register what follows."""

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Event(Generic[P]):
    """Something that happened in an app; what follows runs in the same transaction, in the order of registration."""

    def __init__(self) -> None:
        self._followers: list[Callable[P, None]] = []

    def followed_by(self, function: Callable[P, None]) -> Callable[P, None]:
        """Register what follows."""
        self._followers.append(function)
        return function

    def happened(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Run everything registered; a failure of one is a failure of what happened."""
        for follow in self._followers:
            follow(*args, **kwargs)
