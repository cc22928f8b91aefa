"""Everything the registers know about the synthetic population, asked by personal number."""

from collections.abc import Callable
from datetime import date
from typing import Final

from iskan.core.registers import (
    AddressRecord,
    CreditRecord,
    CustodyRecord,
    DeathRecord,
    DisabilityRecord,
    DivorceRecord,
    HouseholdMemberRecord,
    HouseholdRecord,
    LabourRecord,
    MaritalStatus,
    MarriageRecord,
    PersonalStatusRecord,
    PersonRecord,
    PropertyRecord,
    Relation,
    ResidenceRecord,
    Sex,
    WageRecord,
)
from iskan.integrations.synthetic import cast_facts, holdings, livelihoods
from iskan.integrations.synthetic.families import families
from iskan.integrations.synthetic.names import respelt
from iskan.integrations.synthetic.people import NOWHERE, Bond, Dwelling, Family, Person, is_minor, relation
from iskan.integrations.synthetic.places import BY_NUMBER

RESPELT_SHARE: Final = 0.03
_KIN_WHO_DIED: Final = frozenset({Relation.SPOUSE, Relation.PARENT, Relation.CHILD, Relation.SIBLING})


class Unknown(LookupError):
    """Nobody in the population has that number."""


class Population:
    """People by number. What is not kept is worked out anew at each question from the seed and the number."""

    def __init__(self, *, seed: int, people: int, today: Callable[[], date]) -> None:
        self._seed = seed
        self._today = today
        self._homes: dict[str, tuple[Family, int]] = {
            person.cpr: (family, at)
            for family in families(seed=seed, people=people)
            for at, person in enumerate(family.people)
        }

    def __len__(self) -> int:
        return len(self._homes)

    def __contains__(self, cpr: object) -> bool:
        return cpr in self._homes

    def cprs(self) -> tuple[str, ...]:
        return tuple(self._homes)

    def person(self, cpr: str) -> PersonRecord:
        family, person = self._find(cpr)
        return _person_record(family, person)

    def household(self, cpr: str) -> HouseholdRecord:
        family, subject = self._find(cpr)
        members = (
            HouseholdMemberRecord(
                relation=kinship,
                person=_person_record(family, other),
                lives_with=other.dwelling == subject.dwelling,
            )
            for other, kinship in _family_of(subject, family)
        )
        return HouseholdRecord(cpr=cpr, members=tuple(members))

    def wage(self, cpr: str) -> WageRecord:
        _, person = self._find(cpr)
        name = cast_facts.SPELT_OTHERWISE.get(cpr) or self._spelt(person, "wage")
        return livelihoods.wage_record(person, self._livelihood(person), holder_name=name, as_of=self._today())

    def work(self, cpr: str) -> LabourRecord:
        _, person = self._find(cpr)
        return livelihoods.labour_record(person, self._livelihood(person), self._seed)

    def properties(self, cpr: str) -> tuple[PropertyRecord, ...]:
        _, person = self._find(cpr)
        if cpr in cast_facts.PEOPLE:
            return cast_facts.PROPERTIES.get(cpr, ())
        return holdings.properties(person, self._seed, holder_name=self._spelt(person, "property"))

    def residence(self, cpr: str) -> ResidenceRecord:
        _, person = self._find(cpr)
        if cpr in cast_facts.PEOPLE:
            return cast_facts.residence(cpr, as_of=self._today())
        return holdings.residence(person, self._seed, as_of=self._today())

    def disability(self, cpr: str) -> DisabilityRecord:
        _, person = self._find(cpr)
        if cpr in cast_facts.PEOPLE:
            return cast_facts.disability(cpr)
        return holdings.disability(person, self._seed)

    def home_finance(self, cpr: str) -> CreditRecord:
        _, person = self._find(cpr)
        if cpr in cast_facts.PEOPLE:
            return cast_facts.credit(cpr)
        return holdings.credit(person, self._seed, holder_name=self._spelt(person, "finance"))

    def personal_status(self, cpr: str) -> PersonalStatusRecord:
        family, subject = self._find(cpr)
        bonds = tuple(bond for bond in family.bonds if cpr in {bond.husband, bond.wife})
        return PersonalStatusRecord(
            cpr=cpr,
            marriages=tuple(_marriage(bond, cpr) for bond in bonds),
            divorces=tuple(_divorce(bond, cpr, family) for bond in bonds if bond.how == "divorce"),
            custodies=_custodies(subject, family),
            deaths=_deaths(subject, family),
        )

    def _find(self, cpr: str) -> tuple[Family, Person]:
        try:
            family, at = self._homes[cpr]
        except KeyError:
            raise Unknown from None
        return family, family.people[at]

    def _livelihood(self, person: Person) -> livelihoods.Livelihood:
        if person.cpr in cast_facts.PEOPLE:
            return cast_facts.livelihood(person.cpr)
        return livelihoods.livelihood(person, self._seed)

    def _spelt(self, person: Person, register: str) -> str:
        chance = livelihoods.chance_of(self._seed, person.cpr, f"{register} name").random()
        spelt_otherwise = chance < RESPELT_SHARE and person.cpr not in cast_facts.PEOPLE
        return respelt(person.name_ar) if spelt_otherwise else person.name_ar


