"""What is judged again after the grant, and what of it stands for which condition of filing."""

import pytest

from iskan.policy import registry
from iskan.policy.criteria.incomes import AT_NOMINATION
from iskan.policy.judged_again import AT_FILING, NAMES, JudgedAt, criteria_at, criteria_later

SERVICE = registry.services()["new_housing_application"]


@pytest.mark.parametrize("programme", list(AT_NOMINATION))
def test_all_that_was_judged_at_filing_is_judged_at_the_nomination_but_the_age(programme: str) -> None:
    at_filing = {criterion.code for criterion in SERVICE.criteria_for(programme)}
    later = {AT_FILING.get(criterion.code, criterion.code) for criterion in
             criteria_at(JudgedAt.NOMINATION, SERVICE, programme)}  # fmt: skip
    assert at_filing - later == {"age"}
    assert later <= at_filing


@pytest.mark.parametrize("step", [JudgedAt.ALLOCATION, JudgedAt.CONTRACT])
def test_until_the_home_is_given_property_alone_is_judged(step: JudgedAt) -> None:
    assert [criterion.code for criterion in criteria_at(step, SERVICE, "unit")] == ["property"]


def test_what_may_be_excepted_later_stands_once_and_only_where_a_home_may_follow() -> None:
    codes = [criterion.code for criterion in criteria_later(SERVICE, "unit")]
    assert len(codes) == len(set(codes))
    assert {"property", "income_unit_at_nomination"} <= set(codes)
    assert criteria_later(SERVICE, "none") == ()
    assert set(NAMES) == set(JudgedAt)
