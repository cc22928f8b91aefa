"""Who conducts draws; for whom somebody speaks in one, the register of parties says."""

from iskan.foundation.scope import Role, Scope


def can_conduct_draws(scope: Scope) -> bool:
    """Say whether the viewer freezes, announces, runs and cancels draws."""
    return scope.has(Role.SUPERVISOR, Role.APPROVER) and not scope.has(Role.AUDITOR)


def can_name_parties(scope: Scope) -> bool:
    """Say whether the viewer names who speaks for a party; whoever conducts draws does not."""
    return scope.has(Role.ADMINISTRATOR)


def can_follow_draws(scope: Scope) -> bool:
    """Say whether the viewer sees draws before they are announced."""
    return scope.is_official
