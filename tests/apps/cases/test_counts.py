"""Counts on the tabs: scoped, capped, in one statement however many tabs; and what waits for a register."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.cast import Cast
from tests.factories.filed import inserted_case

from iskan.apps.cases.queries import counts
from iskan.apps.cases.queries.counts import tab_counts
from iskan.foundation.scope import Role, Scope

STAGES = ("awaiting_review", "in_review")


def test_each_tab_counts_what_the_viewer_sees(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    inserted_case(1, cast.requests, assignee=cast.reviewer)
    inserted_case(2, cast.requests, stage="in_review")
    inserted_case(3, cast.finance)
    with django_assert_num_queries(1):
        seen = tab_counts(cast.scope("reviewer"), STAGES)
    assert seen == {"mine": 1, "free": 1, "all": 2, "awaiting_review": 1, "in_review": 1}
    assert tab_counts(cast.scope("auditor"), STAGES)["all"] == 3


def test_a_count_ends_where_nobody_reads_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "MOST_COUNTED", 2)
    for number in range(4):
        inserted_case(number, cast.requests)
    assert tab_counts(cast.scope("supervisor"), ())["all"] == 2


def test_an_official_of_no_department_has_nothing_to_count(cast: Cast) -> None:
    nowhere = Scope(user_id=cast.reviewer.pk, roles=frozenset({Role.REVIEWER}))
    assert set(tab_counts(nowhere, STAGES).values()) == {0}
