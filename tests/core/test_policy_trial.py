"""A trial counts who moves: everyone once, in their own group, whatever the order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from iskan.core.policy_trial import OUT, moves_by, moves_of_all, places_within


def test_moves_are_counted_by_group() -> None:
    before, after = np.array([1, 2, 3, 4, 5]), np.array([3, 1, 2, 4, OUT])

    first, second = moves_by(np.array(["a", "b", "b", "a", "a"]), before, after)

    assert (first.label, first.count, first.up, first.down, first.same, first.out, first.middle) == (
        "a",
        3,
        0,
        1,
        1,
        1,
        -1,
    )
    assert (second.label, second.up, second.middle) == ("b", 2, 1)


def test_nobody_moves_where_nobody_waits() -> None:
    nobody = moves_of_all(np.array([], dtype=np.int64), np.array([], dtype=np.int64))
    assert (nobody.count, nobody.middle) == (0, 0)


def test_who_stays_keeps_the_order() -> None:
    assert places_within(np.array([3, 1, 2]), np.array([True, False, True])).tolist() == [2, OUT, 1]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=40), st.randoms())
def test_every_household_is_counted_once(rows: list[tuple[str, bool]], chance: object) -> None:
    order = list(range(1, len(rows) + 1))
    chance.shuffle(order)  # type: ignore[attr-defined]  # Hypothesis' own Random
    before = np.array(order, dtype=np.int64)
    after = places_within(before, np.array([stays for _label, stays in rows], dtype=np.bool_))

    groups = moves_by(np.array([label for label, _stays in rows], dtype=np.str_), before, after)

    assert sum(group.count for group in groups) == len(rows)
    assert all(group.count == group.up + group.down + group.same + group.out for group in groups)
    assert sum(group.out for group in groups) == sum(not stays for _label, stays in rows)
    assert moves_of_all(before, after).down == 0
