"""Who prepares, recommends and approves a distribution, who follows offers, and who reads."""

from iskan.apps.accounts.queries import department_id
from iskan.foundation.acts import may_agree, may_begin
from iskan.foundation.scope import Duty, Scope
from iskan.policy.acts import APPROVE_DISTRIBUTION
from iskan.policy.departments import HOUSING_REQUESTS


def can_read_distributions(scope: Scope) -> bool:
    """Say whether the viewer reads distributions and offers: auditors, and officials of the list's department."""
    return scope.sees_all_departments or (scope.may(Duty.READ) and _is_of_department(scope))


def can_prepare_distributions(scope: Scope) -> bool:
    """Say whether the viewer prepares distributions and recommends them."""
    return may_begin(scope, APPROVE_DISTRIBUTION) and _is_of_department(scope)


def can_approve_distributions(scope: Scope) -> bool:
    """Say whether the viewer gives the second official's approval."""
    return may_agree(scope, APPROVE_DISTRIBUTION) and _is_of_department(scope)


def can_call_off_distributions(scope: Scope) -> bool:
    """Say whether the viewer calls a distribution off before it is approved."""
    return can_prepare_distributions(scope) or can_approve_distributions(scope)


def can_follow_offers(scope: Scope) -> bool:
    """Say whether the viewer moves offers on: sends them, issues contracts, hands over keys."""
    return scope.is_system or (scope.may(Duty.WORK) and _is_of_department(scope))


def _is_of_department(scope: Scope) -> bool:
    return department_id(HOUSING_REQUESTS.code) in scope.department_ids
