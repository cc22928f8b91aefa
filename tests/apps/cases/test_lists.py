"""Lists: scoped, filtered, paged by keyset, and as dear at three rows as at one."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.cast import Cast
from tests.factories.filed import inserted_case

from iskan.apps.cases.queries import lists
from iskan.apps.cases.queries.lists import (
    BadCursor,
    WorklistFilter,
    alarm_counts,
    cases_of,
    load_by_assignee,
    stage_counts,
    worklist,
)
from iskan.apps.cases.queries.search import find
from iskan.core.promises import Alarm


@pytest.mark.parametrize("rows", [1, 3])
def test_a_worklist_costs_one_query_however_long(
    cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        inserted_case(number, cast.requests, assignee=cast.reviewer)
    scope = cast.scope("reviewer")
    worklist(scope, WorklistFilter())
    with django_assert_num_queries(1):
        assert len(worklist(scope, WorklistFilter()).lines) == rows


@pytest.mark.parametrize("sort", ["due", "newest", "oldest"])
def test_pages_follow_one_another_without_gap_or_overlap(
    cast: Cast, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PAGE", 2)
    for number in (3, 1, 2, 0, 4):
        inserted_case(number, cast.requests)
    scope, wanted = cast.scope("reviewer"), WorklistFilter(sort=sort)
    seen, cursor = [], ""
    while True:
        page = worklist(scope, wanted, cursor)
        seen += [line.due_on.day for line in page.lines if line.due_on]
        if not (cursor := page.next_cursor):
            break
    assert seen == sorted(seen, reverse=sort == "newest")
    assert len(seen) == 5


def test_a_forged_cursor_is_refused_by_name(cast: Cast) -> None:
    with pytest.raises(BadCursor):
        worklist(cast.scope("reviewer"), WorklistFilter(), "nonsense")


def test_filters_narrow_the_list(cast: Cast) -> None:
    mine = inserted_case(1, cast.requests, assignee=cast.reviewer, alarm=Alarm.BREACHED)
    free = inserted_case(2, cast.requests, stage="in_review", governorate="BH-15")
    elsewhere = inserted_case(3, cast.finance)
    scope = cast.scope("reviewer")

    def found(**wanted: object) -> list[str]:
        return [line.reference for line in worklist(scope, WorklistFilter(**wanted)).lines]  # type: ignore[arg-type]  # the test's own table

    assert found() == [mine.reference, free.reference]
    assert found(assignee="me") == found(alarm=100) == found(assignee=str(cast.reviewer.pk)) == [mine.reference]
    assert found(assignee="nobody") == found(stage="in_review") == found(governorate="BH-15") == [free.reference]
    assert found(programme="plot") == found(service="update_contact_details") == []
    assert elsewhere.reference in [
        line.reference for line in worklist(cast.scope("auditor"), WorklistFilter(department_id=cast.finance.pk)).lines
    ]


@pytest.mark.parametrize("typed", ["900101007", "٩٠٠١٠١٠٠٧", "فاطمه احمد", "فاطِمة"])
def test_a_case_is_found_by_number_and_by_any_spelling_of_the_name(cast: Cast, typed: str) -> None:
    other = inserted_case(6, cast.requests)
    wanted = inserted_case(7, cast.requests, name="فاطمة أحمد")
    found = [line.reference for line in find(cast.scope("reviewer"), typed).cases]
    assert found == [wanted.reference]
    assert other.reference not in found


def test_a_case_is_found_by_its_reference_however_typed(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    typed = case.reference.lower().replace("-", " ")
    assert [line.reference for line in find(cast.scope("reviewer"), typed).cases] == [case.reference]
    assert find(cast.scope("outsider"), typed).cases == ()


def test_a_citizen_sees_their_own_and_their_principals_cases(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    case.applicant = cast.head
    case.save()
    assert [line.reference for line in cases_of(cast.scope("head"))] == [case.reference]
    assert [line.reference for line in cases_of(cast.scope("delegate"))] == [case.reference]
    assert cases_of(cast.scope("stranger")) == ()
    assert cases_of(cast.scope("anonymous")) == ()


def test_the_overview_counts_open_cases_alone(cast: Cast) -> None:
    inserted_case(1, cast.requests, assignee=cast.reviewer, alarm=Alarm.BREACHED)
    inserted_case(2, cast.requests, assignee=cast.reviewer, stage="in_review")
    closed = inserted_case(3, cast.requests, stage="approved")
    closed.closed_at = closed.filed_at
    closed.save()
    scope = cast.scope("supervisor")
    assert stage_counts(scope) == {"awaiting_review": 1, "in_review": 1}
    assert alarm_counts(scope)[Alarm.BREACHED] == 1
    assert [(held, late) for _name, held, late in load_by_assignee(scope)] == [(2, 1)]
