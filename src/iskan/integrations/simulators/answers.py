"""What each simulated register answers over the synthetic population, found in the register's folder."""

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from iskan.integrations import registers as folders
from iskan.integrations.discovery import register
from iskan.integrations.synthetic.population import Population

Answer = Callable[[Population, str], Any]


class NotSimulated(LookupError):
    """A register's simulator does not answer exactly the services it is asked under."""


@cache
def answers_of(code: str) -> Mapping[str, Answer]:
    """Return the answer to each service of a register.

    Raises:
        NotSimulated: a service has no answer, or an answer belongs to no service.
    """
    known = register(code)
    answers: Mapping[str, Answer] = importlib.import_module(f"{folders.__name__}.{code}.simulator").ANSWERS
    if set(answers) != {lookup.service for lookup in known.lookups}:
        raise NotSimulated(code)
    return answers


def answer_of(code: str, service: str, population: Population, cpr: str) -> Any:
    """Return what a register answers about one person under a service, whatever it was told of them since it was made.

    Raises:
        Unknown: nobody has that number.
    """
    return population.told_otherwise(code, cpr, lambda: answers_of(code)[service](population, cpr))


def records_about(code: str, population: Population, cpr: str) -> tuple[Any, ...]:
    """Return what a register would answer about one person, as asking it would."""
    said = ((lookup, answer_of(code, lookup.service, population, cpr)) for lookup in register(code).lookups)
    return tuple(record for lookup, answer in said for record in (answer if lookup.is_list else (answer,)))
