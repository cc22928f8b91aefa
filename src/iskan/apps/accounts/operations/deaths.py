"""What follows for an account when its owner has died, or was recorded as dead by mistake."""

from datetime import date, datetime

from iskan.apps.accounts.models import User
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM


def note_death(*, cpr: str, on: date, at: datetime) -> None:
    """Note that a citizen has died: what is written to them stays to be read, and nothing is sent any more."""
    user_ids = User.objects.filter(cpr=cpr, died_on=None).values_list("pk", flat=True)
    for user_id in tuple(user_ids):
        User.objects.filter(pk=user_id).update(died_on=on)
        audit.record(scope=SYSTEM, action="account.death", subject_kind="account", subject=str(user_id), at=at)


def withdraw_death(*, cpr: str, at: datetime) -> None:
    """Note that a citizen recorded as dead by mistake lives: they are written to again."""
    for user_id in tuple(User.objects.filter(cpr=cpr, died_on__isnull=False).values_list("pk", flat=True)):
        User.objects.filter(pk=user_id).update(died_on=None)
        audit.record(
            scope=SYSTEM, action="account.death_withdrawn", subject_kind="account", subject=str(user_id), at=at
        )
