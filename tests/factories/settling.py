"""What two officials settle of what happened to a household."""

from datetime import datetime

from tests.factories.cast import Cast

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act, propose_act
from iskan.policy.acts import SETTLE_CHANGE


def propose_settling(
    cast: Cast, event_id: int, reason: str, at: datetime, role: str = "reviewer", **terms: str | bool
) -> ProposedAct:
    scope, subject = cast.scope(role), str(event_id)
    return propose_act(scope=scope, act=SETTLE_CHANGE, subject=subject, terms=terms, reason=reason, at=at)


def settle_by_two(cast: Cast, event_id: int, reason: str, at: datetime) -> None:
    """Settle as a reviewer proposes and an approver agrees."""
    proposed = propose_settling(cast, event_id, reason, at)
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed.pk, at=at)
