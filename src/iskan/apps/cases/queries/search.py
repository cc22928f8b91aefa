"""Search at the desk: people, however they are named or reached, and the cases they, a number or a subject lead to."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from iskan.apps.accounts.queries import USERS, numbers_reached_at
from iskan.apps.cases.queries.lists import CaseLine, lines_where
from iskan.apps.cases.queries.scoped import visible_where
from iskan.apps.households.queries import MEMBERS, PersonLine, people_numbered, search_people
from iskan.core.lookups import LookupKind, SoughtAs, lookups
from iskan.core.subjects import subjects_named
from iskan.foundation.references import NotAReference, read_reference
from iskan.foundation.scope import Scope

MOST_FOUND = 50
# A reference is written in two halves.
HALF = 5
_IDS = "SELECT c.id FROM cases_case c WHERE"
# Of a person p: whether a visible case is theirs, or of a household they are in. As values of one row each they are
# asked by their indexes for the few people looked at; of an EXISTS the database may first gather all cases there are.
_HAS_CASE = f"""coalesce(
    (SELECT TRUE FROM cases_case c WHERE c.person_id = p.id AND {{visible}} LIMIT 1),
    (SELECT TRUE FROM {MEMBERS} m JOIN cases_case c ON c.household_id = m.household_id
     WHERE m.person_id = p.id AND {{visible}} LIMIT 1),
    FALSE
)"""  # noqa: S608 -- a table another app exposes
# Of people, and of applicants of whom the registers have told nothing yet.
_CASES_OF = f"""
WITH sought AS (SELECT * FROM unnest(%(people)s::bigint[]) WITH ORDINALITY AS each(person_id, place))
SELECT found.person_id, c.id, c.reference, found.is_own
FROM (
    SELECT s.person_id, s.place, c.id, TRUE AS is_own FROM sought s JOIN cases_case c ON c.person_id = s.person_id
    UNION ALL
    SELECT s.person_id, s.place, c.id, FALSE
    FROM sought s JOIN {MEMBERS} m ON m.person_id = s.person_id JOIN cases_case c ON c.household_id = m.household_id
    WHERE c.person_id IS DISTINCT FROM s.person_id
    UNION ALL
    SELECT NULL, 0, c.id, TRUE FROM cases_case c
    WHERE c.applicant_id IN (SELECT id FROM {USERS} theirs WHERE theirs.cpr = ANY(%(numbers)s))
) found JOIN cases_case c ON c.id = found.id
WHERE {{visible}} ORDER BY found.place, found.is_own DESC, c.filed_at DESC
"""  # noqa: S608 -- likewise
_ROADS = {
    LookupKind.REFERENCE: "c.reference = %(value)s",
    LookupKind.REFERENCE_PART: """(
        (c.reference ~>=~ %(begins)s AND c.reference ~<~ (%(begins)s || '~'))
        OR (reverse(c.reference) ~>=~ %(ends)s AND reverse(c.reference) ~<~ (%(ends)s || '~'))
    )""",
    # The index leaves out the cases about nothing, and is used where a statement says so.
    LookupKind.SUBJECT: "c.subject <> '' AND c.subject = ANY(%(subjects)s)",
    LookupKind.HOME: "c.reference = ANY(%(homes)s)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPerson:
    """A person found, and the case that leads to their household: their own, or else one they are a member in."""

    person: PersonLine
    reference: str
    is_applicant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found: as what the words were looked for with success, the people, and the cases."""

    kinds: frozenset[LookupKind]
    people: tuple[FoundPerson, ...]
    cases: tuple[CaseLine, ...]

    @property
    def is_cut(self) -> bool:
        """Say whether there may be more than is shown."""
        return MOST_FOUND in (len(self.people), len(self.cases))

    @property
    def references(self) -> frozenset[str]:
        """Return every case that is shown, or through which somebody is."""
        return frozenset([*(one.reference for one in self.people), *(line.reference for line in self.cases)])


class _CaseOf(NamedTuple):
    """A case of one of the people found."""

    person_id: int | None
    case_id: int
    reference: str
    is_own: bool


