"""Who looks into anomalies."""

from iskan.foundation.scope import Duty, Scope


def can_look_into_anomalies(scope: Scope) -> bool:
    """Say whether the viewer reads and closes anomalies: an auditor, who does nothing of what they are about."""
    return scope.may(Duty.AUDIT)
