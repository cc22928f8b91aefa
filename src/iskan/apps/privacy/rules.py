"""Who oversees the processing of personal data."""

from iskan.foundation.scope import Duty, Scope


def can_oversee_privacy(scope: Scope) -> bool:
    """Say whether the viewer follows what is processed and erased: whoever audits, as guardian of the data too."""
    return scope.may(Duty.AUDIT)
