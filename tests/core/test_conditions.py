"""Conditions over answers and facts."""

from datetime import date

import pytest

from iskan.core.answers_json import said_condition
from iskan.core.conditions import AllOf, AnyOf, AtLeast, AtMost, Before, Condition, Not, holds, is_known, keys_of, when

CONTEXT = {
    "yes": True,
    "category": "2",
    "chosen": ["a", "b"],
    "homes": [{"kind": "flat", "unfit": False}, {"kind": "house", "unfit": True}, "not a row"],
    "dotted.key": "here",
    "text": "plain",
    "rooms": 3,
    "people": 5,
    "share": "2.50",
    "from": "2026-03-01",
    "until": "2026-03-02",
    "stay": {"from": "2026-05-01", "until": "2026-06-01"},
    "members": [{"age": 17}, {"age": None}, {"age": 30}],
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
        (AtLeast("rooms", 3), True),
        (AtLeast("rooms", 4), False),
        (AtLeast("people", "rooms"), True),
        (AtLeast("rooms", "people"), False),
        (AtLeast("share", 2), True),
        (AtMost("share", 2), False),
        (AtMost("share", "rooms"), True),
        (AtMost("rooms", "absent"), False),
        (AtLeast("absent", 0), False),
        (AtLeast("yes", 0), False),
        (AtLeast("text", 0), False),
        (AtLeast("members.age", 18), True),
        (AtLeast("members.age", 31), False),
        (Before("from", "until"), True),
        (Before("until", "from"), False),
        (Before("from", "from"), False),
        (Before("from", date(2026, 3, 2)), True),
        (Before("from", date(2026, 3, 1)), False),
        (Before("stay.from", "stay.until"), True),
        (Before("stay.until", "stay.from"), False),
        (Before("text", "until"), False),
        (Before("absent", "until"), False),
    ],
)
def test_a_condition_holds_over_its_context(condition: Condition | None, *, expected: bool) -> None:
    assert holds(condition, CONTEXT) is expected


def test_the_keys_a_condition_reads_are_those_of_all_its_parts() -> None:
    condition = AnyOf((Not(AtMost("a", "b")), AllOf((Before("c", "d"), AtLeast("e", 3), when("f", "x")))))
    assert set(keys_of(condition)) == {"a", "b", "c", "d", "e", "f"}


def test_a_key_is_known_once_anything_stands_under_it() -> None:
    assert is_known("members.age", CONTEXT)
    assert is_known("stay.from", CONTEXT)
    assert not is_known("stay.since", CONTEXT)
    assert not is_known("absent", CONTEXT)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (AllOf((when("works"), when("kind", "flat", "house"))), "(works = true) and (kind = flat, house)"),
        (AnyOf((when("works"), Not(when("owns")))), "(works = true) or (not (owns = true))"),
        (AtLeast("rooms", 3), "rooms >= 3"),
        (AtMost("rooms", "people"), "rooms <= people"),
        (Before("from", "until"), "from < until"),
    ],
)
def test_a_condition_is_said_in_the_codes_of_what_it_reads(condition: Condition, said: str) -> None:
    assert said_condition(condition).en == said


def test_no_condition_reads_nothing() -> None:
    assert list(keys_of(None)) == []
