"""What the simulated personal status register answers."""

from dataclasses import replace
from datetime import date
from typing import Final

from iskan.core.people import Relation
from iskan.integrations.registers.justice.records import (
    CustodyRecord,
    DeathRecord,
    DivorceRecord,
    MarriageRecord,
    PersonalStatusRecord,
)
from iskan.integrations.synthetic.people import Bond, SyntheticFamily, SyntheticPerson, relation
from iskan.integrations.synthetic.population import Population

_KIN_WHO_DIED: Final = frozenset({Relation.SPOUSE, Relation.PARENT, Relation.CHILD, Relation.SIBLING})


def personal_status(population: Population, cpr: str) -> PersonalStatusRecord:
    """Return the marriages, divorces, custody and deaths that touch a person."""
    family, subject = population.family_of(cpr), population.find(cpr)
    bonds = tuple(bond for bond in family.bonds if cpr in {bond.husband, bond.wife})
    return PersonalStatusRecord(
        cpr=cpr,
        marriages=tuple(_marriage(bond, cpr) for bond in bonds),
        divorces=tuple(_divorce(bond, cpr, family) for bond in bonds if bond.how == "divorce"),
        custodies=_custodies(subject, family),
        deaths=_deaths(subject, family),
    )


def _marriage(bond: Bond, cpr: str) -> MarriageRecord:
    return MarriageRecord(spouse_cpr=_other(bond, cpr), married_on=bond.began, ended_on=bond.ended)


def _divorce(bond: Bond, cpr: str, family: SyntheticFamily) -> DivorceRecord:
    divorced_on = bond.ended or bond.began
    reference = f"{divorced_on.year}/{family.number:06d}"
    return DivorceRecord(spouse_cpr=_other(bond, cpr), divorced_on=divorced_on, reference=reference)


def _other(bond: Bond, cpr: str) -> str:
    return bond.wife if bond.husband == cpr else bond.husband


def _custodies(subject: SyntheticPerson, family: SyntheticFamily) -> tuple[CustodyRecord, ...]:
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


def _deaths(subject: SyntheticPerson, family: SyntheticFamily) -> tuple[DeathRecord, ...]:
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


ANSWERS: Final = {"personal-status": personal_status}


def _custody(record: PersonalStatusRecord, *, child: str, custodian: str, on: str) -> PersonalStatusRecord:
    """Have custody of a child awarded, in the place of who had it."""
    day = date.fromisoformat(on)
    awarded = CustodyRecord(child_cpr=child, custodian_cpr=custodian, awarded_on=day, confirmed_on=day)
    others = tuple(custody for custody in record.custodies if custody.child_cpr != child)
    return replace(record, custodies=(*others, awarded))


HAPPENINGS: Final = {"custody": _custody}
