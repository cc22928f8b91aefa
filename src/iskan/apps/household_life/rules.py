"""Who settles what happened to a household."""

from iskan.foundation.scope import Duty, Scope


def can_settle_events(scope: Scope) -> bool:
    """Say whether the viewer may decide what a change in a household means: whoever judges cases."""
    return scope.may(Duty.REVIEW) or scope.may(Duty.DECIDE)
