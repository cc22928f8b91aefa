"""Remembering people as the population register knows them, and the households they declare."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import transaction
from django.db.models import Func, TextField, Value

from iskan.apps.households.enums import MemberRelation, SexCode
from iskan.apps.households.models import Household, HouseholdMember, Person
from iskan.core import people
from iskan.core.names import FIRST, name_keys
from iskan.core.records import encode
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, Scope

_SEXES = {people.Sex.MALE: SexCode.MALE, people.Sex.FEMALE: SexCode.FEMALE}
_RELATIONS = {
    people.Relation.SPOUSE: MemberRelation.SPOUSE,
    people.Relation.CHILD: MemberRelation.CHILD,
    people.Relation.PARENT: MemberRelation.PARENT,
    people.Relation.SIBLING: MemberRelation.SIBLING,
}
_REMEMBERED = (
    "name_ar",
    "name_en",
    "name_search",
    "birth_date",
    "sex",
    "nationality",
    "governorate",
    "address",
    "died_on",
    "registered_at",
)


def remember_person(*, record: people.PersonRecord, at: datetime) -> Person:
    """Keep a person as the register describes them now; an earlier description gives way."""
    return remember_people(records=[record], at=at)[record.cpr]


def note_died(*, cpr: str, on: date, at: datetime) -> None:
    """Keep the day a remembered person died, where none is kept."""
    for pk in tuple(Person.objects.filter(cpr=cpr, died_on=None).values_list("pk", flat=True)):
        Person.objects.filter(pk=pk).update(died_on=on)
        audit.record(scope=SYSTEM, action="person.remember", subject_kind=audit.PERSON, subject=str(pk), at=at)


def withdraw_died(*, cpr: str, at: datetime) -> None:
    """Keep of a person recorded as dead by mistake that they live."""
    for pk in tuple(Person.objects.filter(cpr=cpr, died_on__isnull=False).values_list("pk", flat=True)):
        Person.objects.filter(pk=pk).update(died_on=None)
        audit.record(scope=SYSTEM, action="person.remember", subject_kind=audit.PERSON, subject=str(pk), at=at)


def remember_people(*, records: Iterable[people.PersonRecord], at: datetime) -> Mapping[str, Person]:
    """Keep several people in one statement, and return them by personal number."""
    wanted = {record.cpr: _person(record, at) for record in records}
    with transaction.atomic():
        kept = Person.objects.bulk_create(
            # In one order, so that two cases remembering the same family never wait for each other in a circle.
            [wanted[cpr] for cpr in sorted(wanted)],
            update_conflicts=True,
            unique_fields=["cpr"],
            update_fields=_REMEMBERED,
        )
        for person in kept:
            audit.record(
                scope=SYSTEM, action="person.remember", subject_kind=audit.PERSON, subject=str(person.pk), at=at
            )
    return {person.cpr: person for person in kept}


def declare_household(
    *, head: Person, members: Iterable[tuple[Person, MemberRelation]], objection: str = "", at: datetime
) -> Household:
    """Keep those who would be housed together as declared on a day; earlier declarations stay as they were."""
    with transaction.atomic():
        household = Household.objects.create(head=head, declared_at=at, objection=objection)
        parts = {head.pk: MemberRelation.HEAD} | {
            person.pk: relation for person, relation in members if person.pk != head.pk
        }
        HouseholdMember.objects.bulk_create(
            HouseholdMember(household=household, person_id=pk, relation=relation) for pk, relation in parts.items()
        )
        audit.record(
            scope=SYSTEM,
            action="household.declare",
            subject_kind="household",
            subject=str(household.pk),
            at=at,
            member_count=len(parts),
        )
    return household


def declare_recorded_household(
    *, head: people.PersonRecord, record: people.HouseholdRecord, objection: str = "", at: datetime
) -> Household:
    """Remember the head and the family the register names, and keep them as one household."""
    with transaction.atomic():
        known = remember_people(records=[head, *(member.person for member in record.members)], at=at)
        members = [
            (known[member.person.cpr], _RELATIONS.get(member.relation, MemberRelation.OTHER))
            for member in record.members
        ]
        return declare_household(head=known[head.cpr], members=members, objection=objection, at=at)


def forget_household(*, household_id: int, scope: Scope, at: datetime) -> None:
    """Forget a household no case came of."""
    with transaction.atomic():
        Household.objects.filter(pk=household_id).delete()
        audit.record(scope=scope, action="household.forget", subject_kind="household", subject=str(household_id), at=at)


def _person(record: people.PersonRecord, at: datetime) -> Person:
    address = record.address
    return Person(
        cpr=record.cpr,
        name_ar=record.name_ar,
        name_en=record.name_en,
        name_search=_search_vector(record.name_ar, record.name_en),
        birth_date=record.birth_date,
        sex=_SEXES[record.sex],
        nationality=record.nationality,
        governorate=address.governorate if address else "",
        address=encode(address) if address else {},
        died_on=record.died_on,
        registered_at=at,
    )


def _search_vector(*names: str) -> Func:
    keys = Value(list(name_keys(*names)), output_field=ArrayField(TextField()))
    return Func(keys, function="array_to_tsvector", output_field=SearchVectorField())


def complete_name_keys() -> int:
    """Give the keys of their names to people kept by a release that knew fewer; return how many there were."""
    lacking = Person.objects.extra(where=["NOT coalesce(name_search, '') @@ %s::tsquery"], params=[f"'{FIRST}':*"])
    count = 0
    for person in lacking.only("name_ar", "name_en").iterator(chunk_size=2000):
        named = _search_vector(person.name_ar, person.name_en)
        count += Person.objects.filter(pk=person.pk).update(name_search=named)
    return count


def object_to_household(
    *, household_id: int, words: str, scope: Scope, at: datetime, beside_others: bool = False
) -> None:
    """Lay the head's objection to a household, in their own words; it changes nobody in it.

    It stands in place of what they said before, or ``beside_others`` after it.
    """
    with transaction.atomic():
        household = Household.objects.select_for_update().get(pk=household_id)
        earlier = household.objection if beside_others else ""
        household.objection = f"{earlier}\n{words}".strip()
        household.save(update_fields=["objection"])
        audit.record(scope=scope, action="household.object", subject_kind="household", subject=str(household_id), at=at)
