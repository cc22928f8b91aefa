"""What must have happened before a move: who answers for each kind of need registers here."""

from collections.abc import Callable, Iterator
from typing import Protocol

from iskan.apps.cases.models import Case
from iskan.apps.catalogue.proof import proves
from iskan.core.catalogue import Service
from iskan.core.lifecycle import Need, Transition
from iskan.core.text import Text


class NeedCheck(Protocol):
    """Say in words what a case still lacks; nothing once the need is fulfilled."""

    def __call__(self, case: Case, service: Service, /) -> Text | None: ...


class UnknownNeed(LookupError):
    """A lifecycle names a need nobody answers for."""


_checks: dict[Need, NeedCheck] = {}


def answers_for(need: Need) -> Callable[[NeedCheck], NeedCheck]:
    """Register a function as the one that answers for a need; a second one is a fault."""

    def register(function: NeedCheck) -> NeedCheck:
        if need in _checks:
            message = f"the need {need!r} is answered for twice"
            raise RuntimeError(message)
        _checks[need] = function
        return function

    return register


def lacking(case: Case, service: Service, transition: Transition) -> Text | None:
    """Return the first thing a move still waits for, in words; nothing where it may be made."""
    for need in transition.needs:
        if need not in _checks:
            raise UnknownNeed(need)
        if words := _checks[need](case, service):
            return words
    return None


@proves
def _unknown_needs(service: Service) -> Iterator[str]:
    for transition in service.lifecycle.transitions:
        for need in transition.needs:
            if need not in _checks:
                yield f"nobody answers for {need.value!r}, which {transition.code!r} needs"
