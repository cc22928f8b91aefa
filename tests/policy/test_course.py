"""The course of a case by who decides it: its stages, its moves, and what must come first."""

import pytest

from iskan.core.consents import ConsentPoint
from iskan.core.lifecycle import OFFICIALS, Act, CaseOutcome, Lifecycle, Need, Party
from iskan.core.text import Text
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.nomination import OFFER_DAYS

COURSES = {eyes: course(code=f"of_{eyes}", decided_by=eyes) for eyes in Eyes}


def codes(life: Lifecycle) -> list[str]:
    return [stage.code for stage in life.stages]


@pytest.mark.parametrize("life", COURSES.values(), ids=list(COURSES))
def test_a_stage_is_left_by_somebody_or_has_an_outcome(life: Lifecycle) -> None:
    for stage in life.stages:
        assert stage.closed == (not life.leaving(stage.code)) == (stage.outcome is not None)


def test_two_officials_decide_on_a_recommendation() -> None:
    life = COURSES[Eyes.TWO]
    assert "awaiting_decision" in codes(life)
    decisions = [move for move in life.transitions if life.decides(move)]
    assert [(move.code, life.decides(move)) for move in decisions] == [
        ("approve", CaseOutcome.GRANTED),
        ("refuse", CaseOutcome.REFUSED),
    ]
    assert all(move.four_eyes and move.by == (Party.APPROVER,) for move in decisions)


def test_one_official_decides_in_review() -> None:
    life = COURSES[Eyes.ONE]
    assert "awaiting_decision" not in codes(life)
    assert not any(move.four_eyes or move.act is Act.RECOMMEND_APPROVAL for move in life.transitions)
    assert {move.code for move in life.leaving("in_review")} == {"request_evidence", "approve", "refuse", "withdraw"}
    assert "second official" not in " ".join(stage.next_step.en for stage in life.stages)


def test_nobody_decides_what_is_done_at_once() -> None:
    life = COURSES[Eyes.NOBODY]
    assert life.is_automatic
    assert codes(life) == ["draft", "submitted", "completed", "withdrawn"]
    assert all(OFFICIALS.isdisjoint(move.by) for move in life.transitions)
    assert not COURSES[Eyes.ONE].is_automatic


@pytest.mark.parametrize(
    ("eyes", "move"), [(Eyes.TWO, "recommend_approval"), (Eyes.ONE, "approve"), (Eyes.NOBODY, "complete")]
)
def test_consents_and_other_needs_come_before_the_grant_and_never_before_a_refusal(eyes: Eyes, move: str) -> None:
    life = course(code="asked", decided_by=eyes, consents=(ConsentPoint.RECOMMEND,), needs=(Need.PAID,))
    asking = {transition.code: transition.needs for transition in life.transitions if transition.needs}
    assert asking == {move: (Need.CONSENTED, Need.PAID)}


@pytest.mark.parametrize("eyes", list(Eyes))
def test_consents_before_filing_hold_the_filing(eyes: Eyes) -> None:
    life = course(code="asked", decided_by=eyes, consents=(ConsentPoint.SUBMIT,))
    assert life.move_that(Act.SUBMIT, "draft").needs == (Need.CONSENTED,)


def test_what_waits_for_a_need_may_be_withdrawn_meanwhile() -> None:
    life = course(code="asked", decided_by=Eyes.NOBODY, needs=(Need.PAID,))
    assert life.move_that(Act.WITHDRAW, "submitted").target == "withdrawn"


@pytest.mark.parametrize("eyes", list(Eyes))
def test_the_words_of_a_service_stand_where_a_case_ends(eyes: Eyes) -> None:
    granted, gone = Text(ar="صدر التصريح", en="Permit given"), Text(ar="ذهب", en="Gone")
    life = course(code="worded", decided_by=eyes, granted=granted, withdrawn=gone)
    ends = {stage.outcome: stage.next_step for stage in life.stages if stage.closed}
    assert (ends[CaseOutcome.GRANTED], ends[CaseOutcome.WITHDRAWN]) == (granted, gone)


def test_registers_are_named_only_where_they_are_asked() -> None:
    quiet = course(code="quiet", decided_by=Eyes.TWO, checked=False)
    told = [quiet.move_that(Act.SUBMIT, "draft").notice, quiet.stage("submitted")]
    assert "government bodies" not in str(told)
    assert "government bodies" in str(COURSES[Eyes.TWO].stage("submitted"))


@pytest.mark.parametrize("checked", [True, False])
def test_a_trail_tells_of_register_checks_only_where_registers_are_asked(*, checked: bool) -> None:
    built = course(code="asked", decided_by=Eyes.ONE, checked=checked)
    (passed_on,) = (move for move in built.transitions if move.code == "checks_finished")
    assert ("السجلات" in passed_on.label.ar) is checked


def test_what_is_undisputed_completes_before_it_is_passed_on() -> None:
    built = course(code="undisputed", decided_by=Eyes.ONE, undisputed=True)
    assert [move.code for move in built.at_once("submitted")] == ["complete", "checks_finished"]
    assert built.is_automatic_if_undisputed
    assert not built.is_automatic
    assert not COURSES[Eyes.ONE].is_automatic_if_undisputed


def test_what_settles_after_a_while_is_taken_back_until_then_and_waits_for_no_figure_not_set() -> None:
    built = course(code="settling", decided_by=Eyes.NOBODY, settles_after=OFFER_DAYS)
    (complete,) = built.timers("submitted")
    assert (complete.after, complete.else_at_once) == (OFFER_DAYS, True)
    assert built.move_that(Act.WITHDRAW, "submitted").target == "withdrawn"
    assert built.at_once("submitted") == ()
