"""What the ministry's own apps know of a person: each registers the fact it supplies."""

from collections.abc import Callable

from iskan.core.catalogue import Audience, Service
from iskan.core.conditions import keys_of
from iskan.core.eligibility import Fact
from iskan.core.openings import OpeningState, opening_state
from iskan.foundation.scope import Scope

Supplier = Callable[[Scope], bool]
_suppliers: dict[str, Supplier] = {}


def supplies(fact: Fact) -> Callable[[Supplier], Supplier]:
    """Register a function as what tells a fact of whoever is reading; a second one for the same fact is an error."""

    def register(function: Supplier) -> Supplier:
        if fact.code in _suppliers:
            message = f"the fact {fact.code!r} is supplied twice"
            raise RuntimeError(message)
        _suppliers[fact.code] = function
        return function

    return register


def is_supplied(code: str) -> bool:
    """Say whether an app supplies a fact."""
    return code in _suppliers


def is_for_applicants(service: Service) -> bool:
    """Say whether a service is for those who can apply here: whoever has an account to apply with is a citizen."""
    return Audience.CITIZEN in service.audiences


def openings_for(scope: Scope, services: tuple[Service, ...]) -> dict[str, OpeningState]:
    """Return for each service, by code, whether it is open to a signed-in citizen; to a visitor nothing is known."""
    named = {code for service in services for opening in service.opens_when for code in keys_of(opening.condition)}
    known = {code: _suppliers[code](scope) for code in sorted(named) if code in _suppliers} if scope.cpr else {}
    return {service.code: opening_state(service, known) for service in services}
