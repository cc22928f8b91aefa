"""A household waits only for homes it may be nominated to: by class, accessible ones first to those who need them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.forecast.worlds import CERTAIN, USUAL, middle, project, seen

from iskan.core.distribution.market import NONE, Applications, DistributionRules, Lot
from iskan.core.distribution.market import ProjectAccess as ProjectKind
from iskan.core.distribution.outcome import distribute
from iskan.core.forecast.lots import NEW
from iskan.core.forecast.outcomes import BEYOND
from iskan.core.forecast.queue import HouseholdKind
from iskan.core.forecast.supply import NewProgrammes, Work
from iskan.policy.nomination import classes_for, is_accessible

THREE, FOUR, EQUIPPED, GROUND = "house-3br", "house-4br", "house-4br-accessible", "house-3br-ground"
CLASSES = (THREE, FOUR, EQUIPPED, GROUND, "house-3br-accessible")


def kind(bedrooms: int = 0, *, needs: bool = False, classes: tuple[str, ...] = CLASSES) -> HouseholdKind:
    """Return the kind the policy makes of a household."""
    offered = classes_for("unit", needs_accessible=needs, bedrooms=bedrooms, classes=classes)
    return HouseholdKind(classes=offered, needs_accessible=needs)


def homes(unit_class: str, code: str = "p", **said: object) -> Work:
    last = classes_for("unit", needs_accessible=False, bedrooms=0, classes=CLASSES).index(unit_class)
    return project(code, unit_class=unit_class, accessible=is_accessible(unit_class), last=last, **said)


SMALL, LARGE, NEEDS = kind(), kind(4), kind(needs=True)
BY_LETTER = {"s": SMALL, "l": LARGE, "n": NEEDS, "N": kind(4, needs=True)}


def told(letters: str, *works: Work, **said: object) -> list[int]:
    """Return the middle months of households of one region, each by the letter of its kind."""
    kinds = [BY_LETTER[letter] for letter in letters]
    months: list[int] = seen("a" * len(letters), *works, kinds=kinds, **said).months[:, 1].tolist()  # type: ignore[arg-type]  # named by the test
    return months


def test_homes_too_small_are_passed_over() -> None:
    assert told("lsls", homes(THREE, units=3)) == [BEYOND, 12, BEYOND, 12]
    assert told("lsls", homes(FOUR, units=3)) == [12, 12, 12, BEYOND]


def test_accessible_homes_go_first_to_those_who_need_them() -> None:
    assert told("ssnn", homes(EQUIPPED, units=1)) == [BEYOND, BEYOND, 12, BEYOND]
    assert told("ssnn", homes(EQUIPPED, units=3)) == [12, BEYOND, 12, 12]
    assert told("ssn", homes(EQUIPPED, units=2), given=replace(CERTAIN, set_aside=0.5)) == [12, BEYOND, 12]


def test_who_needs_one_may_be_given_another_home() -> None:
    assert told("nss", homes(FOUR, units=2)) == [12, 12, BEYOND]
    assert told("nss", homes(EQUIPPED, units=1), homes(FOUR, units=1)) == [12, 12, BEYOND]


def test_what_is_left_of_accessible_homes_goes_last_to_the_others() -> None:
    # The first takes the three bedrooms it would rather have, so the accessible home is left to the second.
    assert told("sls", homes(EQUIPPED, units=1), homes(THREE, units=1)) == [12, 12, BEYOND]


def test_set_aside_accessible_homes_nobody_local_needs_go_to_who_needs_them_elsewhere() -> None:
    works = (homes(EQUIPPED, units=2, region="b"),)
    found = seen("aab", *works, kinds=(SMALL, NEEDS, SMALL), given=replace(CERTAIN, set_aside=0.5))
    assert found.months[:, 1].tolist() == [12, 12, BEYOND]
    local = seen("aab", replace(works[0], local=True), kinds=(SMALL, NEEDS, SMALL))
    assert local.months[:, 1].tolist() == [BEYOND, BEYOND, 12]


def test_new_programmes_are_counted_for_every_kind() -> None:
    coming = (NewProgrammes(region="", yearly=(2, 2, 2), begins=3),)
    found = seen("aa", coming=coming, kinds=(LARGE, NEEDS))
    assert (found.months[:, 1] // 12).tolist() == [3, 3]
    assert [found.names[number] for number in found.projects[:, 0]] == [NEW, NEW]


LETTERS = st.text("slnN", min_size=1, max_size=25)
WORKS = st.lists(
    st.builds(
        homes,
        st.sampled_from(CLASSES),
        st.sampled_from(["p", "q", "r", "s"]),
        region=st.sampled_from("ab"),
        local=st.booleans(),
        units=st.integers(1, 5),
        begins=st.floats(-2, 3),
        years=st.floats(0.5, 4),
        gates=st.integers(0, 2),
    ),
    max_size=5,
    unique_by=lambda work: work.code,
)


def households(letters: str, seed: int) -> tuple[str, list[HouseholdKind]]:
    regions = np.random.default_rng(seed).choice(["a", "b"], len(letters))
    return "".join(regions), [BY_LETTER[letter] for letter in letters]


@settings(max_examples=60)
@given(LETTERS, WORKS, st.integers(0, 5))
def test_a_household_is_served_only_by_what_it_may_be_given(letters: str, works: list[Work], seed: int) -> None:
    regions, kinds = households(letters, seed)
    found = seen(regions, *works, given=USUAL, seed=seed, kinds=kinds)
    by_code = {work.code: work for work in works}
    for row, mine in enumerate(kinds):
        served_by = [by_code[found.names[number]] for number in found.projects[row] if number != BEYOND]
        assert all(mine.may_be_given(work.unit_class) for work in served_by)
        assert all(not work.local or work.region == regions[row] for work in served_by)


@settings(max_examples=60)
@given(LETTERS, WORKS, st.integers(0, 5), st.integers(1, 9))
def test_homes_of_another_class_alone_bring_nobody_forward(
    letters: str, works: list[Work], seed: int, more: int
) -> None:
    """Nobody on a list of houses may be given a flat, so flats change no household's months by a day."""
    regions, kinds = households(letters, seed)
    flats = project("flats", unit_class="flat-3br", units=more, begins=-1.0, years=1.0, done=1)
    before = seen(regions, *works, given=USUAL, seed=seed, kinds=kinds)
    after = seen(regions, flats, *works, given=USUAL, seed=seed, kinds=kinds)
    assert (before.months == after.months).all()


