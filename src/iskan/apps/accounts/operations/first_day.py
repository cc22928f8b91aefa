"""What an official has done of the first-day tour."""

from datetime import datetime

from iskan.apps.accounts.models import FirstDayStep
from iskan.core.refusal import NotForThisRole
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.first_day import TOUR


def mark_step(*, scope: Scope, step: str, done: bool, at: datetime) -> None:
    """Mark a step of the tour as done by the viewer, or as not done after all.

    Raises:
        NotForThisRole: the viewer is no official. OutOfScope: there is no such step.
    """
    if not scope.is_official:
        raise NotForThisRole
    if step not in {one.code for one in TOUR}:
        raise OutOfScope(step)
    if done:
        FirstDayStep.objects.get_or_create({"done_at": at}, official_id=scope.acting_id, step=step)
    else:
        FirstDayStep.objects.filter(official_id=scope.acting_id, step=step).delete()


def steps_done(scope: Scope) -> dict[str, datetime]:
    """Return when the viewer did each step they have done."""
    return dict(FirstDayStep.objects.filter(official_id=scope.user_id).values_list("step", "done_at"))
