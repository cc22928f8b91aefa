"""The synthetic population, asked by personal number: who people are, their families, what they live on."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import islice
from random import Random
from threading import Lock
from time import sleep
from typing import Any, Final

from iskan.core.people import (
    AddressRecord,
    HouseholdMemberRecord,
    HouseholdRecord,
    MaritalStatus,
    PersonRecord,
    Relation,
    Sex,
)
from iskan.integrations.synthetic import cast_facts, livelihoods
from iskan.integrations.synthetic.families import families
from iskan.integrations.synthetic.names import respelt
from iskan.integrations.synthetic.people import NOWHERE, Dwelling, SyntheticFamily, SyntheticPerson, is_minor, relation
from iskan.integrations.synthetic.places import BY_NUMBER

POPULATION: Final = "civil_registry"
RESPELT_SHARE: Final = 0.03


class Unknown(LookupError):
    """Nobody in the population has that number."""


class Population:
    """People by number. What is not kept is worked out again at each question from the seed and the number.

    Families are made as they are asked for, in the order of their stream: who asks for a cast of a few waits for no
    country.
    """

    def __init__(self, *, seed: int, people: int, today: Callable[[], date]) -> None:
        self._seed = seed
        self._today = today
        self._stream = families(seed=seed, people=people)
        self._homes: dict[str, tuple[SyntheticFamily, int]] = {}
        self._changed_at: dict[tuple[str, str], datetime] = {}
        self._told_later: dict[tuple[str, str], Any] = {}
        self._growing = Lock()

    def __len__(self) -> int:
        self.complete()
        return len(self._homes)

    def __contains__(self, cpr: object) -> bool:
        return self._is_known(cpr)

    def cprs(self) -> tuple[str, ...]:
        self.complete()
        return tuple(self._homes)

    def complete(self, *, pause: float = 0) -> None:
        """Make all families, resting so many seconds after each thousand."""
        while self._grow(1000):
            sleep(pause)

    def person(self, cpr: str) -> PersonRecord:
        return _person_record(self.family_of(cpr), self.find(cpr))

    def household(self, cpr: str) -> HouseholdRecord:
        family, subject = self.family_of(cpr), self.find(cpr)
        members = (
            HouseholdMemberRecord(
                relation=kinship,
                person=_person_record(family, other),
                lives_with=other.dwelling == subject.dwelling,
            )
            for other, kinship in _family_of(subject, family)
        )
        return HouseholdRecord(cpr=cpr, members=tuple(members))

    def find(self, cpr: str) -> SyntheticPerson:
        """Return a person, or raise `Unknown`."""
        family, index = self._home(cpr)
        return family.people[index]

    def family_of(self, cpr: str) -> SyntheticFamily:
        """Return the family a person belongs to, or raise `Unknown`."""
        family, _ = self._home(cpr)
        return family

    def move_on(self, family: SyntheticFamily, *, at: datetime) -> None:
        """Put a family in the place of what it was before something happened to it."""
        with self._growing:
            for index, person in enumerate(family.people):
                self._homes[person.cpr] = (family, index)
                self._changed_at[POPULATION, person.cpr] = at

    def tell_otherwise(self, register: str, cpr: str, answer: Any, *, at: datetime) -> None:
        """Have a register answer about a person, from an instant on, what it is told here."""
        self._told_later[register, cpr] = answer
        self._changed_at[register, cpr] = at

    def told_otherwise(self, register: str, cpr: str, otherwise: Callable[[], Any]) -> Any:
        """Return what a register answers about a person: what it was told since, or what it did from the first."""
        key = (register, cpr)
        return self._told_later[key] if key in self._told_later else otherwise()

    def changed_since(self, register: str, cprs: Iterable[str], since: datetime) -> tuple[str, ...]:
        """Return those of some people of whom a register has changed something since an instant."""
        known = ((cpr, self._changed_at.get((register, cpr))) for cpr in cprs)
        return tuple(cpr for cpr, at in known if at is not None and at >= since)

    def is_cast(self, cpr: str) -> bool:
        """Say whether a person is of the cast, of whom nothing is left to chance."""
        return cpr in cast_facts.PEOPLE

    def today(self) -> date:
        return self._today()

    def chance(self, cpr: str, topic: str) -> Random:
        """Return the chance that decides one thing about one person, the same whenever it is asked."""
        return livelihoods.chance_of(self._seed, cpr, topic)

    def livelihood(self, person: SyntheticPerson) -> livelihoods.Livelihood:
        """Return what a person lives on."""
        if self.is_cast(person.cpr):
            return cast_facts.livelihood(person.cpr)
        return livelihoods.livelihood(person, self._seed)

    def spelling(self, person: SyntheticPerson, register: str) -> str:
        """Return a person's name as one register's clerk spelt it; a few are spelt otherwise."""
        if self.is_cast(person.cpr):
            return cast_facts.SPELT_OTHERWISE.get((person.cpr, register), person.name_ar)
        spelt_otherwise = self.chance(person.cpr, f"{register} name").random() < RESPELT_SHARE
        return respelt(person.name_ar) if spelt_otherwise else person.name_ar

    def _home(self, cpr: str) -> tuple[SyntheticFamily, int]:
        if not self._is_known(cpr):
            raise Unknown
        return self._homes[cpr]

    def _is_known(self, cpr: object) -> bool:
        while cpr not in self._homes:
            if not self._grow(100):
                return cpr in self._homes
        return True

    def _grow(self, count: int) -> bool:
        """Make so many families more; say whether there were any."""
        with self._growing:
            more = tuple(islice(self._stream, count))
            for family in more:
                self._homes.update((person.cpr, (family, index)) for index, person in enumerate(family.people))
        return bool(more)


def _person_record(family: SyntheticFamily, person: SyntheticPerson) -> PersonRecord:
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


def _family_of(subject: SyntheticPerson, family: SyntheticFamily) -> list[tuple[SyntheticPerson, Relation]]:
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
