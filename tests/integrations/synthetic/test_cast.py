"""The cast: always present, and what the registers hold on each is what the story tells."""

from datetime import date
from decimal import Decimal

import pytest

from iskan.core.money import Money
from iskan.core.people import Employment, HouseholdRecord, MaritalStatus, Relation, Sex
from iskan.core.text import fold
from iskan.integrations import discovery
from iskan.integrations.registers.credit_bureau.records import FinanceKind
from iskan.integrations.registers.credit_bureau.simulator import home_finance
from iskan.integrations.registers.health.simulator import disability
from iskan.integrations.registers.immigration.simulator import residence
from iskan.integrations.registers.justice.simulator import personal_status
from iskan.integrations.registers.land_registry.records import AcquiredBy, PropertyRecord
from iskan.integrations.registers.land_registry.simulator import WIFE_WHO_INHERITED, properties
from iskan.integrations.registers.social_insurance.simulator import wage
from iskan.integrations.synthetic import cast
from iskan.integrations.synthetic.population import Population

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module", params=[1, 2026])
def population(request: pytest.FixtureRequest) -> Population:
    return Population(seed=request.param, people=200, today=lambda: DAY)


def income(population: Population, cpr: str) -> Money:
    """Return basic salary and the fixed allowances above BHD 100, as the decision counts them."""
    insured = wage(population, cpr)
    counted = (paid.amount for paid in insured.allowances if paid.fixed and paid.amount > Money.bhd(100))
    return sum(counted, start=insured.basic)


def only_property(population: Population, cpr: str) -> PropertyRecord:
    (owned,) = properties(population, cpr)
    return owned


def minors(household: HouseholdRecord) -> list[int]:
    return [age for member in household.members if (age := member.person.age_on(DAY)) < 18]


def test_everyone_of_the_cast_is_in_every_population(population: Population) -> None:
    assert len(cast.CAST) == 25
    assert all(cpr in population for cpr in cast.CAST)


def test_stories_are_told_in_both_languages() -> None:
    assert all(persona.story.ar and persona.story.en.strip() for persona in cast.CAST.values())
    assert cast.BY_KEY["too_old"].cpr == cast.TOO_OLD


@pytest.mark.parametrize(
    ("cpr", "dinars"),
    [
        (cast.QUALIFIES_FOR_UNIT, 750),
        (cast.QUALIFIES_FOR_PLOT, 1350),
        (cast.BETWEEN_CEILINGS, 1050),
        (cast.WIFE_WITH_CONSENT, 700),
        (cast.UNEMPLOYED, 0),
    ],
)
def test_income_is_what_the_story_says(population: Population, cpr: str, dinars: int) -> None:
    assert income(population, cpr) == Money.bhd(dinars)


@pytest.mark.parametrize(("cpr", "age"), [(cast.TOO_YOUNG, 19), (cast.TOO_OLD, 53), (cast.QUALIFIES_FOR_UNIT, 38)])
def test_age_is_what_the_story_says(population: Population, cpr: str, age: int) -> None:
    assert population.person(cpr).age_on(DAY) == age


@pytest.mark.parametrize(
    ("cpr", "area", "acquired_by", "separate"),
    [
        (cast.OWNS_HOUSE, 150, AcquiredBy.PURCHASE, True),
        (cast.SOLD_LONG_AGO, 220, AcquiredBy.PURCHASE, True),
        (cast.INHERITED_180, 180, AcquiredBy.INHERITANCE, False),
        (cast.INHERITED_250, 250, AcquiredBy.INHERITANCE, False),
        (WIFE_WHO_INHERITED, 320, AcquiredBy.INHERITANCE, False),
        (cast.UNINHABITABLE, 130, AcquiredBy.GIFT, True),
    ],
)
def test_property_is_what_the_story_says(
    population: Population, cpr: str, area: int, acquired_by: AcquiredBy, *, separate: bool
) -> None:
    owned = only_property(population, cpr)
    assert (owned.area_m2, owned.acquired_by, owned.separate) == (Decimal(area), acquired_by, separate)
    assert owned.uninhabitable == (cpr == cast.UNINHABITABLE)


def test_what_was_sold_was_sold_more_than_three_years_ago(population: Population) -> None:
    assert only_property(population, cast.SOLD_LONG_AGO).disposed_on == date(2022, 6, 12)
    assert only_property(population, cast.OWNS_HOUSE).disposed_on is None


@pytest.mark.parametrize("cpr", sorted(set(cast.CAST) - {
    cast.OWNS_HOUSE, cast.SOLD_LONG_AGO, cast.INHERITED_180, cast.INHERITED_250, cast.UNINHABITABLE,
}))  # fmt: skip
def test_nobody_else_of_the_cast_owns_anything(population: Population, cpr: str) -> None:
    assert properties(population, cpr) == ()


