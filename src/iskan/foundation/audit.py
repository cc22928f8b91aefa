"""The audit trail: every change, and every reading of a person's file, adds a line in the same transaction."""

from datetime import datetime
from typing import Any

from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import Scope


def record(*, scope: Scope, action: str, subject_kind: str, subject: str, at: datetime, **detail: Any) -> None:
    """Add a line. ``subject`` is a reference or an internal id, never a name; ``detail`` holds no personal values."""
    AuditEntry.objects.create(
        at=at,
        actor_id=scope.user_id,
        actor_role=_role(scope),
        action=action,
        subject_kind=subject_kind,
        subject=subject,
        detail=detail,
    )


def _role(scope: Scope) -> str:
    if scope.user_id is None:
        return "system"
    return ",".join(sorted(scope.roles))[:20] if scope.roles else "citizen"
