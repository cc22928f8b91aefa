"""Settling what awaits a second official on an application that leaves its list."""

from datetime import datetime

from iskan.apps.cases.enums import Overtaking
from iskan.apps.cases.operations.overtaking import close_overtaken
from iskan.apps.notifications.operations import tell
from iskan.apps.waiting_lists.enums import CancellationOutcome
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM
from iskan.policy.cancellation import LEFT_BEHIND, OVERTAKEN_BODY, OVERTAKEN_SUBJECT


def settle_proposals(*, entry: WaitingListEntry, at: datetime) -> None:
    """Close what was proposed on an application that has left its list, and tell who proposed it."""
    close_overtaken(case=entry.case, by=Overtaking.LEFT_LIST, scope=SYSTEM, at=at)
    found = entry.cancellations.select_for_update().filter(outcome="").first()
    if found is None:
        return
    found.outcome, found.decided_at = CancellationOutcome.OVERTAKEN, at
    found.save(update_fields=["outcome", "decided_at"])
    audit.record(
        scope=SYSTEM, action="cancellation.overtaken", subject_kind=audit.CASE, subject=entry.reference, at=at,
        cancellation=found.pk, ground=found.ground,
    )  # fmt: skip
    words: dict[str, Text | str] = {"reference": entry.reference, "why": LEFT_BEHIND}
    tell(
        user_id=found.proposed_by_id, event=f"cancellation:{found.pk}:overtaken",
        subject=OVERTAKEN_SUBJECT.format(**words), body=OVERTAKEN_BODY.format(**words),
        case_reference=entry.reference, at=at,
    )  # fmt: skip
