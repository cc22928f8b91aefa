"""Who conducts draws; for whom somebody speaks in one, the register of parties says."""

from datetime import datetime, timedelta

from django.conf import settings

from iskan.foundation.acts import may_agree, may_begin
from iskan.foundation.scope import Duty, Scope
from iskan.policy.acts import CHANGE_PARTY


def can_conduct_draws(scope: Scope) -> bool:
    """Say whether the viewer freezes, announces, runs and cancels draws."""
    return scope.is_system or scope.may(Duty.SETTLE)


def can_name_parties(scope: Scope) -> bool:
    """Say whether the viewer proposes who speaks for a party; whoever conducts draws does not."""
    return may_begin(scope, CHANGE_PARTY)


def can_settle_parties(scope: Scope) -> bool:
    """Say whether the viewer is of those who agree to it, or the console of the machine itself."""
    return scope.is_system or may_agree(scope, CHANGE_PARTY)


def can_follow_draws(scope: Scope) -> bool:
    """Say whether the viewer sees draws before they are announced."""
    return scope.is_official


def leaves_notice(draws_at: datetime, at: datetime) -> bool:
    """Say whether a draw of that hour may still be announced as long ahead as the public is owed."""
    return at + timedelta(hours=settings.ISKAN_DRAW_NOTICE_HOURS) <= draws_at
