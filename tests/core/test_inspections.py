"""Inspections as they are declared: what they lack, and what a service's moves make of them."""

from dataclasses import replace

import pytest
from tests.factories.services.boundary_works import AFTER, BEFORE, SERVICE

from iskan.core.catalogue import says
from iskan.core.consistency import declaration_faults
from iskan.core.effects import OrderInspection
from iskan.core.inspections import InspectionResult, inspection_faults
from iskan.core.lifecycle import Need
from iskan.policy.lifecycles.course import Eyes, course


def test_a_service_that_is_inspected_agrees_with_itself() -> None:
    assert declaration_faults(SERVICE) == ()
    assert SERVICE.inspection("before_works") is BEFORE
    with pytest.raises(KeyError):
        SERVICE.inspection("nowhere")
    assert says(SERVICE, OrderInspection(inspection="before_works")).en == "Ordered: Visit to the home"


def test_an_inspection_says_where_it_is_by_what_is_asked() -> None:
    questions = {question.code: question for question in SERVICE.questions()}
    assert next(iter(inspection_faults(replace(BEFORE, place=(), block=None), questions))).endswith("where it is")
    (fault,) = inspection_faults(replace(AFTER, block="unasked"), questions)
    assert "'unasked'" in fault


def test_what_is_declared_is_ordered_and_waited_for() -> None:
    bare = course(code="boundary_works", decided_by=Eyes.TWO, checked=False)
    faults = declaration_faults(replace(SERVICE, lifecycle=bare))
    assert "the inspection 'after_works' is never ordered" in faults
    assert any("no move waits for that" in fault for fault in faults)
    undeclared = declaration_faults(replace(SERVICE, inspections=(AFTER,)))
    assert "the inspection 'before_works' is ordered and not declared" in undeclared
    assert any("declared 2 times" in fault for fault in declaration_faults(replace(SERVICE, inspections=(BEFORE,) * 2)))


@pytest.mark.parametrize(("eyes", "move"), [(Eyes.TWO, "recommend_approval"), (Eyes.ONE, "approve")])
def test_the_review_orders_what_the_grant_waits_for(eyes: Eyes, move: str) -> None:
    life = course(code="works", decided_by=eyes, inspections=(BEFORE, AFTER))
    moves = {one.code: one for one in life.transitions}
    assert moves["begin_review"].effects == (OrderInspection(inspection="before_works"),)
    assert moves[move].needs == (Need.INSPECTED,)
    assert moves["approve"].effects == (OrderInspection(inspection="after_works"),)


def test_a_result_is_said_in_words() -> None:
    assert [one.words.en for one in InspectionResult] == ["In order", "Faults were found"]
