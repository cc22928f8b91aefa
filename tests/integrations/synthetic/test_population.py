"""What registers answer over the population: records that agree with one another, odd cases in their share."""

from collections import Counter
from datetime import date

import pytest

from iskan.core.money import Money
from iskan.core.people import Employment, MaritalStatus, Relation
from iskan.core.records import encode, read
from iskan.core.text import fold
from iskan.integrations import registers
from iskan.integrations.registers.credit_bureau.simulator import home_finance
from iskan.integrations.registers.health.simulator import disability
from iskan.integrations.registers.immigration.simulator import residence
from iskan.integrations.registers.justice.simulator import personal_status
from iskan.integrations.registers.labour.records import WorkStatus
from iskan.integrations.registers.labour.simulator import work
from iskan.integrations.registers.land_registry.records import AcquiredBy
from iskan.integrations.registers.land_registry.simulator import properties
from iskan.integrations.registers.social_insurance.simulator import wage
from iskan.integrations.simulators.answers import records_about
from iskan.integrations.synthetic import cast
from iskan.integrations.synthetic.people import DAY, SyntheticFamily, SyntheticPerson, relation
from iskan.integrations.synthetic.population import Population, Unknown

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def population() -> Population:
    return Population(seed=2026, people=12_000, today=lambda: TODAY)


@pytest.fixture(scope="module")
def adults(population: Population) -> list[str]:
    people = (population.person(cpr) for cpr in population.cprs())
    return [person.cpr for person in people if person.is_alive and person.age_on(DAY) >= 21]


@pytest.mark.parametrize("register", registers.codes())
def test_every_answer_is_the_same_when_asked_again_and_on_the_wire(population: Population, register: str) -> None:
    again = Population(seed=2026, people=12_000, today=lambda: TODAY)
    for cpr in population.cprs()[:2000]:
        records = records_about(register, population, cpr)
        assert records == records_about(register, again, cpr)
        assert all(read(type(record), encode(record)) == ((record,), ()) for record in records)


@pytest.mark.parametrize("register", registers.codes())
def test_nobody_is_known_under_another_number(population: Population, register: str) -> None:
    assert "999999999" not in population
    with pytest.raises(Unknown):
        records_about(register, population, "999999999")


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
        assert Relation.SPOUSE in {death.relation for death in personal_status(population, cpr).deaths}


def test_wages_are_of_the_day_asked(population: Population) -> None:
    assert wage(population, cast.QUALIFIES_FOR_UNIT).as_of == TODAY
    assert residence(population, cast.QUALIFIES_FOR_UNIT).as_of == TODAY


def test_wages_lie_in_the_bands_the_services_speak_of(population: Population, adults: list[str]) -> None:
    insured = [found.basic for cpr in adults if (found := wage(population, cpr)).insured]
    within = [basic for basic in insured if Money.bhd(200) <= basic <= Money.bhd(1500)]
    assert len(within) / len(insured) > 0.9
    assert sum(basic > Money.bhd(900) for basic in insured) > 50


def test_every_employment_is_there(population: Population, adults: list[str]) -> None:
    kinds = Counter(wage(population, cpr).employment for cpr in adults)
    assert set(kinds) == set(Employment)
    assert all(count > 20 for count in kinds.values())


def test_work_agrees_with_insurance(population: Population, adults: list[str]) -> None:
    for cpr in adults[:1500]:
        insured, labour = wage(population, cpr), work(population, cpr)
        works = insured.employment not in {Employment.UNEMPLOYED, Employment.RETIRED}
        assert (labour.status is WorkStatus.EMPLOYED) == works
        assert labour.employer == (insured.employer if works else None)


def test_property_comes_in_every_shape_the_ownership_test_knows(population: Population, adults: list[str]) -> None:
    held = [estate for cpr in adults for estate in properties(population, cpr)]
    inherited = [estate for estate in held if estate.acquired_by is AcquiredBy.INHERITANCE and not estate.separate]
    assert 0.05 < sum(bool(properties(population, cpr)) for cpr in adults) / len(adults) < 0.25
    assert any(estate.area_m2 > 200 for estate in inherited)
    assert any(estate.area_m2 <= 200 for estate in inherited)
    assert any(estate.uninhabitable for estate in held)
    assert any(estate.separate and estate.area_m2 <= 100 for estate in held)
    assert {estate.acquired_by for estate in held} == set(AcquiredBy)
    assert any(estate.disposed_on for estate in held)
    assert all(estate.disposed_on is None or estate.disposed_on > estate.acquired_on for estate in held)


def test_names_are_spelt_otherwise_now_and_then(population: Population, adults: list[str]) -> None:
    pairs = [(population.person(cpr).name_ar, wage(population, cpr).holder_name) for cpr in adults]
    odd = [(name, other) for name, other in pairs if name != other]
    assert 0.015 < len(odd) / len(pairs) < 0.05
    assert any(fold(name) == fold(other) for name, other in odd)
    assert any(fold(name) != fold(other) for name, other in odd)


def test_few_are_disabled_indebted_or_abroad(population: Population, adults: list[str]) -> None:
    shares = {
        "disabled": sum(disability(population, cpr).has_disability for cpr in adults) / len(adults),
        "indebted": sum(home_finance(population, cpr).has_home_finance for cpr in adults) / len(adults),
        "abroad": sum(not residence(population, cpr).permanently_resident for cpr in adults) / len(adults),
    }
    assert all(0.005 < share < 0.08 for share in shares.values()), shares


def test_foreigners_have_permits_and_bahrainis_none(population: Population, adults: list[str]) -> None:
    permits = [(residence(population, cpr).permit_valid_until, population.person(cpr)) for cpr in adults]
    assert all((permit is None) == person.is_bahraini for permit, person in permits)
    assert any(permit is not None and permit < DAY for permit, _ in permits)


def test_several_wives_live_each_in_her_own_home(population: Population) -> None:
    wives = population.household(cast.TWO_WIVES).of(Relation.SPOUSE)
    assert [wife.lives_with for wife in wives] == [True, False]
    assert wives[0].person.address != wives[1].person.address


def test_kin_without_a_name_for_it_are_others() -> None:
    def one(cpr: str) -> SyntheticPerson:
        return SyntheticPerson(cpr, "أ", "A", False, DAY, "BH", "single", 0, "", "", (), None)  # noqa: FBT003 -- a row

    family = SyntheticFamily(1, "odd", (one("1"), one("2")), (), (), ())
    assert relation(family.people[0], family.people[1], family) is Relation.OTHER


def test_a_population_says_how_many_it_is(population: Population) -> None:
    assert len(population) == len(population.cprs()) >= 12_000


def test_families_are_made_as_they_are_asked_for(population: Population) -> None:
    last = population.cprs()[-1]
    fresh = Population(seed=2026, people=12_000, today=lambda: TODAY)
    assert fresh.person(last) == population.person(last)
    assert "000000000" not in fresh
    with pytest.raises(Unknown):
        fresh.person("000000000")
    assert fresh.cprs() == population.cprs()
