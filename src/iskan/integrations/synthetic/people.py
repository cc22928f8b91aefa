"""The shape of the synthetic population: families of people, the dwellings they live in, the bonds between them."""

from datetime import date
from typing import Final, NamedTuple

from iskan.core.people import Relation

DAY: Final = date(2026, 9, 1)
"""The day as of which ages, bonds and holdings are made; fixed, so that a seed says the same for ever."""

ADULT_DAYS: Final = 6575
NOWHERE: Final = -1


class SyntheticPerson(NamedTuple):
    """``dwelling`` indexes the family's dwellings, or is `NOWHERE` for the dead; absent kin are empty words."""

    cpr: str
    name_ar: str
    name_en: str
    female: bool
    born: date
    nationality: str
    marital: str
    dwelling: int
    father: str
    mother: str
    spouses: tuple[str, ...]
    died: date | None


class Dwelling(NamedTuple):
    flat: str
    building: str
    road: str
    block: str


class Bond(NamedTuple):
    """A marriage, and how it ended: ``divorce``, ``death`` or not at all (empty)."""

    husband: str
    wife: str
    began: date
    ended: date | None
    how: str


class Custody(NamedTuple):
    child: str
    custodian: str
    awarded: date
    confirmed: date


class SyntheticFamily(NamedTuple):
    """People who belong together, in one dwelling or, after a divorce or with a second wife, in two."""

    number: int
    kind: str
    people: tuple[SyntheticPerson, ...]
    dwellings: tuple[Dwelling, ...]
    bonds: tuple[Bond, ...]
    custodies: tuple[Custody, ...]


def age(person: SyntheticPerson) -> int:
    """Return a person's years on the population's day, by years of 365¼ days."""
    return (DAY - person.born).days * 4 // 1461


def is_minor(person: SyntheticPerson) -> bool:
    """Say whether the person is under eighteen on the population's day."""
    return (DAY - person.born).days < ADULT_DAYS


def relation(other: SyntheticPerson, subject: SyntheticPerson, family: SyntheticFamily) -> Relation:
    """Return what one member of a family is to another."""
    if other.cpr in subject.spouses:
        return Relation.SPOUSE
    if subject.cpr in {other.father, other.mother}:
        return Relation.CHILD
    if other.cpr in {subject.father, subject.mother}:
        return Relation.PARENT
    if _share_a_parent(other, subject):
        return Relation.SIBLING
    return _across_generations(other, subject, family)


def _share_a_parent(one: SyntheticPerson, other: SyntheticPerson) -> bool:
    return bool(({one.father, one.mother} & {other.father, other.mother}) - {""})


def _across_generations(other: SyntheticPerson, subject: SyntheticPerson, family: SyntheticFamily) -> Relation:
    parents = {person.cpr: {person.father, person.mother} - {""} for person in family.people}
    if any(other.cpr in parents.get(parent, ()) for parent in parents[subject.cpr]):
        return Relation.GRANDPARENT
    if any(subject.cpr in parents.get(parent, ()) for parent in parents[other.cpr]):
        return Relation.GRANDCHILD
    return Relation.OTHER
