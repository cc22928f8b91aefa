"""Small markets a person can follow: the list, the homes, and who is nominated."""

from dataclasses import replace

import numpy as np
import pytest
from tests.core.distribution.markets import (
    EQUIPPED,
    EQUIPPED_HOUSES,
    FLAT,
    FLATS,
    HOUSE,
    Home,
    columns,
    given,
    lot,
    rules,
)

from iskan.core.distribution.explaining import ApplicationResult, Reason, explain
from iskan.core.distribution.market import ApplicationTwice, BadColumns, LotTwice, ProjectAccess
from iskan.core.distribution.outcome import InReserve, Nominated, NotInTheDistribution, Settled, distribute


def test_seniority_decides_and_wishes_are_met_where_possible() -> None:
    homes = [
        Home(1, 300, wishes=("buri",)),
        Home(2, 100, wishes=("buri", "sitra")),
        Home(3, 200, wishes=("buri", "sitra")),
    ]
    outcome = distribute(columns(homes), (lot("buri", 1), lot("sitra", 1)), rules(reserve=100))

    assert list(outcome.nominated()) == [
        Nominated(case=2, project="buri", unit_class=HOUSE, place=1, set_aside=False, exception=0),
        Nominated(case=3, project="sitra", unit_class=HOUSE, place=1, set_aside=False, exception=0),
    ]
    assert list(outcome.in_reserve()) == [InReserve(case=1, project="buri", unit_class=HOUSE, turn=1)]
    unreserved = distribute(columns(homes), (lot("buri", 1), lot("sitra", 1)), rules())
    assert unreserved.digest() != outcome.digest()


def test_a_local_project_is_for_its_governorate_alone() -> None:
    homes = [Home(1, 100, "BH-13", ("buri",)), Home(2, 200, "BH-15", ("buri",)), Home(3, 50, "BH-17", anywhere=True)]
    outcome = distribute(columns(homes), (lot("buri", 2, place="BH-15", kind=ProjectAccess.LOCAL),), rules())

    assert given(outcome) == {2: ("buri", HOUSE)}
    assert explain(outcome, 1).standing is ApplicationResult.NOTHING_ASKED


def test_whoever_names_no_project_is_served_in_their_own_governorate_first() -> None:
    homes = [Home(1, 100, "BH-15", anywhere=True), Home(2, 200, "BH-15", anywhere=True)]
    stock = (lot("buri", 1, place="BH-13"), lot("sitra", 1, place="BH-15"))

    assert given(distribute(columns(homes), stock, rules())) == {1: ("sitra", HOUSE), 2: ("buri", HOUSE)}


def test_whoever_needs_an_equipped_home_is_given_an_ordinary_one_when_none_is_left() -> None:
    homes = [Home(case, case, wishes=("buri",), entitlement=EQUIPPED_HOUSES) for case in (1, 2)]
    outcome = distribute(columns(homes), (lot("buri", 1, EQUIPPED), lot("buri", 1)), rules())

    assert given(outcome) == {1: ("buri", EQUIPPED), 2: ("buri", HOUSE)}


def test_an_open_set_aside_goes_to_all_when_the_governorate_asks_no_more() -> None:
    homes = [Home(1, 100, "BH-15", ("buri",)), Home(2, 200, "BH-15", ("buri",)), Home(3, 300, wishes=("buri",))]
    outcome = distribute(columns(homes), (lot("buri", 3),), rules(set_aside=100))

    (figures,) = outcome.figures
    assert (figures.set_aside, figures.from_set_aside, figures.nominated, figures.left) == (3, 1, 3, 0)
    assert (figures.reached, figures.reached_local) == (200, 300)
    assert outcome.reached_by_governorate() == {"BH-13": 300, "BH-15": 200}


def test_exceptions_come_first_and_do_not_move_the_seniority_reached() -> None:
    homes = [Home(1, 100, wishes=("buri",)), Home(2, 900, wishes=("buri",), exception=7)]
    outcome = distribute(columns(homes), (lot("buri", 2),), rules())

    (figures,) = outcome.figures
    assert [(each.case, each.place, each.exception) for each in outcome.nominated()] == [(2, 1, 7), (1, 2, 0)]
    assert (figures.by_exception, figures.reached) == (1, 100)
    assert outcome.reached_by_governorate() == {"BH-13": 100}


def test_a_home_given_up_goes_to_the_next_and_those_settled_stay() -> None:
    homes = [Home(case, case, wishes=("buri", "sitra")) for case in (1, 2, 3, 4)]
    stock = (lot("buri", 1), lot("sitra", 2))
    first = distribute(columns(homes), stock, rules())
    assert given(first) == {1: ("buri", HOUSE), 2: ("sitra", HOUSE), 3: ("sitra", HOUSE)}

    moved = distribute(columns(homes), stock, rules(), without=frozenset({1}))
    assert given(moved) == {2: ("buri", HOUSE), 3: ("sitra", HOUSE), 4: ("sitra", HOUSE)}

    settled = (Settled(case=2, project="sitra", unit_class=HOUSE, set_aside=False),)
    kept = distribute(columns(homes), stock, rules(), without=frozenset({1}), settled=settled)
    assert given(kept) == {2: ("sitra", HOUSE), 3: ("buri", HOUSE), 4: ("sitra", HOUSE)}


