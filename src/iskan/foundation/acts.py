"""Who carries out an act two officials agreed on: the app it belongs to registers a handler under the act's code."""

import importlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from iskan.core.acts import JointAct
from iskan.core.text import Text
from iskan.foundation.scope import Scope

Terms = Mapping[str, Any]
_handlers: dict[str, "ActHandler"] = {}
_modules: list[str] = []


class ActHandler(Protocol):
    """What an app knows of an act; every method may raise a refusal or `OutOfScope`."""

    act: JointAct

    def may_see(self, *, scope: Scope, subject: str) -> bool:
        """Say whether an official who takes part in such acts, or audits them, may see what this one is about."""

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:
        """Refuse what could not be carried out as things stand, or not with this official as one of the two."""

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:
        """Do it, in the caller's transaction; ``scope`` is the second official's."""

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:
        """Return what would be done, as labels and values, for the second official to judge."""


class UnknownAct(LookupError):
    """No app carries out an act of this code."""


def acts_in(module: str) -> None:
    """Note a module that registers handlers. It is loaded when first asked for: operations bring large libraries."""
    _modules.append(module)


def carries_out_act(handler: ActHandler) -> None:
    """Register the handler of an act; a second one is a fault."""
    if handler.act.code in _handlers:
        message = f"the act {handler.act.code!r} is carried out twice"
        raise RuntimeError(message)
    _handlers[handler.act.code] = handler


def handler_of(code: str) -> ActHandler:
    """Return the handler of an act, or raise `UnknownAct`."""
    try:
        return handlers()[code]
    except KeyError as unknown:
        raise UnknownAct(code) from unknown


def handlers() -> Mapping[str, ActHandler]:
    """Return every handler by its act's code; the first call loads the modules that register them."""
    for module in _modules:
        importlib.import_module(module)
    return _handlers


def may_begin(scope: Scope, act: JointAct) -> bool:
    """Say whether the viewer may be the first of the two."""
    return act.may_begin(scope.roles)


def may_agree(scope: Scope, act: JointAct) -> bool:
    """Say whether the viewer's roles let them be the second of the two."""
    return act.may_agree(scope.roles)
