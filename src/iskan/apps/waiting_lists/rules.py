"""Who tries policies, and who cancels applications on the lists."""

from iskan.foundation.scope import Role, Scope


def can_try_policy(scope: Scope) -> bool:
    """Say whether the viewer starts policy trials; an auditor changes nothing."""
    return scope.has(Role.SUPERVISOR) and not scope.has(Role.AUDITOR)


def can_read_trials(scope: Scope) -> bool:
    """Say whether the viewer reads policy trials."""
    return scope.has(Role.SUPERVISOR, Role.AUDITOR)


def can_propose_cancellation(scope: Scope) -> bool:
    """Say whether the viewer proposes to cancel an application."""
    return scope.has(Role.REVIEWER, Role.APPROVER, Role.SUPERVISOR) and not scope.has(Role.AUDITOR)


def can_decide_cancellation(scope: Scope) -> bool:
    """Say whether the viewer gives the second official's decision on a cancellation."""
    return scope.has(Role.APPROVER, Role.SUPERVISOR) and not scope.has(Role.AUDITOR)
