"""Who may do what to the stock. It names no person: every official may read it."""

from collections.abc import Callable, Collection

from iskan.foundation.scope import Duty, Scope

HoldsUnits = Callable[[Collection[str]], frozenset[str]]
GivenToOwn = Callable[[Scope, Collection[str]], bool]
_holders: list[HoldsUnits] = []
_given: list[GivenToOwn] = []


def can_read_stock(scope: Scope) -> bool:
    """Say whether the viewer reads the stock as officials do."""
    return scope.is_official or scope.is_system


def can_keep_stock(scope: Scope) -> bool:
    """Say whether the viewer keeps the stock: projects, progress, gates, imports, states before a unit is given."""
    return scope.is_system or scope.may(Duty.SUPERVISE)


def holds_units(holder: HoldsUnits) -> HoldsUnits:
    """Register what holds units: an app above returns, of some codes, those that may not move by themselves."""
    _holders.append(holder)
    return holder


def held_among(codes: Collection[str]) -> frozenset[str]:
    """Return which of the units an offer, a draw or another app holds."""
    return frozenset().union(*(holder(codes) for holder in _holders))


def knows_own_homes(given: GivenToOwn) -> GivenToOwn:
    """Register what says of an official whether some of the units were given to their own household."""
    _given.append(given)
    return given


def are_given_to_own(scope: Scope, codes: Collection[str]) -> bool:
    """Say whether some of the units were given to the official's own household."""
    return any(given(scope, codes) for given in _given)