@settings(max_examples=60)
@given(st.text("sl", min_size=1, max_size=25), st.integers(0, 5), st.integers(1, 9))
def test_smaller_homes_never_serve_those_given_none_so_small(letters: str, seed: int, more: int) -> None:
    """With apart classes, more of the one leaves whoever waits for the other exactly where they were."""
    apart = [HouseholdKind(classes=(THREE,)) if letter == "s" else HouseholdKind(classes=(FOUR,)) for letter in letters]
    fours, threes = homes(FOUR, units=3), homes(THREE, "q", units=more, begins=-1.0, years=1.0, done=1)
    large = np.array([letter == "l" for letter in letters])
    before = seen("a" * len(letters), fours, given=USUAL, seed=seed, kinds=apart).months
    after = seen("a" * len(letters), fours, threes, given=USUAL, seed=seed, kinds=apart).months
    assert (before[large] == after[large]).all()
    assert (before[~large] == BEYOND).all()


@settings(max_examples=60)
@given(LETTERS, WORKS, st.integers(0, 5), st.integers(1, 4), st.sampled_from(CLASSES))
def test_more_homes_are_never_later(letters: str, works: list[Work], seed: int, more: int, unit_class: str) -> None:
    regions, kinds = households(letters, seed)
    before = middle(seen(regions, *works, given=USUAL, seed=seed, kinds=kinds))
    added = homes(unit_class, "another", units=more, region="b")
    after = middle(seen(regions, *works, added, given=USUAL, seed=seed, kinds=kinds))
    assert (after <= before).all()


