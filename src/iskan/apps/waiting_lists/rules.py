"""Who tries policies, cancels applications on the lists, calls households and reminds them."""

from iskan.foundation.acts import may_agree, may_begin
from iskan.foundation.scope import Duty, Scope
from iskan.policy.acts import CANCEL_APPLICATION


def can_try_policy(scope: Scope) -> bool:
    """Say whether the viewer starts policy trials; an auditor changes nothing."""
    return scope.may(Duty.SUPERVISE)


def can_read_trials(scope: Scope) -> bool:
    """Say whether the viewer reads policy trials."""
    return scope.may(Duty.OVERSEE)


def can_propose_cancellation(scope: Scope) -> bool:
    """Say whether the viewer proposes to cancel an application."""
    return may_begin(scope, CANCEL_APPLICATION)


def can_decide_cancellation(scope: Scope) -> bool:
    """Say whether the viewer gives the second official's decision on a cancellation."""
    return may_agree(scope, CANCEL_APPLICATION)


def can_call(scope: Scope) -> bool:
    """Say whether the viewer opens a waiting household's telephone number; an auditor calls nobody."""
    return scope.may(Duty.WORK)


def can_remind(scope: Scope) -> bool:
    """Say whether the viewer has many households reminded at once."""
    return scope.may(Duty.SUPERVISE)
