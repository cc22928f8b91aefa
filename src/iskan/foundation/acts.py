"""Who carries out an act two officials agreed on: the app it belongs to registers a handler under the act's code."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from iskan.core.acts import JointAct
from iskan.core.text import Text
from iskan.foundation.scope import Scope

Terms = Mapping[str, Any]
Preparation = Callable[[Scope, str, datetime], None]
SubjectsSeen = Callable[[Scope], tuple[str, Mapping[str, Any]]]
_handlers: dict[str, "ActHandler"] = {}
_preparations: dict[str, Preparation] = {}
_modules: list[str] = []
_narrowed: dict[str, "SubjectsSeen"] = {}


class ActHandler(Protocol):
    """What an app knows of an act; every method may raise a refusal or `OutOfScope`."""

    act: JointAct

    def may_see(self, *, scope: Scope, subject: str) -> bool:
        """Say whether an official who takes part in such acts, or audits them, may see what this one is about."""

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:
        """Refuse an official whose own record it is: they begin it not, agree to it not, and decline it not."""

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


def narrows_acts(*acts: JointAct, by: SubjectsSeen) -> None:
    """Register which subjects of acts a viewer sees, where not all: SQL of our own on the row ``a``, and its values.

    It says of many rows at once what the acts' handlers say of one, and is there without loading them.
    """
    _narrowed.update(dict.fromkeys((act.code for act in acts), by))


def acts_narrowed() -> Mapping[str, SubjectsSeen]:
    """Return by the code of each act which subjects a viewer sees, where not all."""
    return _narrowed


def carries_out_act(handler: ActHandler) -> None:
    """Register the handler of an act; a second one is a fault."""
    if handler.act.code in _handlers:
        message = f"the act {handler.act.code!r} is carried out twice"
        raise RuntimeError(message)
    _handlers[handler.act.code] = handler


def prepares_act(act: JointAct) -> Callable[[Preparation], Preparation]:
    """Register what is done before the transaction of either official opens, as to ask a register.

    It is handed the official and the subject, and does nothing where it is not theirs to act on.
    """

    def register(function: Preparation) -> Preparation:
        _preparations[act.code] = function
        return function

    return register


def prepare_act(code: str, *, scope: Scope, subject: str, at: datetime) -> None:
    """Do what an act needs before the transaction in which an official takes part in it."""
    handlers()
    if code in _preparations:
        _preparations[code](scope, subject, at)


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
