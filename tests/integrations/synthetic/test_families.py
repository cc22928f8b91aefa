"""The population by seed: the same for ever, of every kind the law distinguishes, with its share of odd cases."""

import hashlib
import json
from collections import Counter, deque
from itertools import islice
from random import Random

import pytest

from iskan.integrations.synthetic.families import families, people
from iskan.integrations.synthetic.numbers import NumbersExhausted, PersonalNumbers, conforms
from iskan.integrations.synthetic.people import DAY, NOWHERE, SyntheticFamily, SyntheticPerson
from iskan.integrations.synthetic.places import BY_NUMBER

SEED, SIZE = 2026, 12_000
GOLDEN = "088f47f2f082c260152576786b3e23b7e95fb8fed942504ca3b99d722886dbcd"


@pytest.fixture(scope="module")
def made() -> tuple[SyntheticFamily, ...]:
    return tuple(families(seed=SEED, people=SIZE))


@pytest.fixture(scope="module")
def everyone(made: tuple[SyntheticFamily, ...]) -> tuple[SyntheticPerson, ...]:
    return tuple(person for family in made for person in family.people)


def digest(seed: int, size: int) -> str:
    told = list(families(seed=seed, people=size))
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def test_a_seed_says_the_same_for_ever() -> None:
    assert digest(SEED, 3000) == GOLDEN


def test_another_seed_says_otherwise() -> None:
    assert digest(SEED + 1, 3000) != GOLDEN


def test_a_longer_stream_begins_with_the_shorter(made: tuple[SyntheticFamily, ...]) -> None:
    shorter = list(families(seed=SEED, people=2000))
    assert list(islice(made, len(shorter))) == shorter


def test_as_many_people_as_wanted(everyone: tuple[SyntheticPerson, ...]) -> None:
    assert SIZE <= len(everyone) < SIZE + 20
    assert len(list(people(seed=SEED, people=SIZE))) == len(everyone)


def test_numbers_are_nine_digits_and_nobodys_twice(everyone: tuple[SyntheticPerson, ...]) -> None:
    cprs = [person.cpr for person in everyone]
    assert len(set(cprs)) == len(cprs)
    assert all(len(cpr) == 9 and cpr.isascii() and cpr.isdigit() for cpr in cprs)


def test_most_numbers_conform_and_a_few_do_not(everyone: tuple[SyntheticPerson, ...]) -> None:
    odd = sum(not conforms(person.cpr, person.born) for person in everyone)
    assert 0.01 < odd / len(everyone) < 0.02


def test_leading_noughts_are_kept(everyone: tuple[SyntheticPerson, ...]) -> None:
    assert sum(person.cpr.startswith("0") for person in everyone) > 100


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("young_couple", 0.2),
        ("older_couple", 0.1),
        ("three_generations", 0.08),
        ("widow", 0.02),
        ("widow_alone", 0.015),
        ("divorced_mother", 0.04),
        ("two_wives", 0.01),
        ("foreign_wife", 0.02),
        ("foreign_husband", 0.01),
        ("single", 0.03),
        ("orphans", 0.007),
    ],
)
def test_every_kind_of_family_is_there(made: tuple[SyntheticFamily, ...], kind: str, least: float) -> None:
    kinds = Counter(family.kind for family in made)
    assert kinds[kind] / len(made) > least


def test_custody_is_split_now_and_then(made: tuple[SyntheticFamily, ...]) -> None:
    split = [family for family in made if len({custody.custodian for custody in family.custodies}) > 1]
    assert split
    for family in split:
        homes = {person.cpr: person.dwelling for person in family.people}
        assert all(homes[custody.child] == homes[custody.custodian] for custody in family.custodies)


def test_the_living_have_a_dwelling_and_the_dead_none(made: tuple[SyntheticFamily, ...]) -> None:
    for family in made:
        for person in family.people:
            assert (person.dwelling == NOWHERE) == (person.died is not None)
            assert person.dwelling < len(family.dwellings)


def test_every_dwelling_stands_in_a_known_block(made: tuple[SyntheticFamily, ...]) -> None:
    assert {dwelling.block for family in made for dwelling in family.dwellings} <= BY_NUMBER.keys()


def test_nobody_is_born_after_the_day_or_before_their_parents(made: tuple[SyntheticFamily, ...]) -> None:
    for family in made:
        born = {person.cpr: person.born for person in family.people}
        for person in family.people:
            assert person.born <= DAY
            parents = [born[parent] for parent in (person.father, person.mother) if parent]
            assert all((person.born - parent).days > 18 * 365 for parent in parents)


def test_bonds_and_kin_name_members_of_the_family(made: tuple[SyntheticFamily, ...]) -> None:
    for family in made:
        known = {person.cpr for person in family.people} | {""}
        named = {cpr for person in family.people for cpr in (person.father, person.mother, *person.spouses)}
        named |= {cpr for bond in family.bonds for cpr in (bond.husband, bond.wife)}
        assert named <= known


def test_marriages_began_before_they_ended(made: tuple[SyntheticFamily, ...]) -> None:
    ends = [(bond.began, bond.ended) for family in made for bond in family.bonds if bond.ended]
    assert ends
    assert all(began < ended <= DAY for began, ended in ends)


def test_children_carry_their_fathers_names(made: tuple[SyntheticFamily, ...]) -> None:
    names = {person.cpr: person.name_ar.split(" ") for family in made for person in family.people}
    for family in made:
        for person in family.people:
            if person.father:
                father, child = names[person.father], names[person.cpr]
                assert child[1] == father[0]
                assert child[-1] == father[-1]


def test_numbers_run_out_by_name() -> None:
    numbers = PersonalNumbers(Random(1))  # noqa: S311 -- repeatable
    given = {numbers.for_birth(DAY) for _ in range(91_000)}
    assert len(given) == 91_000
    with pytest.raises(NumbersExhausted):
        deque((numbers.for_birth(DAY) for _ in range(5_000)), maxlen=0)
