"""Whether a service is open to a person: what bars them in words, and what would have to be known first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from iskan.core.catalogue import Service
from iskan.core.conditions import holds, keys_of
from iskan.core.text import Text


@dataclass(frozen=True, slots=True)
class OpeningState:
    """What keeps a service from being open: ``closed`` says why it is not, ``unknown`` names facts not known yet."""

    closed: tuple[Text, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return not self.closed and not self.unknown


def opening_state(service: Service, facts: Mapping[str, Any]) -> OpeningState:
    """Return whether a service is open on the facts known of a person."""
    unknown = {opening: frozenset(keys_of(opening.condition)) - facts.keys() for opening in service.opens_when}
    closed = tuple(o.because for o in service.opens_when if not unknown[o] and not holds(o.condition, facts))
    return OpeningState(closed, tuple(sorted({code for codes in unknown.values() for code in codes})))
