"""Who looks after the proof of the trail."""

from iskan.foundation.scope import Duty, Scope


def can_close_alarms(scope: Scope) -> bool:
    """Say whether the viewer closes alarms of the trail: an auditor, who changes nothing the trail is about."""
    return scope.may(Duty.AUDIT)
