"""The life of a household: what has happened to it between two looks at the population register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from iskan.core.days import years_after
from iskan.core.people import HouseholdRecord, MaritalStatus, PersonRecord, Relation


class LifeEventKind(StrEnum):
    """What may happen to a household while it waits."""

    APPLICANT_DIED = "applicant_died"
    MEMBER_DIED = "member_died"
    CHILD_BORN = "child_born"
    MARRIED = "married"
    DIVORCED = "divorced"
    MEMBER_JOINED = "member_joined"
    MEMBER_LEFT = "member_left"
    MARITAL_STATUS = "marital_status"
    NATIONALITY_LOST = "nationality_lost"
    NATIONALITY_GAINED = "nationality_gained"
    NO_ADDRESS = "no_address"
    ADDRESS_AGAIN = "address_again"
    CAME_OF_AGE = "came_of_age"
    PROPERTY_BOUGHT = "property_bought"
    PROPERTY_INHERITED = "property_inherited"
    PROPERTY_ACQUIRED = "property_acquired"
    PROPERTY_SOLD = "property_sold"
    HOME_FINANCE = "home_finance"
    WORK_CHANGED = "work_changed"
    INCOME_CHANGED = "income_changed"
    DISABILITY = "disability"
    MOVED_ABROAD = "moved_abroad"
    LIVES_HERE_AGAIN = "lives_here_again"
    CUSTODY_LOST = "custody_lost"
    CUSTODY_GIVEN = "custody_given"
    SECOND_CLAIM = "second_claim"
    DECLARED_INCOME = "declared_income"
    DECLARED_FAMILY = "declared_family"
    DECLARED_RESIDENCE = "declared_residence"
    DECLARED_PROPERTY = "declared_property"
    DECLARED_DISABILITY = "declared_disability"


class Whom(StrEnum):
    """Of whom an official may record that something happened."""

    APPLICANT = "applicant"
    SPOUSE = "spouse"
    MEMBER = "member"
    ANYBODY = "anybody"
    NEWCOMER = "newcomer"

    def covers(self, relation: str) -> bool:
        """Say whether it may have happened to somebody of the household who is this to the applicant."""
        if self is Whom.ANYBODY:
            return True
        if self is Whom.MEMBER:
            return relation != APPLICANT
        return relation == {Whom.APPLICANT: APPLICANT, Whom.SPOUSE: Relation.SPOUSE.value}.get(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """A person of a household as last known, and whether they have a registered address in the country."""

    cpr: str
    relation: str
    name_ar: str
    name_en: str
    birth_date: date
    nationality: str
    has_address: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownHousehold:
    """A household as last known: the applicant, and those who would be housed with them."""

    applicant: KnownPerson
    marital_status: MaritalStatus | None
    members: tuple[KnownPerson, ...]

    @property
    def cprs(self) -> frozenset[str]:
        return frozenset({self.applicant.cpr, *(member.cpr for member in self.members)})


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """One thing that happened to one person; ``on`` is the day where the register tells it."""

    kind: LifeEventKind
    person: KnownPerson
    on: date | None = None


APPLICANT = "head"
NATIONAL = "BH"


JOINING = frozenset({LifeEventKind.MARRIED, LifeEventKind.CHILD_BORN, LifeEventKind.MEMBER_JOINED})
DEATHS = frozenset({LifeEventKind.APPLICANT_DIED, LifeEventKind.MEMBER_DIED})


def known_person(record: PersonRecord, relation: str) -> KnownPerson:
    """Return what is remembered of a person."""
    return KnownPerson(
        cpr=record.cpr, relation=relation, name_ar=record.name_ar, name_en=record.name_en,
        birth_date=record.birth_date, nationality=record.nationality, has_address=record.address is not None,
    )  # fmt: skip


def known_household(applicant: PersonRecord, family: HouseholdRecord) -> KnownHousehold:
    """Return what is remembered of a household as the register tells it now."""
    return KnownHousehold(
        applicant=known_person(applicant, APPLICANT),
        marital_status=applicant.marital_status,
        members=tuple(known_person(one.person, one.relation.value) for one in family.members),
    )


def gone_members(before: KnownHousehold, family: HouseholdRecord) -> tuple[KnownPerson, ...]:
    """Return the members a register no longer names: of each the reason must be asked."""
    named = {one.person.cpr for one in family.members}
    return tuple(member for member in before.members if member.cpr not in named)


def life_events(
    before: KnownHousehold,
    applicant: PersonRecord,
    family: HouseholdRecord,
    gone: Mapping[str, PersonRecord],
    *,
    since: date,
) -> tuple[LifeEvent, ...]:
    """Return what happened between what was known and what the register tells now.

    ``gone`` holds the records of the members it no longer names, by number; who is missing there, of them nothing is
    said. A child born on or after ``since`` is a birth, any other newcomer has joined.
    """
    if applicant.died_on is not None:
        return (LifeEvent(kind=LifeEventKind.APPLICANT_DIED, person=before.applicant, on=applicant.died_on),)
    after = known_household(applicant, family)
    known = {member.cpr: member for member in before.members}
    events = [*_left(before, gone), *_joined(known, family, since)]
    told = {event.kind for event in events if event.person.relation == Relation.SPOUSE}
    if before.marital_status and before.marital_status is not applicant.marital_status and not told:
        events.append(LifeEvent(kind=LifeEventKind.MARITAL_STATUS, person=after.applicant))
    pairs = [(before.applicant, after.applicant)]
    pairs += [(known[member.cpr], member) for member in after.members if member.cpr in known]
    return (*events, *(event for one, now in pairs for event in _changed(one, now)))


def come_of_age(household: KnownHousehold, *, after: date, until: date, majority: int) -> tuple[LifeEvent, ...]:
    """Return the members who reached majority after one day and by another."""
    days = ((one, years_after(one.birth_date, majority)) for one in household.members)
    return tuple(
        LifeEvent(kind=LifeEventKind.CAME_OF_AGE, person=one, on=day) for one, day in days if after < day <= until
    )


def _left(before: KnownHousehold, gone: Mapping[str, PersonRecord]) -> Iterable[LifeEvent]:
    for member in before.members:
        record = gone.get(member.cpr)
        if record is None:
            continue
        if record.died_on is not None:
            yield LifeEvent(kind=LifeEventKind.MEMBER_DIED, person=member, on=record.died_on)
        elif member.relation == Relation.SPOUSE and before.applicant.cpr not in record.spouse_cprs:
            yield LifeEvent(kind=LifeEventKind.DIVORCED, person=member)
        else:
            yield LifeEvent(kind=LifeEventKind.MEMBER_LEFT, person=member)


def _joined(known: Mapping[str, KnownPerson], family: HouseholdRecord, since: date) -> Iterable[LifeEvent]:
    for one in family.members:
        if one.person.cpr in known:
            continue
        person = known_person(one.person, one.relation.value)
        if one.relation is Relation.SPOUSE:
            yield LifeEvent(kind=LifeEventKind.MARRIED, person=person)
        elif one.relation is Relation.CHILD and person.birth_date >= since:
            yield LifeEvent(kind=LifeEventKind.CHILD_BORN, person=person, on=person.birth_date)
        else:
            yield LifeEvent(kind=LifeEventKind.MEMBER_JOINED, person=person)


def _changed(before: KnownPerson, after: KnownPerson) -> Iterable[LifeEvent]:
    was, now = before.nationality == NATIONAL, after.nationality == NATIONAL
    if was is not now:
        kind = LifeEventKind.NATIONALITY_GAINED if now else LifeEventKind.NATIONALITY_LOST
        yield LifeEvent(kind=kind, person=after)
    if before.has_address is not after.has_address:
        kind = LifeEventKind.ADDRESS_AGAIN if after.has_address else LifeEventKind.NO_ADDRESS
        yield LifeEvent(kind=kind, person=after)
