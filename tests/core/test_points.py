"""Schemes score one household and a whole list alike; Hong Kong's published figures come out as published."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.core.points import (
    BadScheme,
    Bands,
    Kinds,
    PointsCriterion,
    PointsRate,
    PointsScheme,
    measures_of,
    places_by,
    score,
    score_all,
)
from iskan.core.text import Text
from iskan.policy import registry
from iskan.policy.points import measures
from iskan.policy.points.family_need import SCHEME as FAMILY_NEED
from iskan.policy.points.hong_kong_qps import SCHEME as HONG_KONG

WORDS = Text(ar="معيار", en="Criterion")


@pytest.mark.parametrize(
    ("filed_at_age", "age", "rental", "months", "points"),
    [
        (18, 18, 0, 0, 0),
        (19, 19, 0, 0, 9),
        (59, 59, 0, 0, 369 + 60),
        (30, 31, 0, 12, 108 + 12),
        (44, 45, 0, 10, 234 + 60 + 10),
        (30, 30, 1, 0, 108 - 30),
        (18, 18, 1, 0, -30),
    ],
)
def test_hong_kong_is_reproduced(filed_at_age: int, age: int, rental: int, months: int, points: int) -> None:
    household = {"age_at_filing": filed_at_age, "age": age, "in_public_rental": rental, "months_waited": months}
    assert score(HONG_KONG, household).total == points


def test_hong_kongs_table_of_ages() -> None:
    ages = np.arange(18, 60, dtype=float)
    given_points = score_all(HONG_KONG, {"age_at_filing": ages}, len(ages)).breakdown[:, 0]
    assert given_points.tolist() == list(range(0, 370, 9))


def test_items_tell_value_cap_and_what_is_not_known() -> None:
    household = {"months_waited": 400.0, "family_size": 5, "income": 450.0, "education": ""}

    items = {item.criterion.code: item for item in score(FAMILY_NEED, household).items}

    assert (items["seniority"].points, items["seniority"].is_capped, items["seniority"].weighed) == (25, True, 100)
    assert (items["family_size"].points, items["family_size"].is_capped) == (3, False)
    assert items["family_income"].points == 8
    assert not items["education"].is_known
    assert (items["circumstances"].value, items["circumstances"].points) == (None, 0)
    assert score(FAMILY_NEED, household).total == 100 + 30 + 40


def test_no_scheme_is_in_force_and_the_example_says_so() -> None:
    assert set(registry.schemes()) == {"family_need", "hong_kong_qps"}
    assert not any(scheme.in_force for scheme in registry.schemes().values())
    assert FAMILY_NEED.example
    named = {criterion.measure for scheme in registry.schemes().values() for criterion in scheme.criteria}
    assert named <= set(measures.BY_CODE)


def test_weights_may_be_tried_within_bounds() -> None:
    light = FAMILY_NEED.weighed({"seniority": 0, "family_size": 1})
    assert score(light, {"months_waited": 400, "family_size": 5}).total == 3
    for wrong in ({"seniority": -1}, {"seniority": 1001}, {"beauty": 1}):
        with pytest.raises(BadScheme):
            FAMILY_NEED.weighed(wrong)


@pytest.mark.parametrize("steps", [(), ((5, 1), (2, 2)), ((5, 1), (5, 2))])
def test_bands_must_rise(steps: tuple[tuple[float, int], ...]) -> None:
    with pytest.raises(BadScheme):
        Bands(steps)


def test_a_scheme_needs_criteria_of_their_own_codes() -> None:
    criterion = PointsCriterion(code="a", label=WORDS, measure="age", rule=PointsRate(points_each=1))
    for criteria in ((), (criterion, criterion)):
        with pytest.raises(BadScheme):
            PointsScheme(code="x", name=WORDS, note=WORDS, legal_basis=HONG_KONG.legal_basis, criteria=criteria)


def test_bands_and_kinds() -> None:
    bands = Bands(((0, 10), (300, 8), (900, 0)))
    assert bands.points(np.array([-1, 0, 299.999, 300, 899, 900, 5000])).tolist() == [0, 10, 10, 8, 8, 0, 0]
    assert Kinds((("a", 2), ("b", 5))).points(np.array(["b", "c", "a"])).tolist() == [5, 0, 2]
    assert PointsRate(points_each=3, per=2, above=1).points(np.array([0, 1, 2, 3, 5.5])).tolist() == [0, 0, 0, 3, 6]


def test_equal_points_keep_the_order_of_seniority() -> None:
    assert places_by(np.array([5, 9, 5, 9])).tolist() == [3, 1, 4, 2]


HOUSEHOLD = st.fixed_dictionaries(
    {
        "months_waited": st.none() | st.integers(0, 600),
        "family_size": st.none() | st.integers(1, 15),
        "income": st.none() | st.floats(0, 3000),
        "education": st.sampled_from(["", "secondary", "degree", "below_secondary", "other"]),
        "circumstances": st.none() | st.integers(0, 5),
    }
)


@given(st.lists(HOUSEHOLD, min_size=1, max_size=30))
def test_a_list_is_scored_as_each_of_its_households(rows: list[dict[str, float | str | None]]) -> None:
    scores = score_all(FAMILY_NEED, measures_of(rows, measures.KINDS), len(rows))

    for row, total, breakdown, known in zip(rows, scores.total, scores.breakdown, scores.known, strict=True):
        items = score(FAMILY_NEED, row).items
        assert [item.weighed for item in items] == breakdown.tolist()
        assert [item.is_known for item in items] == known.tolist()
        assert sum(item.weighed for item in items) == total


@given(st.lists(st.integers(0, 20), min_size=1, max_size=50))
def test_places_are_a_permutation(totals: list[int]) -> None:
    assert sorted(places_by(np.array(totals)).tolist()) == list(range(1, len(totals) + 1))
