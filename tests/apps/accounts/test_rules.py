"""Each rule, over the whole cast: whoever is not named may not."""

from collections.abc import Callable

import pytest
from tests.factories.cast import Cast

from iskan.apps.accounts import rules
from iskan.foundation.scope import Scope

EVERYONE = (
    "anonymous", "system", "head", "delegate", "stranger",
    "reviewer", "second_reviewer", "approver", "supervisor", "auditor", "administrator", "outsider",
)  # fmt: skip
MAY = {
    rules.is_citizen: {"head", "delegate", "stranger"},
    rules.can_review: {"reviewer", "second_reviewer", "supervisor", "outsider"},
    rules.can_approve: {"approver"},
    rules.can_supervise: {"supervisor"},
    rules.can_work_cases: {"reviewer", "second_reviewer", "approver", "supervisor", "outsider"},
    rules.can_read_cases: {"reviewer", "second_reviewer", "approver", "supervisor", "outsider", "auditor"},
    rules.can_read_audit: {"auditor"},
    rules.can_administer: {"administrator"},
    rules.can_publish_figures: {"administrator", "supervisor"},
}


@pytest.mark.parametrize(("rule", "may"), MAY.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_rule_lets_these_and_nobody_else(cast: Cast, rule: Callable[[Scope], bool], may: set[str]) -> None:
    assert {role for role in EVERYONE if rule(cast.scope(role))} == may


def test_acts_for_oneself_and_ones_principal_alone(cast: Cast) -> None:
    assert {role for role in EVERYONE if rules.acts_for(cast.scope(role), cast.head.pk)} == {"head", "delegate"}
