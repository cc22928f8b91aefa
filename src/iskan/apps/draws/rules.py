"""Who conducts draws; for whom somebody speaks in one, the register of parties says."""

from iskan.foundation.scope import Duty, Scope


def can_conduct_draws(scope: Scope) -> bool:
    """Say whether the viewer freezes, announces, runs and cancels draws."""
    return scope.is_system or scope.may(Duty.SETTLE)


def can_name_parties(scope: Scope) -> bool:
    """Say whether the viewer names who speaks for a party; whoever conducts draws does not."""
    return scope.may(Duty.ADMINISTER)


def can_follow_draws(scope: Scope) -> bool:
    """Say whether the viewer sees draws before they are announced."""
    return scope.is_official
