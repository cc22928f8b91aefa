"""What may happen to somebody of the synthetic population, at whichever register it is told by its name."""

import importlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from iskan.integrations import registers as folders
from iskan.integrations.discovery import register, registers
from iskan.integrations.simulators.answers import answer_of
from iskan.integrations.synthetic.life import NothingHappens, happen
from iskan.integrations.synthetic.population import Population, Unknown

Happening = Callable[..., Any]


@cache
def happenings() -> Mapping[str, tuple[str, Happening]]:
    """Return what each register's simulator lets happen, by its name: the register, and how its answer changes."""
    return MappingProxyType({name: (code, change) for code in registers() for name, change in _declared(code).items()})


def _declared(code: str) -> Mapping[str, Happening]:
    found: Mapping[str, Happening] = getattr(
        importlib.import_module(f"{folders.__name__}.{code}.simulator"), "HAPPENINGS", {}
    )
    return found


def let_happen_somewhere(population: Population, told: Mapping[str, Any], *, at: datetime) -> None:
    """Let something happen to a person, in the population itself or at the register that is told of it.

    Raises:
        NothingHappens.
    """
    found = happenings().get(str(told.get("what")))
    if found is None:
        happen(population, told, at=at)
        return
    code, change = found
    words = {word: value for word, value in told.items() if word not in {"what", "cpr"}}
    try:
        cpr = told["cpr"]
        (lookup,) = register(code).lookups
        population.tell_otherwise(code, cpr, change(answer_of(code, lookup.service, population, cpr), **words), at=at)
    except (KeyError, TypeError, ValueError, ArithmeticError, Unknown, StopIteration) as error:
        raise NothingHappens(str(error)) from error
