"""What registers answer over the population: records that agree with one another, odd cases in their share."""

from collections import Counter
from datetime import date

import pytest

from iskan.core.money import Money
from iskan.core.registers import (
    AcquiredBy,
    Employment,
    MaritalStatus,
    Relation,
    WorkStatus,
    decode,
    encode,
)
from iskan.core.text import fold
from iskan.integrations.synthetic import cast
from iskan.integrations.synthetic.people import DAY, Family, Person, relation
from iskan.integrations.synthetic.population import Population, Unknown

TODAY = date(2026, 11, 20)
ANSWERS = (
    "person", "household", "wage", "work", "residence", "disability", "home_finance", "personal_status",
)  # fmt: skip


@pytest.fixture(scope="module")
def population() -> Population:
    return Population(seed=2026, people=12_000, today=lambda: TODAY)


@pytest.fixture(scope="module")
def adults(population: Population) -> list[str]:
    people = (population.person(cpr) for cpr in population.cprs())
    return [person.cpr for person in people if person.is_alive and person.age_on(DAY) >= 21]


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_is_the_same_when_asked_again_and_on_the_wire(population: Population, answer: str) -> None:
    again = Population(seed=2026, people=12_000, today=lambda: TODAY)
    for cpr in population.cprs()[:2000]:
        record = getattr(population, answer)(cpr)
        assert record == getattr(again, answer)(cpr)
        assert decode(type(record), encode(record)) == record


@pytest.mark.parametrize("answer", [*ANSWERS, "properties"])
def test_nobody_is_known_under_another_number(population: Population, answer: str) -> None:
    assert "999999999" not in population
    with pytest.raises(Unknown):
        getattr(population, answer)("999999999")


def test_family_ties_are_seen_from_both_ends(population: Population) -> None:
    mirrored = {
        Relation.SPOUSE: Relation.SPOUSE,
        Relation.SIBLING: Relation.SIBLING,
        Relation.CHILD: Relation.PARENT,
        Relation.GRANDCHILD: Relation.GRANDPARENT,
    }
    seen = Counter[Relation]()
    for cpr in population.cprs()[:3000]:
        for member in population.household(cpr).members:
            seen[member.relation] += 1
            back = {other.person.cpr: other.relation for other in population.household(member.person.cpr).members}
            if member.relation in mirrored and cpr in back:
                assert back[cpr] is mirrored[member.relation]
    assert set(Relation) <= set(seen)


def test_the_dead_are_in_no_household_but_in_the_courts_record(population: Population) -> None:
    widows = [cpr for cpr in population.cprs() if population.person(cpr).marital_status is MaritalStatus.WIDOWED]
    living = [cpr for cpr in widows if population.person(cpr).is_alive]
    assert living
    for cpr in living:
        assert all(member.person.is_alive for member in population.household(cpr).members)
        assert Relation.SPOUSE in {death.relation for death in population.personal_status(cpr).deaths}


def test_wages_are_of_the_day_asked(population: Population) -> None:
    assert population.wage(cast.QUALIFIES_FOR_UNIT).as_of == TODAY
    assert population.residence(cast.QUALIFIES_FOR_UNIT).as_of == TODAY


def test_wages_lie_in_the_bands_the_services_speak_of(population: Population, adults: list[str]) -> None:
    insured = [wage.basic for cpr in adults if (wage := population.wage(cpr)).insured]
    within = [basic for basic in insured if Money.bhd(200) <= basic <= Money.bhd(1500)]
    assert len(within) / len(insured) > 0.9
    assert sum(basic > Money.bhd(900) for basic in insured) > 50


def test_every_employment_is_there(population: Population, adults: list[str]) -> None:
    kinds = Counter(population.wage(cpr).employment for cpr in adults)
    assert set(kinds) == set(Employment)
    assert all(count > 20 for count in kinds.values())


def test_work_agrees_with_insurance(population: Population, adults: list[str]) -> None:
    for cpr in adults[:1500]:
        wage, work = population.wage(cpr), population.work(cpr)
        works = wage.employment not in {Employment.UNEMPLOYED, Employment.RETIRED}
        assert (work.status is WorkStatus.EMPLOYED) == works
        assert work.employer == (wage.employer if works else None)


def test_property_comes_in_every_shape_the_ownership_test_knows(population: Population, adults: list[str]) -> None:
    held = [estate for cpr in adults for estate in population.properties(cpr)]
    inherited = [estate for estate in held if estate.acquired_by is AcquiredBy.INHERITANCE and not estate.separate]
    assert 0.05 < sum(bool(population.properties(cpr)) for cpr in adults) / len(adults) < 0.25
    assert any(estate.area_m2 > 200 for estate in inherited)
    assert any(estate.area_m2 <= 200 for estate in inherited)
    assert any(estate.uninhabitable for estate in held)
    assert any(estate.separate and estate.area_m2 <= 100 for estate in held)
    assert {estate.acquired_by for estate in held} == set(AcquiredBy)
    assert any(estate.disposed_on for estate in held)
    assert all(estate.disposed_on is None or estate.disposed_on > estate.acquired_on for estate in held)


def test_names_are_spelt_otherwise_now_and_then(population: Population, adults: list[str]) -> None:
    pairs = [(population.person(cpr).name_ar, population.wage(cpr).holder_name) for cpr in adults]
    odd = [(name, other) for name, other in pairs if name != other]
    assert 0.015 < len(odd) / len(pairs) < 0.05
    assert any(fold(name) == fold(other) for name, other in odd)
    assert any(fold(name) != fold(other) for name, other in odd)


def test_few_are_disabled_indebted_or_abroad(population: Population, adults: list[str]) -> None:
    shares = {
        "disabled": sum(population.disability(cpr).has_disability for cpr in adults) / len(adults),
        "indebted": sum(population.home_finance(cpr).has_home_finance for cpr in adults) / len(adults),
        "abroad": sum(not population.residence(cpr).permanently_resident for cpr in adults) / len(adults),
    }
    assert all(0.005 < share < 0.08 for share in shares.values()), shares


def test_foreigners_have_permits_and_bahrainis_none(population: Population, adults: list[str]) -> None:
    permits = [(population.residence(cpr).permit_valid_until, population.person(cpr)) for cpr in adults]
    assert all((permit is None) == person.is_bahraini for permit, person in permits)
    assert any(permit is not None and permit < DAY for permit, _ in permits)


def test_several_wives_live_each_in_her_own_home(population: Population) -> None:
    wives = population.household(cast.TWO_WIVES).of(Relation.SPOUSE)
    assert [wife.lives_with for wife in wives] == [True, False]
    assert wives[0].person.address != wives[1].person.address


def test_kin_without_a_name_for_it_are_others() -> None:
    def one(cpr: str) -> Person:
        return Person(cpr, "أ", "A", False, DAY, "BH", "single", 0, "", "", (), None)  # noqa: FBT003 -- a row

    family = Family(1, "odd", (one("1"), one("2")), (), (), ())
    assert relation(family.people[0], family.people[1], family) is Relation.OTHER


def test_a_population_says_how_many_it_is(population: Population) -> None:
    assert len(population) == len(population.cprs()) >= 12_000