def _person_record(family: Family, person: Person) -> PersonRecord:
    return PersonRecord(
        cpr=person.cpr,
        name_ar=person.name_ar,
        name_en=person.name_en,
        birth_date=person.born,
        sex=Sex.FEMALE if person.female else Sex.MALE,
        nationality=person.nationality,
        marital_status=MaritalStatus(person.marital),
        address=None if person.dwelling == NOWHERE else address(family.dwellings[person.dwelling]),
        died_on=person.died,
        father_cpr=person.father or None,
        mother_cpr=person.mother or None,
        spouse_cprs=person.spouses,
    )


def address(dwelling: Dwelling) -> AddressRecord:
    """Return a dwelling's address with its area and governorate."""
    block = BY_NUMBER[dwelling.block]
    return AddressRecord(
        flat=dwelling.flat or None,
        building=dwelling.building,
        road=dwelling.road,
        block=dwelling.block,
        area=block.area,
        governorate=block.governorate,
    )


def _family_of(subject: Person, family: Family) -> list[tuple[Person, Relation]]:
    """Return the living who share the dwelling, and spouses and minor children wherever they live."""
    found = []
    for other in family.people:
        if other.cpr == subject.cpr or other.died:
            continue
        kinship = relation(other, subject, family)
        is_close = kinship is Relation.SPOUSE or (kinship is Relation.CHILD and is_minor(other))
        if is_close or other.dwelling == subject.dwelling:
            found.append((other, kinship))
    return found


def _marriage(bond: Bond, cpr: str) -> MarriageRecord:
    return MarriageRecord(spouse_cpr=_other(bond, cpr), married_on=bond.began, ended_on=bond.ended)


def _divorce(bond: Bond, cpr: str, family: Family) -> DivorceRecord:
    divorced_on = bond.ended or bond.began
    reference = f"{divorced_on.year}/{family.number:06d}"
    return DivorceRecord(spouse_cpr=_other(bond, cpr), divorced_on=divorced_on, reference=reference)


def _other(bond: Bond, cpr: str) -> str:
    return bond.wife if bond.husband == cpr else bond.husband


def _custodies(subject: Person, family: Family) -> tuple[CustodyRecord, ...]:
    parents = {person.cpr: {person.father, person.mother} for person in family.people}
    return tuple(
        CustodyRecord(
            child_cpr=custody.child,
            custodian_cpr=custody.custodian,
            awarded_on=custody.awarded,
            confirmed_on=custody.confirmed,
        )
        for custody in family.custodies
        if subject.cpr == custody.child or subject.cpr in parents[custody.child]
    )


def _deaths(subject: Person, family: Family) -> tuple[DeathRecord, ...]:
    """Return the deaths of close kin; a spouse's ended the marriage, so the bond tells it rather than the person."""
    spouses = {_other(bond, subject.cpr) for bond in family.bonds if subject.cpr in {bond.husband, bond.wife}}
    dead = ((other, other.died) for other in family.people if other.died and other.cpr != subject.cpr)
    kin = (
        (other.cpr, Relation.SPOUSE if other.cpr in spouses else relation(other, subject, family), died)
        for other, died in dead
    )
    return tuple(
        DeathRecord(cpr=cpr, relation=kinship, died_on=died) for cpr, kinship, died in kin if kinship in _KIN_WHO_DIED
    )
