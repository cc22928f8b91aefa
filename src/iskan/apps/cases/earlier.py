"""What the apps know of a case that a later one may be about: each registers the fact it supplies."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from iskan.apps.catalogue.proof import proves
from iskan.core.catalogue import Service
from iskan.core.eligibility import Fact
from iskan.policy import registry

Supplier = Callable[[Collection[int]], Mapping[int, Any]]
_suppliers: dict[str, Supplier] = {}


def supplies_of_case(fact: Fact) -> Callable[[Supplier], Supplier]:
    """Register a function as what tells a fact of cases by their ids; a second one for the same fact is an error."""

    def register(function: Supplier) -> Supplier:
        if fact.code in _suppliers:
            message = f"the fact {fact.code!r} of a case is supplied twice"
            raise RuntimeError(message)
        _suppliers[fact.code] = function
        return function

    return register


def known_of_cases(fact: str, case_ids: Collection[int]) -> Mapping[int, Any]:
    """Return the values of a fact by the ids of the cases it is known of."""
    return _suppliers[fact](case_ids)


@proves
def _unknown_facts_of_cases(service: Service) -> Iterator[str]:
    for code in service.about.facts if service.about else ():
        if code not in registry.facts() or code not in _suppliers:
            yield f"the fact {code!r} of the earlier case is supplied by no app"