def test_wives_who_apply_are_married_women_who_work(population: Population) -> None:
    for cpr in (cast.WIFE_WITH_CONSENT, cast.WIFE_WITHOUT_CONSENT):
        wife = population.person(cpr)
        assert (wife.sex, wife.marital_status) == (Sex.FEMALE, MaritalStatus.MARRIED)
        assert population.household(cpr).of(Relation.SPOUSE)


def test_divorced_mother_has_custody_confirmed_within_the_year(population: Population) -> None:
    status = personal_status(population, cast.DIVORCED_MOTHER)
    assert [custody.custodian_cpr for custody in status.custodies] == [cast.DIVORCED_MOTHER] * 2
    assert all((DAY - custody.confirmed_on).days < 365 for custody in status.custodies)
    assert len(status.divorces) == 1
    assert minors(population.household(cast.DIVORCED_MOTHER)) == [14, 10]


def test_her_divorced_husband_sees_the_children_elsewhere(population: Population) -> None:
    children = population.household("850301202").of(Relation.CHILD)
    assert [child.lives_with for child in children] == [False, False]


def test_a_foreign_husband_has_a_valid_permit_and_bahraini_children(population: Population) -> None:
    (husband,) = population.household(cast.MARRIED_TO_FOREIGNER).of(Relation.SPOUSE)
    permit = residence(population, husband.person.cpr).permit_valid_until
    assert husband.person.nationality == "JO"
    assert permit is not None
    assert permit > DAY
    children = population.household(cast.MARRIED_TO_FOREIGNER).of(Relation.CHILD)
    assert [child.person.is_bahraini for child in children] == [True, True]


def test_a_foreign_wifes_permit_has_expired(population: Population) -> None:
    (wife,) = population.household(cast.FOREIGN_WIFE).of(Relation.SPOUSE)
    permit = residence(population, wife.person.cpr).permit_valid_until
    assert permit is not None
    assert permit < DAY
    assert wage(population, cast.FOREIGN_WIFE).employment is Employment.MILITARY


def test_adult_son_lives_unmarried_with_his_parents(population: Population) -> None:
    parents = population.household(cast.ADULT_SON).of(Relation.PARENT)
    assert [parent.lives_with for parent in parents] == [True, True]
    assert population.person(cast.ADULT_SON).marital_status is MaritalStatus.SINGLE


def test_orphan_lives_with_minor_siblings(population: Population) -> None:
    household = population.household(cast.ORPHAN_WITH_SIBLINGS)
    assert [member.relation for member in household.members] == [Relation.SIBLING, Relation.SIBLING]
    assert minors(household) == [17, 14]
    deaths = personal_status(population, cast.ORPHAN_WITH_SIBLINGS).deaths
    assert [death.relation for death in deaths] == [Relation.PARENT, Relation.PARENT]


def test_category_five_is_a_widow_alone(population: Population) -> None:
    assert population.household(cast.CATEGORY_FIVE).members == ()
    assert population.person(cast.CATEGORY_FIVE).marital_status is MaritalStatus.WIDOWED
    assert population.person(cast.CATEGORY_FIVE).age_on(DAY) <= 60


def test_home_finance_is_islamic_and_open(population: Population) -> None:
    (loan,) = home_finance(population, cast.HOME_FINANCE).home_finance
    assert (loan.kind, loan.closed_on) == (FinanceKind.ISLAMIC, None)


def test_disability_is_the_childs(population: Population) -> None:
    members = population.household(cast.DISABLED_CHILD).members
    assert [member.person.cpr for member in members if disability(population, member.person.cpr).has_disability] == [
        "171001803"
    ]


def test_days_abroad_are_what_the_story_says(population: Population) -> None:
    assert residence(population, cast.NOT_RESIDENT).days_abroad_last_year == 330
    assert residence(population, cast.QUALIFIES_FOR_UNIT).days_abroad_last_year == 0


def test_name_is_spelt_otherwise_by_one_register(population: Population) -> None:
    name = population.person(cast.SPELT_OTHERWISE).name_ar
    spelt = wage(population, cast.SPELT_OTHERWISE).holder_name
    assert spelt != name
    assert fold(spelt).replace(" ", "") == fold(name).replace(" ", "")


def test_the_cast_is_described_by_the_names_the_registers_bear() -> None:
    said = cast.CAST[cast.SPELT_OTHERWISE].story
    names = [discovery.register(code).name for code in ("social_insurance", "civil_registry")]
    assert all(name.ar in said.ar for name in names)
