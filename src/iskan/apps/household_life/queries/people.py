"""The people of a case's household as they are remembered."""

from collections.abc import Mapping
from typing import Any

from iskan.apps.cases.models import Case
from iskan.core.household_life import APPLICANT, KnownPerson


def known_person(person: Any, relation: str) -> KnownPerson:
    """Return what is remembered of a person of a household."""
    return KnownPerson(
        cpr=person.cpr, relation=relation, name_ar=person.name_ar, name_en=person.name_en,
        birth_date=person.birth_date, nationality=person.nationality, has_address=bool(person.address),
    )  # fmt: skip


def known_people(case: Case) -> Mapping[str, KnownPerson]:
    """Return the people of a case's household by their numbers, the applicant among them."""
    members = case.household.members.select_related("person") if case.household else ()
    people = {member.person.cpr: known_person(member.person, member.relation) for member in members}
    if case.person is not None:
        people[case.person.cpr] = known_person(case.person, APPLICANT)
    return people
