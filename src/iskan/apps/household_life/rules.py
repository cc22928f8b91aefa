"""Who records and settles what happened to a household, and when that takes two."""

from iskan.apps.cases.rules import can_judge_changes
from iskan.core.household_life import LifeEventKind
from iskan.foundation.scope import Scope
from iskan.policy.household_life import TAKES_TWO


def can_settle_events(scope: Scope) -> bool:
    """Say whether the viewer may decide what a change in a household means."""
    return can_judge_changes(scope)


def can_record_events(scope: Scope) -> bool:
    """Say whether the viewer may record a change in a household by hand: whoever may settle one."""
    return can_judge_changes(scope)


def takes_two_to_settle(scope: Scope, kind: LifeEventKind, recorded_by: int | None) -> bool:
    """Say whether the viewer settles an event only together with a second official.

    It takes two where their word takes away what keeps a home from being given. It does, too, where they recorded the
    event themselves: the category of a household decides which home it may have, and nobody both says what happened and
    judges alone what it means.
    """
    return kind in TAKES_TWO or (recorded_by is not None and recorded_by == scope.user_id)
