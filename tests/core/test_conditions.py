"""Conditions over answers and facts."""

import pytest

from iskan.core.conditions import AllOf, AnyOf, Condition, Not, holds, when

CONTEXT = {
    "yes": True,
    "category": "2",
    "chosen": ["a", "b"],
    "homes": [{"kind": "flat", "unfit": False}, {"kind": "house", "unfit": True}, "not a row"],
    "dotted.key": "here",
    "text": "plain",
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (None, True),
        (when("yes"), True),
        (when("no"), False),
        (when("category", "1", "2"), True),
        (when("category", "1"), False),
        (when("chosen", "b"), True),
        (when("chosen", "c"), False),
        (when("homes.unfit"), True),
        (when("homes.kind", "villa"), False),
        (when("dotted.key", "here"), True),
        (when("text.part", "plain"), False),
        (when("absent.part"), False),
        (Not(when("yes")), False),
        (Not(when("absent")), True),
        (AllOf((when("yes"), when("category", "2"))), True),
        (AllOf((when("yes"), when("category", "3"))), False),
        (AnyOf((when("no"), when("category", "2"))), True),
        (AnyOf(()), False),
        (AllOf(()), True),
    ],
)
def test_a_condition_holds_over_its_context(condition: Condition | None, *, expected: bool) -> None:
    assert holds(condition, CONTEXT) is expected
