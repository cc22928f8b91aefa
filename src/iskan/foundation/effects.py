"""How a lower app tells a higher one: a lifecycle declares effects, the higher app registers who carries them out."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from iskan.core.effects import Call, Effect

_calls: dict[str, "CallHandler"] = {}
_kinds: dict[type, "KindHandler"] = {}


class CallHandler(Protocol):
    """What is called by name after a transition. It runs in the transition's own transaction."""

    def __call__(self, *, case_id: int, actor_id: int | None, at: datetime) -> None: ...


class KindHandler(Protocol):
    """What carries out all effects of one type, such as the issue of a document."""

    def __call__(self, effect: Any, /, *, case_id: int, actor_id: int | None, at: datetime) -> None: ...


class UnknownEffect(LookupError):
    """A lifecycle names an effect nobody registered."""


def effect(name: str) -> Callable[[CallHandler], CallHandler]:
    """Register a function as the effect of that name; a second one under the same name is a fault."""

    def register(function: CallHandler) -> CallHandler:
        if name in _calls:
            message = f"the effect {name!r} is registered twice"
            raise RuntimeError(message)
        _calls[name] = function
        return function

    return register


def carries_out(kind: type[Effect]) -> Callable[[KindHandler], KindHandler]:
    """Register a function as the one that carries out effects of a type."""

    def register(function: KindHandler) -> KindHandler:
        if kind in _kinds:
            message = f"effects of type {kind.__name__} are carried out twice"
            raise RuntimeError(message)
        _kinds[kind] = function
        return function

    return register


def is_known(effect: Effect) -> bool:
    """Say whether somebody carries out an effect."""
    return effect.name in _calls if isinstance(effect, Call) else type(effect) in _kinds


def carry_out(effect: Effect, *, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Carry out an effect a transition declares, or raise `UnknownEffect`."""
    if isinstance(effect, Call):
        run(effect.name, case_id=case_id, actor_id=actor_id, at=at)
        return
    handler = _kinds.get(type(effect))
    if handler is None:
        raise UnknownEffect(type(effect).__name__)
    handler(effect, case_id=case_id, actor_id=actor_id, at=at)


def names() -> frozenset[str]:
    """Return the names of all effects registered."""
    return frozenset(_calls)


def run(name: str, *, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Run an effect by its name, or raise `UnknownEffect`."""
    if name not in _calls:
        raise UnknownEffect(name)
    _calls[name](case_id=case_id, actor_id=actor_id, at=at)
