"""Settling what awaits a second official once its case is decided without them."""

from datetime import datetime

from iskan.apps.cases.enums import EventKind, ExceptionStatus, Overtaking
from iskan.apps.cases.models import Case, CaseEvent, ExceptionEntry
from iskan.apps.cases.queries.exceptions import outlives_grant
from iskan.apps.notifications.operations import tell
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import Scope
from iskan.policy.messages import (
    EXCEPTION_OVERTAKEN,
    EXCEPTION_OVERTAKEN_BODY,
    OVERTAKEN_WORDS,
    RECOMMENDATION_OVERTAKEN,
    RECOMMENDATION_OVERTAKEN_BODY,
)


def close_overtaken(*, case: Case, by: Overtaking, scope: Scope, at: datetime) -> int:
    """Close a case's proposed exceptions that can move nothing any more, and tell who proposed them.

    What may still be settled once a case is granted goes on awaiting its second official. Return how many were closed.
    """
    waiting = case.exceptions.select_for_update(of=("self",)).filter(status=ExceptionStatus.PROPOSED).order_by("pk")
    closed = [entry for entry in waiting if by != Overtaking.GRANTED or not outlives_grant(case, entry)]
    for entry in closed:
        _close(entry, case, by, scope, at)
    return len(closed)


def tell_recommender(*, case: Case, stage: Text, at: datetime) -> None:
    """Tell whoever recommended an answer that the case ended without a decision on it."""
    standing = case.decisions.filter(replaced_at__isnull=True, outcome="").first()
    if standing is None or standing.recommended_by_id is None:
        return
    words: dict[str, Text | str] = {"reference": case.reference, "stage": stage}
    tell(
        user_id=standing.recommended_by_id, event=f"recommendation:{standing.pk}:overtaken",
        subject=RECOMMENDATION_OVERTAKEN.format(**words), body=RECOMMENDATION_OVERTAKEN_BODY.format(**words),
        case_reference=case.reference, at=at,
    )  # fmt: skip


def _close(entry: ExceptionEntry, case: Case, by: Overtaking, scope: Scope, at: datetime) -> None:
    entry.status, entry.overtaken_by, entry.second_at = ExceptionStatus.OVERTAKEN, by, at
    entry.save(update_fields=["status", "overtaken_by", "second_at"])
    CaseEvent.objects.create(
        case=case, kind=EventKind.EXCEPTION, code="exception_overtaken", actor_id=scope.user_id,
        detail={"exception": entry.pk, "criterion": entry.criterion, "ground": entry.ground, "by": by.value},
        public=False, at=at,
    )  # fmt: skip
    audit.record(
        scope=scope, action="exception.overtaken", subject_kind=audit.CASE, subject=case.reference, at=at,
        entry=entry.pk, by=by.value,
    )  # fmt: skip
    words: dict[str, Text | str] = {"reference": case.reference, "why": OVERTAKEN_WORDS[by.value]}
    tell(
        user_id=entry.decided_by_id, event=f"exception:{entry.pk}:overtaken",
        subject=EXCEPTION_OVERTAKEN.format(**words), body=EXCEPTION_OVERTAKEN_BODY.format(**words),
        case_reference=case.reference, at=at,
    )  # fmt: skip
