"""The checker finds each way of passing a household over, in outcomes tampered with by hand."""

from dataclasses import replace

import numpy as np
import pytest
from tests.core.distribution.markets import (
    EQUIPPED,
    EQUIPPED_HOUSES,
    HOUSE,
    HOUSES,
    Home,
    columns,
    given,
    lot,
    rules,
)

from iskan.core.distribution.checking import Envy, Wrong, justified_envy
from iskan.core.distribution.market import NONE
from iskan.core.distribution.outcome import DistributionOutcome, distribute


def tampered(outcome: DistributionOutcome, holding: dict[int, int], aside: tuple[int, ...] = ()) -> DistributionOutcome:
    """Return the outcome as if these cases held these pools and nobody else anything."""
    cases = outcome.market.applications.case.tolist()
    pool = np.array([holding.get(case, NONE) for case in cases], dtype=np.int64)
    places = replace(outcome.places, pool=pool, set_aside=np.array([case in aside for case in cases]))
    return DistributionOutcome(outcome.market, places, outcome.without, outcome.settled)


def envies(outcome: DistributionOutcome) -> set[tuple[int, int | None, Wrong]]:
    return {(envy.case, envy.holder, envy.wrong) for envy in justified_envy(outcome)}


def test_a_junior_before_a_senior() -> None:
    homes = [Home(1, 100, wishes=("buri",)), Home(2, 200, wishes=("buri",))]
    outcome = distribute(columns(homes), (lot("buri", 1),), rules())

    assert justified_envy(outcome) == ()
    assert justified_envy(tampered(outcome, {2: 0})) == (
        Envy(case=1, holder=2, project="buri", unit_class=HOUSE, wrong=Wrong.JUNIOR),
    )


def test_a_junior_before_a_senior_who_has_a_lesser_wish() -> None:
    homes = [Home(1, 100, wishes=("buri", "sitra")), Home(2, 200, wishes=("buri", "sitra"))]
    outcome = distribute(columns(homes), (lot("buri", 1), lot("sitra", 1)), rules())

    assert given(outcome) == {1: ("buri", HOUSE), 2: ("sitra", HOUSE)}
    assert envies(tampered(outcome, {1: 1, 2: 0})) == {(1, 2, Wrong.JUNIOR)}


def test_the_same_day_is_decided_by_the_order() -> None:
    homes = [Home(1, 100, wishes=("buri",), order=5), Home(2, 100, wishes=("buri",), order=4)]
    outcome = distribute(columns(homes), (lot("buri", 1),), rules())

    assert set(given(outcome)) == {2}
    assert envies(tampered(outcome, {1: 0})) == {(2, 1, Wrong.JUNIOR)}


def test_an_exception_with_an_id_is_no_wrong_but_passing_it_over_is() -> None:
    homes = [Home(1, 100, wishes=("buri",)), Home(2, 200, wishes=("buri",), exception=7)]
    outcome = distribute(columns(homes), (lot("buri", 1),), rules())

    assert set(given(outcome)) == {2}
    assert justified_envy(outcome) == ()
    assert envies(tampered(outcome, {1: 0})) == {(2, 1, Wrong.JUNIOR)}


def test_a_home_left_empty() -> None:
    homes = [Home(1, 100, wishes=("sitra", "buri"))]
    outcome = distribute(columns(homes), (lot("buri", 1),), rules())

    assert envies(tampered(outcome, {})) == {(1, None, Wrong.LEFT_EMPTY)}


def test_an_equipped_home_given_past_those_in_need() -> None:
    either = replace(rules(), entitlements=((EQUIPPED, HOUSE), (EQUIPPED, HOUSE), ()))
    homes = [
        Home(1, 100, wishes=("buri",), entitlement=HOUSES),
        Home(2, 200, wishes=("buri",), entitlement=EQUIPPED_HOUSES),
    ]
    outcome = distribute(columns(homes), (lot("buri", 1, EQUIPPED),), either)

    assert set(given(outcome)) == {2}
    assert justified_envy(outcome) == ()
    assert envies(tampered(outcome, {1: 0})) == {(2, 1, Wrong.NOT_NEEDING)}


def test_an_equipped_home_nobody_needs_goes_by_seniority() -> None:
    either = replace(rules(), entitlements=((EQUIPPED, HOUSE), (), ()))
    homes = [Home(1, 100, wishes=("buri",)), Home(2, 200, wishes=("buri",))]
    outcome = distribute(columns(homes), (lot("buri", 1, EQUIPPED),), either)

    assert set(given(outcome)) == {1}
    assert envies(tampered(outcome, {2: 0})) == {(1, 2, Wrong.JUNIOR)}


def test_a_home_set_aside_given_past_the_governorate() -> None:
    homes = [
        Home(1, 100, "BH-15", ("buri",)),
        Home(2, 200, "BH-15", ("buri",)),
        Home(3, 300, "BH-13", ("buri",)),
    ]
    outcome = distribute(columns(homes), (lot("buri", 2),), rules(set_aside=50))

    assert set(given(outcome)) == {1, 3}
    assert {each.case for each in outcome.nominated() if each.set_aside} == {3}
    assert justified_envy(outcome) == ()
    assert envies(tampered(outcome, {1: 0, 2: 0})) == {(3, 2, Wrong.NOT_LOCAL)}


def test_more_called_set_aside_than_was() -> None:
    homes = [Home(1, 100, "BH-15", ("buri",)), Home(2, 200, wishes=("buri",)), Home(3, 300, wishes=("buri",))]
    outcome = distribute(columns(homes), (lot("buri", 2),), rules(set_aside=50))

    assert envies(tampered(outcome, {2: 0, 3: 0}, aside=(2, 3))) == {(1, 3, Wrong.JUNIOR)}
    assert envies(tampered(outcome, {1: 0, 3: 0}, aside=(3,))) == {(2, 3, Wrong.JUNIOR)}


def test_whoever_accepts_anything_may_envy_what_they_did_not_name() -> None:
    homes = [Home(1, 100, wishes=("buri",), anywhere=True), Home(2, 200, wishes=("sitra",))]
    outcome = distribute(columns(homes), (lot("sitra", 1),), rules())

    assert set(given(outcome)) == {1}
    assert envies(tampered(outcome, {2: 0})) == {(1, 2, Wrong.JUNIOR)}


def test_no_more_counter_examples_than_asked_for() -> None:
    homes = [Home(case, case, wishes=("buri",)) for case in range(1, 8)]
    outcome = tampered(distribute(columns(homes), (lot("buri", 1),), rules()), {7: 0})

    assert len(justified_envy(outcome, most=3)) == 3
    assert len(justified_envy(outcome)) == 6


@pytest.mark.parametrize("homes", [[], [Home(1, 100, wishes=("buri",))]])
def test_without_homes_nobody_is_passed_over(homes: list[Home]) -> None:
    assert justified_envy(distribute(columns(homes), (), rules())) == ()
