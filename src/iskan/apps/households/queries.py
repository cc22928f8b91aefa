"""Finding people by personal number or by name, and reading a household."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet

from iskan.apps.households.enums import MemberRelation
from iskan.apps.households.models import Household, HouseholdMember, Person
from iskan.core.text import fold, latin_digits
from iskan.foundation.scope import OutOfScope, Scope

MOST_FOUND = 50
SHORTEST_WORD = 2
# SQL other apps may compose into their statements: each a table of the columns it names.
PERSONS = "(SELECT id, birth_date FROM households_person)"
MEMBERS = "(SELECT household_id FROM households_householdmember)"
_CPR = re.compile(r"\d{9}")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person in a list of those found."""

    id: int
    cpr: str
    name_ar: str
    name_en: str
    birth_date: date
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


def search_people(scope: Scope, text: str, limit: int = MOST_FOUND) -> tuple[PersonLine, ...]:
    """Return people by whole personal number or by names: those who bear them whole or, if nobody does, by beginnings.

    Raises:
        OutOfScope: the viewer is not an official.
    """
    if not scope.is_official:
        raise OutOfScope
    found = tuple(_line(person) for person in matching_people(text, whole=True)[:limit])
    return found or tuple(_line(person) for person in matching_people(text)[:limit])


def matching_people(text: str, *, whole: bool = False) -> QuerySet[Person]:
    """Return whom the words fit: a whole personal number, or all of them as names or as beginnings of names.

    Whole names are found much faster. The caller sets the scope and how many; nothing to look for finds nobody.
    """
    typed = latin_digits(text).strip()
    if _CPR.fullmatch(typed):
        return Person.objects.filter(cpr=typed)
    words = name_words(text)
    if not words:
        return Person.objects.none()
    query = " & ".join(word if whole else f"{word}:*" for word in words)
    return Person.objects.filter(name_search=SearchQuery(query, config="simple", search_type="raw"))


def name_words(text: str) -> tuple[str, ...]:
    """Return the folded words worth looking for: single letters would find half the country."""
    words = dict.fromkeys(_WORD.findall(fold(text)))
    return tuple(word for word in words if len(word) >= SHORTEST_WORD)


def household_of(scope: Scope, household_id: int) -> DeclaredHousehold:
    """Return a household, to officials and to its own members.

    Raises:
        OutOfScope: there is none such, or the viewer is neither.
    """
    rows = HouseholdMember.objects.filter(household_id=household_id).select_related("person").order_by("pk")
    members = tuple(
        HouseholdMemberLine(relation=MemberRelation(row.relation), person=_line(row.person)) for row in rows
    )
    household = Household.objects.filter(pk=household_id).first()
    if household is None or not _may_read(scope, members):
        raise OutOfScope
    return DeclaredHousehold(
        id=household.pk, declared_at=household.declared_at, objection=household.objection, members=members
    )


def objection_of(head_cpr: str) -> str:
    """Return what a head last said of the family on record; the system attaches it to their next case."""
    latest = Household.objects.filter(head__cpr=head_cpr).order_by("-declared_at", "-pk")
    return latest.values_list("objection", flat=True).first() or ""


def _may_read(scope: Scope, members: tuple[HouseholdMemberLine, ...]) -> bool:
    return scope.is_official or any(member.person.cpr == scope.cpr for member in members)


def _line(person: Person) -> PersonLine:
    return PersonLine(
        id=person.pk,
        cpr=person.cpr,
        name_ar=person.name_ar,
        name_en=person.name_en,
        birth_date=person.birth_date,
        governorate=person.governorate,
    )


def relatives_of(cpr: str) -> frozenset[str]:
    """Return everybody known to share a household with a person, themselves included where one is known."""
    together = Household.objects.filter(members__person__cpr=cpr)
    return frozenset(HouseholdMember.objects.filter(household__in=together).values_list("person__cpr", flat=True))
