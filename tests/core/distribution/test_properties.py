"""What holds of every distribution, whatever the list, the stock and the rules."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given as supposing
from hypothesis import strategies as st
from tests.core.distribution.markets import (
    EQUIPPED,
    Home,
    columns,
    given,
    lot,
    populations,
    ruled,
    stocks,
)
from tests.core.distribution.markets import rules as plain_rules

from iskan.core.distribution.checking import justified_envy, wishes_of
from iskan.core.distribution.market import NONE, DistributionRules, Lot, ProjectAccess
from iskan.core.distribution.outcome import DistributionOutcome, Settled, distribute

# Thousands of distributions: their lines are counted where single ones are looked at.
pytestmark = pytest.mark.no_cover


def _ranks(outcome: DistributionOutcome) -> dict[int, int]:
    """Return how far down its wishes each case was served; those not served come after all wishes."""
    ranks, a = {}, outcome.market.applications
    for row, case in enumerate(a.case.tolist()):
        asked, held = wishes_of(outcome.market, row), int(outcome.places.pool[row])
        ranks[case] = asked.index(held) if held != NONE else len(asked)
    return ranks


@supposing(populations, stocks(), ruled)
def test_nobody_is_passed_over_without_ground(
    homes: list[Home], lots: tuple[Lot, ...], rules: DistributionRules
) -> None:
    assert justified_envy(distribute(columns(homes), lots, rules)) == ()


@supposing(populations, stocks(), ruled, st.randoms(use_true_random=False))
def test_the_order_of_the_input_is_of_no_matter(
    homes: list[Home], lots: tuple[Lot, ...], rules: DistributionRules, chance: random.Random
) -> None:
    once = distribute(columns(homes), lots, rules)
    shuffled, stock = chance.sample(homes, len(homes)), tuple(chance.sample(lots, len(lots)))
    again = distribute(columns(shuffled), stock, rules)

    assert again.digest() == once.digest()
    assert again.figures == once.figures
    assert columns(shuffled).digest() == columns(homes).digest()


@supposing(populations, stocks(), ruled)
def test_no_home_is_given_twice_and_no_household_served_twice(
    homes: list[Home], lots: tuple[Lot, ...], rules: DistributionRules
) -> None:
    nominated = list(distribute(columns(homes), lots, rules).nominated())

    assert len({each.case for each in nominated}) == len(nominated)
    for each in lots:
        in_pool = [n for n in nominated if (n.project, n.unit_class) == (each.project, each.unit_class)]
        assert len(in_pool) <= each.units
        assert [n.place for n in in_pool] == list(range(1, len(in_pool) + 1))


@supposing(populations, stocks(), ruled)
def test_equipped_homes_go_to_others_only_when_nobody_in_need_asks(
    homes: list[Home], lots: tuple[Lot, ...], rules: DistributionRules
) -> None:
    mixed = replace(rules, entitlements=(*rules.entitlements[:2], (EQUIPPED, *rules.entitlements[2])))
    outcome = distribute(columns(homes), lots, mixed)
    need, held, ranks = {home.case: home.needs for home in homes}, given(outcome), _ranks(outcome)
    for case, (project, unit_class) in held.items():
        if unit_class == EQUIPPED and not need[case]:
            for row, other in enumerate(outcome.market.applications.case.tolist()):
                asked = [outcome.market.pools[lot].lot for lot in wishes_of(outcome.market, row)]
                dearer = [(lot.project, lot.unit_class) for lot in asked[: ranks[other]]]
                assert not (need[other] and (project, unit_class) in dearer)
    assert justified_envy(outcome) == ()


@supposing(populations, stocks(), ruled)
def test_set_asides_are_kept_for_their_governorate(
    homes: list[Home], lots: tuple[Lot, ...], rules: DistributionRules
) -> None:
    outcome = distribute(columns(homes), lots, rules)
    place = {home.case: home.place for home in homes}
    for each in outcome.nominated():
        lot = next(lot for lot in lots if (lot.project, lot.unit_class) == (each.project, each.unit_class))
        assert not each.set_aside or place[each.case] == lot.governorate
        assert lot.kind is ProjectAccess.GENERAL or place[each.case] == lot.governorate
    for figures in outcome.figures:
        assert figures.from_set_aside <= figures.set_aside


@supposing(populations, stocks(), ruled, st.data())
def test_more_homes_leave_nobody_worse_off(
    homes: list[Home], lots: tuple[Lot, ...], rules: DistributionRules, data: st.DataObject
) -> None:
    rules = replace(rules, set_aside_percent=0)
    extra = [data.draw(st.integers(0, 2)) for _ in lots]
    more = tuple(replace(each, units=each.units + n) for each, n in zip(lots, extra, strict=True))
    before, after = (_ranks(distribute(columns(homes), stock, rules)) for stock in (lots, more))

    assert all(after[case] <= before[case] for case in before)


@supposing(populations, stocks(), ruled, st.data())
def test_a_refusal_leaves_nobody_else_worse_off(
    homes: list[Home], lots: tuple[Lot, ...], rules: DistributionRules, data: st.DataObject
) -> None:
    first = distribute(columns(homes), lots, rules)
    refused = frozenset(data.draw(st.lists(st.sampled_from(sorted(given(first)) or [0]), max_size=4)))
    then = distribute(columns(homes), lots, rules, without=refused)
    before, after = _ranks(first), _ranks(then)

    assert not refused & set(given(then))
    assert all(after[case] <= before[case] for case in before if case not in refused)
    assert justified_envy(then) == ()


@supposing(populations, stocks(), ruled, st.data())
def test_what_is_settled_stands(
    homes: list[Home], lots: tuple[Lot, ...], rules: DistributionRules, data: st.DataObject
) -> None:
    first = distribute(columns(homes), lots, rules)
    nominated = list(first.nominated())
    stands = [each for each in nominated if data.draw(st.booleans())]
    refused = frozenset(each.case for each in nominated if each not in stands and data.draw(st.booleans()))
    settled = tuple(
        Settled(case=n.case, project=n.project, unit_class=n.unit_class, set_aside=n.set_aside) for n in stands
    )
    then = distribute(columns(homes), lots, rules, without=refused, settled=settled)

    assert all(given(then)[each.case] == (each.project, each.unit_class) for each in stands)
    assert justified_envy(then) == ()
    for figures in then.figures:
        assert figures.nominated <= figures.lot.units


@supposing(populations, stocks(), ruled)
def test_reserves_are_the_next_in_their_pool(
    homes: list[Home], lots: tuple[Lot, ...], rules: DistributionRules
) -> None:
    outcome = distribute(columns(homes), lots, rules)
    held = given(outcome)
    for pool, rows in zip(outcome.market.pools, outcome.reserves, strict=True):
        assert len(rows) <= pool.reserve
        cases = outcome.market.applications.case[rows].tolist()
        assert not set(cases) & set(held)
    turns = [(turn.project, turn.unit_class, turn.turn) for turn in outcome.in_reserve()]
    assert len(set(turns)) == len(turns)


@supposing(populations, stocks(), ruled)
def test_candidates_are_counted_once_each(homes: list[Home], lots: tuple[Lot, ...], rules: DistributionRules) -> None:
    outcome = distribute(columns(homes), lots, rules)
    asked = [wishes_of(outcome.market, row) for row in range(len(homes))]
    for index, figures in enumerate(outcome.figures):
        assert figures.candidates == sum(index in wishes for wishes in asked)


def test_one_home_alone_goes_to_the_most_senior() -> None:
    homes = [Home(case, 730_000 - case, wishes=("buri",)) for case in range(1, 50)]
    outcome = distribute(columns(homes), (lot("buri", 1),), plain_rules())

    assert given(outcome) == {49: ("buri", "house-4br")}
    assert np.count_nonzero(outcome.places.pool != NONE) == 1
