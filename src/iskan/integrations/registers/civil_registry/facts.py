"""Facts from the population register: the person, their family and where they live."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from iskan.core.counted import YEAR, counted
from iskan.core.dated import FigureBook
from iskan.core.days import age_on
from iskan.core.display import joined, same
from iskan.core.eligibility import CriterionContext, FactValue
from iskan.core.people import AddressRecord, Family, HouseholdMemberRecord, HouseholdRecord, PersonRecord, Relation
from iskan.core.text import Text
from iskan.integrations.register import Answered, RegisterReading, Shown, minors_of, records_of
from iskan.policy import choices
from iskan.policy.criteria.families import likely_category

NAME: Final = Text(ar="السجل السكاني", en="Population register")
NBSP: Final = "\u00a0"
_RELATIONS: Final = dict(choices.RELATIONS)


def derive(answers: Sequence[Answered], _: Family | None, on: date) -> RegisterReading:
    """Return what the answers come to."""
    reading = RegisterReading()
    for person in records_of(answers, PersonRecord)[:1]:
        reading.facts |= {
            "birth_date": person.birth_date,
            "sex": person.sex.value,
            "bahraini": person.is_bahraini,
            "marital_status": person.marital_status.value,
        }
        reading.shown |= {"person.name": person.name, "person.cpr": same(person.cpr)}
        if person.address is not None:
            reading.shown |= _address(person.address)
    for household in records_of(answers, HouseholdRecord)[:1]:
        _from_household(reading, household, on)
    facts = {code: FactValue(value=value, source=NAME) for code, value in reading.facts.items()}
    if likely := likely_category(CriterionContext(facts, FigureBook(), on)):
        reading.shown["category.likely"] = likely
    return reading


def _from_household(reading: RegisterReading, household: HouseholdRecord, on: date) -> None:
    living = [member for member in household.members if member.person.is_alive]
    of = {relation: [m.person for m in living if m.relation is relation] for relation in Relation}
    children, spouses = of[Relation.CHILD], of[Relation.SPOUSE]
    reading.facts |= {
        "bahraini_minor_children": sum(child.is_bahraini for child in minors_of(children, on)),
        "minor_siblings": len(minors_of(of[Relation.SIBLING], on)),
        "lives_with_bahraini_parent": any(
            m.lives_with and m.person.is_bahraini for m in living if m.relation is Relation.PARENT
        ),
    }
    reading.facts |= {"spouse_bahraini": all(spouse.is_bahraini for spouse in spouses)} if spouses else {}
    # Grown children elsewhere are not in the register's answer, so their absence proves nothing.
    reading.facts |= {"has_children": True} if children else {}
    reading.shown |= {"household.known": True, "household.members": tuple(_member_line(m, on) for m in living)}
    reading.shown["household.cprs"] = " ".join(member.person.cpr for member in living)


def _member_line(member: HouseholdMemberRecord, on: date) -> Text:
    """Return a relative's name, what they are called by their sex, and their age, which stays in one line."""
    age = counted(age_on(member.person.birth_date, on), YEAR)
    kept = Text(ar=age.ar.replace(" ", NBSP), en=age.en.replace(" ", NBSP))
    kind = (member.relation.value, member.person.sex.value)
    return joined([member.person.name, choices.RELATIVES.get(kind, _RELATIONS[member.relation.value]), kept])


def _address(address: AddressRecord) -> dict[str, Shown]:
    flat = [Text(ar=f"شقة {address.flat}", en=f"Flat {address.flat}")] if address.flat else []
    rest = Text(
        ar=f"مبنى {address.building}، طريق {address.road}، مجمع {address.block}",
        en=f"Building {address.building}, Road {address.road}, Block {address.block}",
    )
    return {
        "address.known": True,
        "address.home": joined([*flat, rest, address.area]),
        "address.governorate": address.governorate,
    }
