"""Cases in somebody's hands: whom they bind, who goes on with them, and how all of them change hands."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.cast import AT, TODAY, Cast, official
from tests.factories.filed import inserted_case

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations import enter_absence, let_go
from iskan.apps.cases.models import Case, CaseEvent
from iskan.apps.cases.operations.assignment import AssigneeAway, NotAnAssignee, assign, claim
from iskan.apps.cases.operations.handing_over import (
    DEPARTMENT,
    SHARED,
    ChangedMeanwhile,
    HandOverPlan,
    NobodyTakes,
    NothingToHandOver,
    hand_over,
    plan_hand_over,
)
from iskan.apps.cases.operations.making import make_move, moves_of_role, moves_offered, open_moves
from iskan.apps.cases.operations.moves import HeldByAnother
from iskan.apps.cases.queries.team import loads, number_held
from iskan.core.promises import Alarm
from iskan.core.refusal import NotForThisRole
from iskan.foundation.scope import OutOfScope, Role

pytestmark = pytest.mark.django_db


def _begin(cast: Cast, role: str, case: Case) -> None:
    make_move(scope=cast.scope(role), reference=case.reference, code="begin_review", at=AT)


def _away(cast: Cast, substitute: User | None) -> None:
    enter_absence(
        scope=cast.scope("reviewer"), official_id=cast.reviewer.pk, first_day=TODAY, last_day=TODAY + timedelta(days=5),
        substitute_id=substitute.pk if substitute else None, at=AT,
    )  # fmt: skip


def _plan(cast: Cast, to: str, *, late_only: bool = False, by: str = "supervisor") -> HandOverPlan:
    return plan_hand_over(scope=cast.scope(by), official_id=cast.reviewer.pk, to=to, late_only=late_only, at=AT)


def _hand_over(cast: Cast, to: str, expected: int) -> HandOverPlan:
    return hand_over(
        scope=cast.scope("supervisor"), official_id=cast.reviewer.pk, to=to, late_only=False, expected=expected, at=AT
    )


def _holders(*cases: Case) -> list[int | None]:
    return [Case.objects.get(pk=case.pk).assignee_id for case in cases]


def test_a_case_in_hand_is_its_holders_to_move(cast: Cast) -> None:
    case = inserted_case(1, cast.requests, assignee=cast.reviewer)
    assert not open_moves(cast.scope("second_reviewer"), case, TODAY)
    with pytest.raises(HeldByAnother) as told:
        _begin(cast, "second_reviewer", case)
    assert "Official r.isa" in told.value.text.en
    _begin(cast, "reviewer", case)


def test_a_move_its_holder_may_not_make_binds_nobody(cast: Cast) -> None:
    case = inserted_case(1, cast.requests, assignee=cast.approver)
    _begin(cast, "reviewer", case)
    assert _holders(case) == [cast.approver.pk]


@pytest.mark.parametrize(("stage", "moves"), [("awaiting_review", 1), ("in_review", 3)])
def test_whose_hands_a_case_is_in_is_read_once_for_all_its_moves(cast: Cast, stage: str, moves: int) -> None:
    case = inserted_case(1, cast.requests, stage=stage, assignee=cast.reviewer)
    assert len(moves_of_role(cast.scope("second_reviewer"), case)) >= moves
    with CaptureQueriesContext(connection) as read:
        offered = moves_offered(cast.scope("second_reviewer"), Case.objects.get(pk=case.pk), TODAY)
    assert offered.held is not None
    assert not offered.moves
    assert len(read) <= 9, [one["sql"] for one in read]


def test_a_substitute_goes_on_while_the_absence_lasts(cast: Cast) -> None:
    case = inserted_case(1, cast.requests, assignee=cast.reviewer)
    _away(cast, cast.second_reviewer)
    after = TODAY + timedelta(days=6)
    assert open_moves(cast.scope("second_reviewer"), case, TODAY)
    assert not open_moves(cast.scope("second_reviewer"), case, after)
    _begin(cast, "second_reviewer", case)
    assert _holders(case) == [cast.reviewer.pk]


def test_the_loser_of_a_race_is_told_who_won(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    claim(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    with pytest.raises(HeldByAnother) as told:
        claim(scope=cast.scope("second_reviewer"), reference=case.reference, at=AT)
    assert "موظف r.isa" in told.value.text.ar


def test_nothing_is_assigned_to_who_is_away_or_has_no_part_in_it(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    supervisor, given = cast.scope("supervisor"), {"references": [case.reference], "at": AT}
    with pytest.raises(NotAnAssignee) as told:
        assign(scope=supervisor, assignee_id=cast.approver.pk, **given)
    assert case.reference in told.value.text.en
    _away(cast, None)
    with pytest.raises(AssigneeAway) as gone:
        assign(scope=supervisor, assignee_id=cast.reviewer.pk, **given)
    assert "7 March 2026" in gone.value.text.en


def test_all_cases_go_to_the_one_chosen_and_each_trail_says_so(cast: Cast) -> None:
    cases = [inserted_case(number, cast.requests, assignee=cast.reviewer) for number in range(3)]
    assert _plan(cast, str(cast.second_reviewer.pk)).given == {cast.second_reviewer.pk: 3}
    assert _hand_over(cast, str(cast.second_reviewer.pk), 3).count == 3
    assert _holders(*cases) == [cast.second_reviewer.pk] * 3
    events = CaseEvent.objects.filter(code="assigned", actor=cast.supervisor, detail={"to": cast.second_reviewer.pk})
    assert events.count() == 3


def test_shared_among_those_present_the_least_loaded_gets_more(cast: Cast) -> None:
    third = official("k.third", Role.REVIEWER, cast.requests)
    inserted_case(50, cast.requests, assignee=cast.second_reviewer)
    inserted_case(51, cast.requests, assignee=cast.second_reviewer)
    for number in range(4):
        inserted_case(number, cast.requests, assignee=cast.reviewer)
    assert _plan(cast, SHARED).given == {third.pk: 3, cast.second_reviewer.pk: 1}


def test_who_is_away_gets_none(cast: Cast) -> None:
    third = official("k.third", Role.REVIEWER, cast.requests)
    inserted_case(1, cast.requests, assignee=cast.second_reviewer)
    _away(cast, None)
    plan = plan_hand_over(
        scope=cast.scope("supervisor"), official_id=cast.second_reviewer.pk, to=SHARED, late_only=False, at=AT
    )
    assert plan.given == {third.pk: 1}
    with pytest.raises(NobodyTakes):
        plan_hand_over(
            scope=cast.scope("supervisor"), official_id=cast.second_reviewer.pk, to=str(cast.reviewer.pk),
            late_only=False, at=AT,
        )  # fmt: skip


def test_what_a_receiver_must_leave_to_others_stays(cast: Cast) -> None:
    own, other = (inserted_case(number, cast.requests, assignee=cast.reviewer) for number in (1, 2))
    User.objects.filter(pk=cast.second_reviewer.pk).update(official_cpr=own.applicant.cpr)
    plan = _hand_over(cast, str(cast.second_reviewer.pk), 1)
    assert plan.staying == (own.reference,)
    assert _holders(own, other) == [cast.reviewer.pk, cast.second_reviewer.pk]


@pytest.mark.parametrize("to", [DEPARTMENT, SHARED])
def test_a_supervisor_moves_no_case_of_their_own_household(cast: Cast, to: str) -> None:
    own, other = (inserted_case(number, cast.requests, assignee=cast.reviewer) for number in (1, 2))
    User.objects.filter(pk=cast.supervisor.pk).update(official_cpr=own.applicant.cpr)
    cast.supervisor.refresh_from_db()
    assert _plan(cast, to).staying == (own.reference,)
    _hand_over(cast, to, 1)
    assert _holders(own, other)[0] == cast.reviewer.pk
    assert _holders(other) != [cast.reviewer.pk]


def test_only_the_late_ones_go_where_that_is_asked(cast: Cast) -> None:
    inserted_case(1, cast.requests, assignee=cast.reviewer)
    with pytest.raises(NothingToHandOver):
        _plan(cast, DEPARTMENT, late_only=True)
    inserted_case(2, cast.requests, assignee=cast.reviewer, alarm=Alarm.BREACHED)
    assert _plan(cast, DEPARTMENT, late_only=True).given == {None: 1}


def test_what_changed_since_it_was_shown_moves_nothing(cast: Cast) -> None:
    case = inserted_case(1, cast.requests, assignee=cast.reviewer)
    with pytest.raises(ChangedMeanwhile):
        _hand_over(cast, DEPARTMENT, 2)
    assert _holders(case) == [cast.reviewer.pk]


def test_only_a_supervisor_and_only_within_the_department(cast: Cast) -> None:
    inserted_case(1, cast.requests, assignee=cast.reviewer)
    with pytest.raises(NotForThisRole):
        _plan(cast, DEPARTMENT, by="reviewer")
    with pytest.raises(OutOfScope):
        _plan(cast, str(cast.outsider.pk))


def test_a_closed_account_strands_no_case(cast: Cast) -> None:
    case = inserted_case(1, cast.requests, assignee=cast.reviewer)
    closed = inserted_case(2, cast.requests, assignee=cast.reviewer, stage="approved", closed_at=AT)
    assert number_held(cast.reviewer.pk) == 1
    let_go(scope=cast.scope("administrator"), official_id=cast.reviewer.pk, at=AT)
    assert _holders(case, closed) == [None, cast.reviewer.pk]


def test_what_each_holds_is_counted(cast: Cast) -> None:
    for number in (3, 1):
        inserted_case(number, cast.requests, assignee=cast.reviewer, alarm=Alarm.BREACHED if number == 1 else 0)
    held = loads(cast.scope("supervisor"))[cast.reviewer.pk]
    assert (held.held, held.late, held.nearest) == (2, 1, TODAY + timedelta(days=1))
    assert not loads(cast.scope("outsider"))
