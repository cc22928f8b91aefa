"""How a lower app tells a higher one: a lifecycle names an effect, the higher app registers who answers to it."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

_effects: dict[str, "Effect"] = {}


class Effect(Protocol):
    """What follows a transition. It runs in the transition's own transaction."""

    def __call__(self, *, case_id: int, actor_id: int | None, at: datetime) -> None: ...


class UnknownEffect(LookupError):
    """A lifecycle names an effect nobody registered."""


def effect(name: str) -> Callable[[Effect], Effect]:
    """Register a function as the effect of that name; a second one under the same name is a fault."""

    def register(function: Effect) -> Effect:
        if name in _effects:
            message = f"the effect {name!r} is registered twice"
            raise RuntimeError(message)
        _effects[name] = function
        return function

    return register


def names() -> frozenset[str]:
    """Return the names of all effects registered."""
    return frozenset(_effects)


def run(name: str, *, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Run an effect by its name, or raise `UnknownEffect`."""
    if name not in _effects:
        raise UnknownEffect(name)
    _effects[name](case_id=case_id, actor_id=actor_id, at=at)
