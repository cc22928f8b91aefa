"""The list walks through the pipeline as the law orders it, and a better place or more homes never make it later."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.forecast.worlds import CERTAIN, SURE, USUAL, middle, project, seen

from iskan.core.forecast.lots import NEW
from iskan.core.forecast.outcomes import BEYOND
from iskan.core.forecast.supply import NewProgrammes, Spread


def test_general_units_go_to_the_most_senior_of_all() -> None:
    found = seen("abab", project(units=3))
    assert found.months[:, 1].tolist() == [12, 12, 12, BEYOND]
    assert found.names == ("p",)
    assert found.projects[:, 0].tolist() == [0, 0, 0, BEYOND]
    assert found.shares[0].tolist() == [1, 0, 0]


def test_local_units_go_to_their_own_governorate() -> None:
    assert seen("abab", project(local=True, region="b")).months[:, 1].tolist() == [BEYOND, 12, BEYOND, 12]


def test_set_aside_goes_first_to_the_projects_own_governorate() -> None:
    half = replace(CERTAIN, set_aside=0.5)
    found = seen("aaab", project(units=2, region="b"), given=half)
    assert found.months[:, 1].tolist() == [12, BEYOND, BEYOND, 12]


def test_who_is_served_locally_leaves_general_units_to_others() -> None:
    found = seen("aabb", project("near", local=True, units=1, years=0.5), project("open", units=2))
    assert found.months[:, 1].tolist() == [6, 12, 12, BEYOND]
    assert [found.names[number] for number in found.projects[:3, 0]] == ["near", "open", "open"]


@pytest.mark.parametrize(
    ("work", "month"),
    [
        (project(), 12),
        (project(begins=1.5), 30),
        (project(begins=-1.0, years=2.0, done=0.5), 12),
        (project(begins=-1.0, years=1.0, done=1), 0),
        (project(begins=-1.0, years=1.0, done=1, gates=2), 12),
        (project(begins=0.5, years=1.0, done=0.3), 14),
    ],
)
def test_handover_follows_plan_progress_and_gates(work: object, month: int) -> None:
    assert seen("a", work).months[0, 1] == month  # type: ignore[arg-type]  # a project by construction


def test_open_gates_never_bring_a_handover_forward() -> None:
    waits = [middle(seen("aa", project(gates=gates), given=USUAL))[0] for gates in range(4)]
    assert waits == sorted(waits)
    assert waits[0] < waits[3]


def test_keys_take_their_time_after_a_ready_home() -> None:
    slow = replace(CERTAIN, keys=SURE)
    assert seen("a", project(begins=-1.0, years=1.0, done=1), given=slow).months[0, 1] == 12


def test_withdrawals_ahead_bring_the_turn_forward() -> None:
    leaving = replace(CERTAIN, withdrawal=Spread(mean=-1.5, deviation=0, count=10**9))
    assert (seen("a" * 10, project(units=5)).months[:, 1] >= 0).sum() == 5
    assert (seen("a" * 10, project(units=5), given=leaving).months[:, 1] >= 0).sum() == 6


def test_new_programmes_come_after_the_announced() -> None:
    coming = (NewProgrammes(region="", yearly=(1, 1, 1), begins=3),)
    found = seen("aaa", project(units=1), coming=coming)
    years = found.months[:, 1] // 12
    assert years[0] == 1
    assert (years[1], years[2]) == (3, 4)
    assert found.names[found.projects[2, 0]] == NEW


def test_without_a_pipeline_nothing_is_foretold() -> None:
    found = seen("ab")
    assert (found.months == BEYOND).all()
    assert (found.projects == BEYOND).all()


def test_an_empty_list_has_no_forecasts() -> None:
    assert seen("", project()).months.shape == (0, 3)


def test_the_same_seed_tells_the_same() -> None:
    works = [project(str(number), begins=number / 3, gates=number % 2) for number in range(5)]
    one, two, other = (seen("abcab" * 4, *works, given=USUAL, seed=seed) for seed in (3, 3, 4))
    assert (one.months == two.months).all()
    assert (one.shares == two.shares).all()
    assert (one.months != other.months).any()


def test_progress_on_pace_narrows_the_range() -> None:
    early, late = (
        seen("a", project(begins=-3 * done, years=3.0, done=done), given=USUAL, runs=500).months[0]
        for done in (0.1, 0.9)
    )
    assert late[2] - late[0] < (early[2] - early[0]) / 3


WORKS = st.lists(
    st.builds(
        project,
        st.sampled_from(["p", "q", "r", "s"]),
        region=st.sampled_from("ab"),
        local=st.booleans(),
        units=st.integers(1, 5),
        begins=st.floats(-2, 3),
        years=st.floats(0.5, 4),
        done=st.sampled_from([0.0, 0.3, 0.8]),
        gates=st.integers(0, 2),
    ),
    max_size=4,
    unique_by=lambda work: work.code,
)
REGIONS = st.text("abc", min_size=1, max_size=25)


@settings(max_examples=60)
@given(REGIONS, WORKS, st.integers(0, 5))
def test_a_better_place_is_never_later(regions: str, works: list, seed: int) -> None:  # type: ignore[type-arg]  # built above
    found = seen(regions, *works, given=USUAL, seed=seed)
    for region in set(regions):
        there = np.array([letter == region for letter in regions])
        assert (np.diff(middle(found)[there]) >= 0).all()


@settings(max_examples=60)
@given(REGIONS, WORKS, st.integers(0, 5), st.integers(1, 4), st.booleans())
def test_more_homes_are_never_later(regions: str, works: list, seed: int, more: int, local: bool) -> None:  # type: ignore[type-arg]  # noqa: FBT001 -- built by Hypothesis
    before = middle(seen(regions, *works, given=USUAL, seed=seed))
    added = project("another", units=more, local=local, region="b")
    after = middle(seen(regions, *works, added, given=USUAL, seed=seed))
    assert (after <= before).all()


@settings(max_examples=60)
@given(REGIONS, WORKS, st.integers(0, 5))
def test_levels_are_in_order_and_shares_are_shares(regions: str, works: list, seed: int) -> None:  # type: ignore[type-arg]  # built above
    found = seen(regions, *works, given=USUAL, seed=seed)
    late = np.where(found.months < 0, 10**6, found.months)
    assert (np.diff(late, axis=1) >= 0).all()
    assert (found.shares.sum(axis=1) <= 1 + 1e-9).all()
    assert (np.diff(found.shares, axis=1) <= 1e-9).all()


@settings(max_examples=40)
@given(REGIONS, WORKS, st.integers(0, 5), st.data())
def test_one_who_leaves_delays_nobody(regions: str, works: list, seed: int, data: st.DataObject) -> None:  # type: ignore[type-arg]  # built above
    gone = data.draw(st.integers(0, len(regions) - 1))
    before = np.delete(middle(seen(regions, *works, given=USUAL, seed=seed)), gone)
    after = middle(seen(regions[:gone] + regions[gone + 1 :], *works, given=USUAL, seed=seed))
    assert (after <= before).all()
