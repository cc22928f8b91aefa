"""Counts on the tabs: scoped, exact, in one statement however many tabs; and what waits for a register."""

from pytest_django import DjangoAssertNumQueries
from tests.factories.cast import AT, Cast
from tests.factories.filed import inserted_case

from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.counts import tab_counts
from iskan.foundation.scope import Role, Scope

STAGES = ("awaiting_review", "in_review")


def test_each_tab_counts_what_the_viewer_sees(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    inserted_case(1, cast.requests, assignee=cast.reviewer)
    inserted_case(2, cast.requests, stage="in_review")
    inserted_case(3, cast.finance)
    with django_assert_num_queries(1):
        seen = tab_counts(cast.scope("reviewer"), STAGES)
    assert seen == {
        "mine": 1, "elsewhere": 0, "decide": 0, "free": 1, "all": 2, "awaiting_review": 1, "in_review": 1,
    }  # fmt: skip
    assert tab_counts(cast.scope("auditor"), STAGES)["all"] == 3


def test_a_count_is_of_all_however_many(cast: Cast) -> None:
    Case.objects.bulk_create(
        Case(
            reference=f"N{number}", service_code=one.service_code, service_version_id=one.service_version_id,
            applicant_id=one.applicant_id, department=cast.requests, stage="in_review", stage_since=AT, created_at=AT,
            filed_at=AT, subject=str(number),
        )
        for one in [inserted_case(1, cast.requests)]
        for number in range(1_200)
    )  # fmt: skip
    assert tab_counts(cast.scope("supervisor"), STAGES) == {
        "mine": 0, "elsewhere": 0, "decide": 0, "free": 1_201, "all": 1_201, "awaiting_review": 1, "in_review": 1_200,
    }  # fmt: skip


def test_mine_are_those_the_viewer_can_act_on_and_the_others_are_counted_apart(cast: Cast) -> None:
    for number, stage in enumerate(("in_review", "awaiting_review", "awaiting_applicant", "awaiting_decision")):
        inserted_case(number, cast.requests, stage=stage, assignee=cast.reviewer)
    mine, decided = tab_counts(cast.scope("reviewer"), ()), tab_counts(cast.scope("approver"), ())
    assert (mine["mine"], mine["elsewhere"], mine["decide"]) == (2, 2, 0)
    assert (decided["mine"], decided["elsewhere"], decided["decide"]) == (0, 0, 1)


def test_a_sealed_case_is_counted_for_its_readers_alone(cast: Cast) -> None:
    inserted_case(1, cast.requests, sealed_at=AT, sealed_readers=[cast.approver.pk])
    assert tab_counts(cast.scope("reviewer"), ())["all"] == 0
    assert tab_counts(cast.scope("approver"), ())["all"] == 1


def test_an_official_of_no_department_has_nothing_to_count(cast: Cast) -> None:
    nowhere = Scope(user_id=cast.reviewer.pk, roles=frozenset({Role.REVIEWER}))
    assert set(tab_counts(nowhere, STAGES).values()) == {0}
