"""What follows an act of two officials: every auditor is told where the table of acts says so."""

from datetime import datetime

from iskan.apps.accounts.queries import officials_with
from iskan.apps.agreements.events import act_agreed
from iskan.apps.notifications.operations import tell
from iskan.core.acts import JointAct, Told
from iskan.foundation.scope import Role
from iskan.policy.messages import ACT_CARRIED_OUT, ACT_CARRIED_OUT_BODY


@act_agreed.followed_by
def tell_auditors(act: JointAct, proposed_id: int, subject: str, at: datetime) -> None:  # noqa: ARG001 -- the event's shape
    """Tell each auditor what was carried out, and under which number they find it."""
    if Told.AUDITORS not in act.told:
        return
    body = ACT_CARRIED_OUT_BODY.format(act=act.name, number=str(proposed_id))
    for user_id in officials_with(Role.AUDITOR):
        tell(user_id=user_id, event=f"act:{proposed_id}", subject=ACT_CARRIED_OUT, body=body, at=at)
