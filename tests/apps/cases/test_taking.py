"""The next case: the most urgent that is ready, begun in one act, never the same for two, never one's own."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.filed import inserted_case

from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case, CaseEvent, Decision
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.operations.taking import take_next
from iskan.apps.cases.queries.lists import next_held
from iskan.core.refusal import NotForThisRole
from iskan.foundation import clock
from iskan.foundation.scope import Scope


def recommended(case: Case, by: object) -> Case:
    Decision.objects.create(
        case=case, recommendation=Outcome.REFUSED, recommended_by=by, recommended_at=AT, findings=[],
        recommendation_reason="x",
    )  # fmt: skip
    return case


def test_the_most_urgent_ready_case_is_taken_and_its_review_begun(cast: Cast) -> None:
    inserted_case(9, cast.requests)
    inserted_case(1, cast.requests, stage="awaiting_applicant")
    inserted_case(2, cast.requests, stage="submitted")
    inserted_case(3, cast.requests, assignee=cast.second_reviewer)
    inserted_case(4, cast.finance)
    urgent = inserted_case(5, cast.requests)

    case = take_next(scope=cast.scope("reviewer"), at=clock.now())

    assert case is not None
    urgent.refresh_from_db()
    assert (case.pk, urgent.assignee, urgent.stage) == (urgent.pk, cast.reviewer, "in_review")
    assert list(CaseEvent.objects.filter(case=urgent).order_by("pk").values_list("code", flat=True)) == [
        "claimed", "begin_review",
    ]  # fmt: skip


def test_a_case_under_review_that_was_given_back_is_taken_as_it_stands(cast: Cast) -> None:
    case = inserted_case(1, cast.requests, stage="in_review")
    take_next(scope=cast.scope("reviewer"), at=clock.now())
    assert list(CaseEvent.objects.filter(case=case).values_list("code", flat=True)) == ["claimed"]


def test_where_nothing_waits_nothing_is_taken(cast: Cast) -> None:
    assert take_next(scope=cast.scope("reviewer"), at=clock.now()) is None


@pytest.mark.parametrize("role", ["supervisor", "auditor", "administrator"])
def test_who_neither_reviews_nor_decides_takes_none(cast: Cast, role: str) -> None:
    with pytest.raises(NotForThisRole):
        take_next(scope=cast.scope(role), at=clock.now())


def test_what_an_official_filed_themselves_is_passed_over(cast: Cast) -> None:
    inserted_case(1, cast.requests, filed_by=cast.reviewer)
    other = inserted_case(2, cast.requests)
    case = take_next(scope=cast.scope("reviewer"), at=clock.now())
    assert case is not None
    assert case.pk == other.pk


def test_a_second_official_takes_what_is_recommended_and_returning_hands_it_back(cast: Cast) -> None:
    inserted_case(1, cast.requests)
    held = recommended(
        inserted_case(2, cast.requests, stage="awaiting_decision", assignee=cast.reviewer), cast.reviewer
    )
    case = take_next(scope=cast.scope("approver"), at=clock.now())
    assert case is not None
    assert (case.pk, case.assignee_id) == (held.pk, cast.approver.pk)

    make_move(
        scope=cast.scope("approver"), reference=held.reference, code="return_to_review", reason="x", at=clock.now()
    )
    held.refresh_from_db()
    assert (held.stage, held.assignee) == ("in_review", cast.reviewer)


@pytest.mark.parametrize(("holder", "active", "left_with"), [("reviewer", True, "reviewer"), ("approver", False, None)])
def test_what_is_returned_stays_where_it_was_not_taken_and_goes_to_nobody_who_left(
    cast: Cast, holder: str, left_with: str | None, *, active: bool
) -> None:
    held = recommended(
        inserted_case(2, cast.requests, stage="awaiting_decision", assignee=getattr(cast, holder)), cast.reviewer
    )
    cast.reviewer.is_active = active
    cast.reviewer.save()
    make_move(
        scope=cast.scope("approver"), reference=held.reference, code="return_to_review", reason="x", at=clock.now()
    )
    held.refresh_from_db()
    assert held.assignee == (getattr(cast, left_with) if left_with else None)


def test_what_another_second_official_took_is_not_taken_from_them(cast: Cast) -> None:
    recommended(
        inserted_case(1, cast.requests, stage="awaiting_decision", assignee=cast.second_reviewer), cast.reviewer
    )
    assert take_next(scope=cast.scope("approver"), at=clock.now()) is None


def test_the_next_case_held_is_the_most_urgent_beside_the_one_just_worked_on(cast: Cast) -> None:
    first, second = (inserted_case(number, cast.requests, assignee=cast.reviewer) for number in (1, 2))
    inserted_case(0, cast.requests, stage="awaiting_applicant", assignee=cast.reviewer)
    scope = cast.scope("reviewer")
    assert next_held(scope, first.reference) == second.reference
    assert next_held(scope, second.reference) == first.reference
    assert next_held(cast.scope("second_reviewer"), first.reference) == ""


@pytest.mark.django_db(transaction=True)
def test_two_who_take_at_once_are_never_given_the_same() -> None:
    cast = make_cast()
    cases = [inserted_case(number, cast.requests) for number in range(6)]
    scopes = [cast.scope("reviewer"), cast.scope("second_reviewer")]
    ready, taken = Barrier(2), list[Case | None]()

    def take(scope: Scope) -> None:
        ready.wait()
        taken.extend([take_next(scope=scope, at=clock.now()) for _ in range(3)])
        connection.close()

    threads = [Thread(target=take, args=(scope,)) for scope in scopes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(case.pk for case in taken if case) == [case.pk for case in cases]