def test_whoever_is_settled_must_have_been_in_it() -> None:
    settled = (Settled(case=9, project="buri", unit_class=HOUSE, set_aside=False),)
    with pytest.raises(NotInTheDistribution):
        distribute(columns([Home(1, 1)]), (lot("buri", 1),), rules(), settled=settled)


def test_a_reserve_counts_households_up_and_puts_need_first() -> None:
    either = replace(rules(reserve=50), entitlements=((EQUIPPED, HOUSE), (EQUIPPED, HOUSE), ()))
    homes = [
        Home(1, 1, wishes=("buri",), entitlement=EQUIPPED_HOUSES),
        Home(2, 2, wishes=("buri",)),
        Home(3, 3, wishes=("buri",), entitlement=EQUIPPED_HOUSES),
        Home(4, 4, wishes=("buri",)),
    ]
    outcome = distribute(columns(homes), (lot("buri", 1, EQUIPPED),), either)
    assert [(turn.case, turn.turn) for turn in outcome.in_reserve()] == [(3, 1)]


def test_why_and_why_not() -> None:
    homes = [
        Home(1, 100, wishes=("buri", "sitra")),
        Home(2, 200, wishes=("buri", "sitra")),
        Home(3, 300, wishes=("buri", "salman")),
        Home(4, 400, wishes=("buri",)),
        Home(5, 500),
        Home(6, 600, wishes=("buri",)),
    ]
    stock = (lot("buri", 1), lot("sitra", 1), lot("salman", 0))
    outcome = distribute(columns(homes), stock, rules(reserve=100), without=frozenset({6}))

    def reasons(case: int) -> list[tuple[str, Reason, int, int | None]]:
        wishes = explain(outcome, case).wishes
        return [(wish.figures.lot.project, wish.reason, wish.place, wish.turn) for wish in wishes]

    assert reasons(1) == [("buri", Reason.GIVEN, 1, None), ("sitra", Reason.DEARER_GIVEN, 1, None)]
    assert reasons(2) == [("buri", Reason.RAN_OUT, 2, None), ("sitra", Reason.GIVEN, 2, None)]
    assert reasons(3) == [("buri", Reason.RAN_OUT, 3, 1), ("salman", Reason.NO_HOMES, 1, None)]
    assert reasons(4) == [("buri", Reason.RAN_OUT, 4, None)]
    assert reasons(6) == [("buri", Reason.LEFT_OUT, 5, None)]
    assert [explain(outcome, case).standing for case in (1, 3, 4, 5, 6)] == [
        ApplicationResult.NOMINATED,
        ApplicationResult.RESERVE,
        ApplicationResult.NOT_REACHED,
        ApplicationResult.NOTHING_ASKED,
        ApplicationResult.LEFT_OUT,
    ]
    refused, senior = explain(outcome, 3), explain(outcome, 2)
    assert (refused.rank, refused.seniority, refused.exception) == (3, 300, 0)
    assert [wish.last_case for wish in senior.wishes] == [1, 2]
    assert [wish.last_case for wish in refused.wishes] == [1, None]


def test_why_not_an_equipped_home() -> None:
    either = replace(rules(), entitlements=((EQUIPPED,), (EQUIPPED,), ()))
    homes = [Home(1, 100, wishes=("buri",)), Home(2, 200, wishes=("buri",), entitlement=EQUIPPED_HOUSES)]
    outcome = distribute(columns(homes), (lot("buri", 1, EQUIPPED),), either)

    (wish,) = explain(outcome, 1).wishes
    assert (wish.reason, wish.place) == (Reason.KEPT_FOR_NEED, 2)
    assert explain(outcome, 2).wishes[0].place == 1


def test_a_class_nobody_is_entitled_to_is_given_to_nobody() -> None:
    outcome = distribute(columns([Home(1, 1, anywhere=True)]), (lot("buri", 1, "villa"),), rules())

    assert given(outcome) == {}
    assert outcome.figures[0].left == 1


def test_programmes_do_not_mix() -> None:
    homes = [Home(1, 1, wishes=("buri",), entitlement=FLATS), Home(2, 2, wishes=("buri",))]

    assert given(distribute(columns(homes), (lot("buri", 2), lot("buri", 1, FLAT)), rules())) == {
        1: ("buri", FLAT),
        2: ("buri", HOUSE),
    }


def test_nobody_is_told_of_who_was_not_in_it() -> None:
    with pytest.raises(NotInTheDistribution):
        explain(distribute(columns([Home(1, 1)]), (), rules()), 2)


def test_what_cannot_be_is_refused() -> None:
    one = columns([Home(1, 1)])
    with pytest.raises(ApplicationTwice):
        distribute(columns([Home(1, 1), Home(1, 2)]), (), rules())
    with pytest.raises(LotTwice):
        distribute(one, (lot("buri", 1), lot("buri", 2)), rules())
    for wrong in (lot("atlantis", 1), lot("buri", -1), lot("buri", 1, place="BH-16")):
        with pytest.raises(BadColumns):
            distribute(one, (wrong,), rules())
    for column, value in (("governorate", 9), ("entitlement", -1), ("wishes", np.full((1, 3), 99, dtype=np.int16))):
        with pytest.raises(BadColumns):
            distribute(replace(one, **{column: np.array([value]) if isinstance(value, int) else value}), (), rules())
    with pytest.raises(BadColumns):
        distribute(replace(one, order=np.array([1, 2])), (), rules())
    with pytest.raises(BadColumns):
        distribute(replace(one, wishes=np.array([1])), (), rules())
