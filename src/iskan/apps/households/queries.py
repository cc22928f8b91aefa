"""Finding people by personal number or by name, and reading a household."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import connection

from iskan.apps.households.enums import MemberRelation, SexCode
from iskan.apps.households.models import Household, HouseholdMember, Person
from iskan.core.names import FAR, FIRST, NEAR, Sought, likeness, sought
from iskan.core.people import AddressRecord
from iskan.core.records import read
from iskan.foundation.scope import OutOfScope, Scope

MOST_FOUND = 50
# SQL other apps may compose into their statements: each a table of the columns it names.
PERSONS = "(SELECT id, birth_date FROM households_person)"
NUMBERED = "(SELECT id, cpr FROM households_person)"
MEMBERS = "(SELECT household_id, person_id FROM households_householdmember)"
_PERSON_COLUMNS = ("id", "cpr", "name_ar", "name_en", "birth_date", "is_female", "governorate")
_BY_KEYS = "p.name_search @@ %(question)s::tsquery"
_NONE: Mapping[str, Any] = MappingProxyType({})
_PEOPLE = """
SELECT p.id, p.cpr, p.name_ar, p.name_en, p.birth_date, p.sex = 'f', p.governorate FROM households_person p
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person in a list of those found."""

    id: int
    cpr: str
    name_ar: str
    name_en: str
    birth_date: date
    is_female: bool
    governorate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMemberLine:
    relation: MemberRelation
    person: PersonLine


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredHousehold:
    """A household as it was declared on a day, its head first."""

    id: int
    declared_at: datetime
    objection: str
    members: tuple[HouseholdMemberLine, ...]


def search_people(
    scope: Scope, text: str, limit: int = MOST_FOUND, *, among: str = "TRUE", values: Mapping[str, Any] = _NONE
) -> tuple[PersonLine, ...]:
    """Return people by their names.

    Those who bear the words as typed come first, then those whose names may be spelt so; only where there is nobody,
    whose names sound so in either script, or begin so. ``among`` narrows the table p, in SQL of our own.

    Raises:
        OutOfScope: the viewer is not an official.
    """
    if not scope.is_official:
        raise OutOfScope
    for questions in _questions(sought(text)):
        found: dict[int, tuple[int, PersonLine]] = {}
        for strictness, question in enumerate(questions):
            if len(found) < limit:
                for one in _matching(_BY_KEYS, {"question": question, **values}, among, limit):
                    found.setdefault(one.id, (strictness, one))
        if found:
            likest = {one.id: likeness(text, one.name_ar, one.name_en) for _strictness, one in found.values()}
            ranked = sorted(found.values(), key=lambda each: (each[0], -likest[each[1].id]))
            return tuple(one for _strictness, one in ranked[:limit])
    return ()


def people_numbered(
    scope: Scope, numbers: Sequence[str], *, among: str = "TRUE", values: Mapping[str, Any] = _NONE
) -> tuple[PersonLine, ...]:
    """Return those of these personal numbers, among whom a condition on the table p names.

    Raises:
        OutOfScope: the viewer is not an official.
    """
    if not scope.is_official:
        raise OutOfScope
    return _matching("p.cpr = ANY(%(numbers)s)", {"numbers": list(numbers), **values}, among, len(numbers))


def _matching(condition: str, values: Mapping[str, Any], among: str, limit: int) -> tuple[PersonLine, ...]:
    statement = f"{_PEOPLE} WHERE {condition} AND {among} LIMIT %(limit)s"
    with connection.cursor() as cursor:
        cursor.execute(statement, {**values, "limit": limit})
        return tuple(PersonLine(**dict(zip(_PERSON_COLUMNS, row, strict=True))) for row in cursor.fetchall())


def _questions(wanted: Sought) -> Iterator[tuple[str, ...]]:
    """Yield what to ask, strict questions before lenient; a group is asked only where those before found nobody."""
    words = [[word] for word in wanted.words]
    near = [[NEAR + key for key in name.near] for name in wanted.names]
    far = [[FAR + key for key in name.far] for name in wanted.names]
    if words:
        yield (*_first_and_any(words), *_first_and_any(near))
        yield _first_and_any(far)
        yield (_asked(words, ":*"),)


def _first_and_any(names: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Ask for those whose first name is the first one typed, then for all."""
    if not all(names):
        return ()
    first = [[FIRST + key for key in names[0]], *names[1:]]
    return (_asked(first), _asked(names))


def _asked(names: Sequence[Sequence[str]], beginning: str = "") -> str:
    """Return a question of the index: every name, in one of its readings; their letters and marks need no escape."""
    return " & ".join("(" + " | ".join(f"'{key}'{beginning}" for key in keys) + ")" for keys in names)


def household_of(scope: Scope, household_id: int) -> DeclaredHousehold:
    """Return a household, to officials and to its own members.

    Raises:
        OutOfScope: there is none such, or the viewer is neither.
    """
    rows = list(
        HouseholdMember.objects.filter(household_id=household_id).select_related("person", "household").order_by("pk")
    )
    members = tuple(
        HouseholdMemberLine(relation=MemberRelation(row.relation), person=_line(row.person)) for row in rows
    )
    household = rows[0].household if rows else Household.objects.filter(pk=household_id).first()
    if household is None or not _may_read(scope, members):
        raise OutOfScope
    return DeclaredHousehold(
        id=household.pk, declared_at=household.declared_at, objection=household.objection, members=members
    )


def objection_of(head_cpr: str) -> str:
    """Return what a head last said of the family on record; the system attaches it to their next case."""
    latest = Household.objects.filter(head__cpr=head_cpr).order_by("-declared_at", "-pk")
    return latest.values_list("objection", flat=True).first() or ""


def is_dead(cpr: str) -> bool:
    """Say whether the death of a person who is remembered is on record."""
    return Person.objects.filter(cpr=cpr, died_on__isnull=False).exists()


def _may_read(scope: Scope, members: tuple[HouseholdMemberLine, ...]) -> bool:
    return scope.is_official or any(member.person.cpr == scope.cpr for member in members)


def _line(person: Person) -> PersonLine:
    return PersonLine(
        id=person.pk,
        cpr=person.cpr,
        name_ar=person.name_ar,
        name_en=person.name_en,
        birth_date=person.birth_date,
        is_female=person.sex == SexCode.FEMALE,
        governorate=person.governorate,
    )


def relatives_of(cpr: str) -> frozenset[str]:
    """Return everybody known to share a household with a person, themselves included where one is known."""
    together = Household.objects.filter(members__person__cpr=cpr)
    return frozenset(HouseholdMember.objects.filter(household__in=together).values_list("person__cpr", flat=True))


def address_on_record(cpr: str) -> AddressRecord | None:
    """Return where the population register told a person lives; nothing where it told nothing that can be read."""
    kept = Person.objects.filter(cpr=cpr).values_list("address", flat=True).first()
    if not kept:
        return None
    found, _unread = read(AddressRecord, kept)
    return next(iter(found), None)