@settings(max_examples=60)
@given(st.text("ab", min_size=1, max_size=25), WORKS, st.integers(0, 5), st.data())
def test_with_one_class_and_no_accessible_homes_nothing_changes(
    regions: str, works: list[Work], seed: int, data: st.DataObject
) -> None:
    """Households told apart by size and need are foretold as if they were not, where that decides nothing."""
    plain = [replace(work, unit_class="", accessible=False) for work in works]
    classed = [replace(work, unit_class=FOUR, accessible=False) for work in works]
    letters = data.draw(st.text("slnN", min_size=len(regions), max_size=len(regions)))
    coming = (NewProgrammes(region="", yearly=(1, 4, 2), begins=4),)
    half = replace(USUAL, set_aside=0.5)
    kinds = [BY_LETTER[letter] for letter in letters]
    today = seen(regions, *plain, given=half, seed=seed, coming=coming)
    found = seen(regions, *classed, given=half, seed=seed, coming=coming, kinds=kinds)
    assert (today.months == found.months).all()
    assert (today.projects == found.projects).all()
    assert (today.shares == found.shares).all()


@settings(max_examples=60)
@given(st.text("sl", min_size=1, max_size=25), WORKS, st.integers(0, 5), st.data())
def test_a_registered_need_never_makes_ones_own_turn_later(
    letters: str, works: list[Work], seed: int, data: st.DataObject
) -> None:
    who = data.draw(st.integers(0, len(letters) - 1))
    regions, kinds = households(letters, seed)
    needs = [*kinds]
    needs[who] = kind(4 if letters[who] == "l" else 0, needs=True)
    before = middle(seen(regions, *works, given=USUAL, seed=seed, kinds=kinds))[who]
    assert middle(seen(regions, *works, given=USUAL, seed=seed, kinds=needs))[who] <= before


@settings(max_examples=80)
@given(LETTERS, st.dictionaries(st.sampled_from(CLASSES), st.integers(1, 5), min_size=1), st.booleans())
def test_one_project_serves_whom_the_distribution_nominates(letters: str, units: dict[str, int], local: bool) -> None:  # noqa: FBT001 -- drawn by Hypothesis
    """The walk hands a project's homes to exactly those whom the distribution would give them to."""
    regions, kinds = households(letters, len(letters))
    order = classes_for("unit", needs_accessible=True, bedrooms=0, classes=units)
    works = [homes(name, units=units[name], local=local) for name in order]
    found = seen(regions, *works, kinds=kinds, runs=1).months[:, 1]
    assert (found != BEYOND).tolist() == _nominated(regions, kinds, units, local=local)


def _nominated(regions: str, kinds: list[HouseholdKind], units: dict[str, int], *, local: bool) -> list[bool]:
    count, different = len(kinds), list(dict.fromkeys(kinds))
    numbers = np.arange(count)
    applications = Applications(
        case=numbers,
        seniority=numbers,
        order=numbers,
        governorate=np.array(["ab".index(region) for region in regions]),
        entitlement=np.array([different.index(each) for each in kinds]),
        needs_accessible=np.array([each.needs_accessible for each in kinds]),
        wishes=np.full((count, 3), NONE, dtype=np.int16),
        anywhere=np.ones(count, dtype=np.bool_),
        exception=np.zeros(count, dtype=np.int64),
    )
    where = ProjectKind.LOCAL if local else ProjectKind.GENERAL
    lots = tuple(
        Lot(project="p", governorate="a", kind=where, unit_class=name, units=many, accessible=is_accessible(name))
        for name, many in units.items()
    )
    offered = tuple(tuple(name for name in each.classes or () if name in units) for each in different)
    outcome = distribute(
        applications, lots, DistributionRules(governorates=("a", "b"), projects=("p",), entitlements=offered)
    )
    served = dict(zip(outcome.market.applications.case.tolist(), (outcome.places.pool != NONE).tolist(), strict=True))
    return [served[number] for number in range(count)]


@pytest.mark.parametrize("needs", [False, True])
def test_what_may_be_given_is_said_by_the_policy(needs: bool) -> None:  # noqa: FBT001 -- a table of cases
    assert kind(needs=needs).may_be_given(THREE)
    assert not kind(4, needs=needs).may_be_given(THREE)
    assert not kind(needs=needs).may_be_given("flat-3br")
    assert kind(needs=needs).may_be_given("")