def find(scope: Scope, typed: str, homes: Collection[str] = ()) -> Found:
    """Return what the words lead to among the visible cases, the likeliest first; at most fifty of a kind.

    ``homes`` are the references of the cases to which a home of such a code was offered.
    """
    people: dict[int, PersonLine] = {}
    numbers: set[str] = set()
    named: dict[int, None] = {}
    kinds: set[LookupKind] = set()
    for one in _meant(typed):
        reached = _numbers(one)
        found = _people(scope, one, reached)
        cases = _named(scope, one, homes)
        people |= {person.id: person for person in found}
        named |= dict.fromkeys(cases)
        numbers.update(reached)
        kinds |= {one.kind} if found or cases else set()
    theirs = _cases_of(scope, people, numbers) if people or numbers else []
    own = [one.case_id for one in theirs if one.is_own]
    return Found(
        kinds=frozenset(kinds),
        people=tuple(_led(people, theirs)),
        cases=_lines(scope, tuple(dict.fromkeys([*named, *own, *(one.case_id for one in theirs)]))),
    )


def _meant(typed: str) -> Iterator[SoughtAs]:
    """Yield what the words may mean: a reference alone, whose check character is told here, or all else."""
    try:
        yield SoughtAs(LookupKind.REFERENCE, read_reference(typed))
    except NotAReference:
        yield from lookups(typed)


def _numbers(meant: SoughtAs) -> tuple[str, ...]:
    """Return the personal numbers a reading stands for: itself, or of those who are reached so."""
    if meant.kind in (LookupKind.PERSONAL_NUMBER, LookupKind.LOST_ZERO):
        return (meant.value,)
    if meant.kind is LookupKind.TELEPHONE:
        return numbers_reached_at(phone=meant.value)
    return numbers_reached_at(email=meant.value) if meant.kind is LookupKind.EMAIL else ()


def _people(scope: Scope, meant: SoughtAs, numbers: Sequence[str]) -> tuple[PersonLine, ...]:
    where, values = visible_where(scope)
    among = _HAS_CASE.format(visible=where)
    if meant.kind is LookupKind.NAME:
        return search_people(scope, meant.value, MOST_FOUND, among=among, values=values)
    return people_numbered(scope, numbers, among=among, values=values) if numbers else ()


def _named(scope: Scope, meant: SoughtAs, homes: Collection[str]) -> list[int]:
    """Return the cases a reading names by itself, those filed last first."""
    condition = _ROADS.get(meant.kind)
    if condition is None:
        return []
    where, values = visible_where(scope)
    values |= {
        "value": meant.value,
        "begins": _dashed(meant.value),
        "ends": _dashed(meant.value[::-1]),
        "subjects": list(subjects_named(meant.value)),
        "homes": list(homes),
    }
    with connection.cursor() as cursor:
        cursor.execute(f"{_IDS} {where} AND {condition} ORDER BY c.filed_at DESC LIMIT {MOST_FOUND}", values)
        return [pk for (pk,) in cursor.fetchall()]


def _dashed(part: str) -> str:
    """Return the part of a reference as references are written, from whichever end it is read."""
    return f"{part[:HALF]}-{part[HALF:]}" if len(part) > HALF else part


def _cases_of(scope: Scope, people: Collection[int], numbers: Collection[str]) -> list[_CaseOf]:
    where, values = visible_where(scope)
    with connection.cursor() as cursor:
        cursor.execute(_CASES_OF.format(visible=where), {**values, "people": list(people), "numbers": list(numbers)})
        return [_CaseOf._make(row) for row in cursor.fetchall()]


def _led(people: Mapping[int, PersonLine], theirs: Sequence[_CaseOf]) -> Iterator[FoundPerson]:
    """Return the people with the case that leads to their household, their own before another's."""
    ways = {one.person_id: one for one in reversed(theirs)}
    led = ((person, ways[person.id]) for person in people.values() if person.id in ways)
    return (FoundPerson(person=person, reference=way.reference, is_applicant=way.is_own) for person, way in led)


def _lines(scope: Scope, ids: Sequence[int]) -> tuple[CaseLine, ...]:
    """Return cases as lines, in the order given."""
    shown = ids[:MOST_FOUND]
    lines = {line.pk: line for line in lines_where(scope, "c.id = ANY(%(ids)s)", {"ids": list(shown)})} if shown else {}
    return tuple(lines[pk] for pk in shown if pk in lines)
