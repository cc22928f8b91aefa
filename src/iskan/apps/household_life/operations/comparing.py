"""The nightly look: every waiting household held against the population register, some hundreds at a time.

The register is first asked of whom anything has changed; only those households are read, each with its receipt. What
was compared tonight is not compared again, so that a night that was interrupted goes on where it stopped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from django.db import connection, transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.timezone import localdate, make_aware

from iskan.apps.cases.models import Case, CaseFact
from iskan.apps.cases.operations.keeping import keep_answers
from iskan.apps.cases.registers import POPULATION, Said, family_of, keep_people, majority_on
from iskan.apps.household_life.models import HouseholdWatch
from iskan.apps.household_life.operations.keeping import keep_event
from iskan.apps.household_life.operations.setting_aside import keeps_going, sets_aside
from iskan.apps.household_life.queries.events import last_recorded, told_since
from iskan.apps.household_life.queries.people import known_person
from iskan.apps.household_life.queries.setting_aside import set_aside_among
from iskan.apps.waiting_lists.queries.fragments import WAITING
from iskan.core.household_life import (
    APPLICANT,
    KnownHousehold,
    LifeEvent,
    LifeEventKind,
    come_of_age,
    gone_members,
    known_household,
    life_events,
)
from iskan.core.people import HouseholdRecord, MaritalStatus, PersonRecord
from iskan.core.records import encode, read
from iskan.foundation import audit
from iskan.foundation.at_once import done_at_once
from iskan.foundation.scope import SYSTEM
from iskan.integrations import registry
from iskan.integrations.inquiry import Inquiry, Purpose, RecordNotFound, RecordUnreadable, RegisterRefused
from iskan.integrations.register import Answered, records_of, unread_of
from iskan.policy.facts import MARITAL_STATUS
from iskan.policy.household_life import PURPOSE
from iskan.policy.instruments import HOUSING_SYSTEM

AT_ONCE: Final = 200
MOST_NUMBERS: Final = 1000
WHY: Final = Purpose(code="waiting_lists.household_life", words=PURPOSE, legal_ground=HOUSING_SYSTEM)
_MARITAL_STATUS: Final = Prefetch("facts", CaseFact.objects.filter(code=MARITAL_STATUS.code))
_DUE: Final = f"""
SELECT waiting.case_id FROM {WAITING} waiting
LEFT JOIN household_life_householdwatch watch ON watch.case_id = waiting.case_id
WHERE waiting.case_id > %(after)s AND (watch.compared_at IS NULL OR watch.compared_at < %(midnight)s)
ORDER BY waiting.case_id LIMIT %(at_once)s
"""  # noqa: S608 -- a table another app exposes


@dataclass(frozen=True, slots=True)
class _Watched:
    """A household about to be compared, as last known and since when."""

    case: Case
    known: KnownHousehold
    since: datetime


@dataclass(frozen=True, slots=True)
class _Night:
    """The moment of a comparison, the age at which one is a minor no more, and whether it is of one household alone."""

    at: datetime
    majority: int
    is_for_one: bool = False

    def grown(self, one: _Watched) -> tuple[LifeEvent, ...]:
        return come_of_age(one.known, after=localdate(one.since), until=localdate(self.at), majority=self.majority)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the register tells of a household now: the applicant, the family, and the members it no longer names."""

    answers: tuple[Answered, ...]
    applicant: PersonRecord
    family: HouseholdRecord
    gone: Mapping[str, PersonRecord]


def compare_households(*, at: datetime, connections: int = 1) -> int:
    """Compare every household that waits and was not compared since midnight; return how many were.

    With several ``connections`` as many lots of households are compared at the same time.

    Raises:
        RegisterUnavailable: the register is down; asking again goes on where this stopped.
    """
    today = localdate(at)
    night, midnight = _Night(at, majority_on(today)), make_aware(datetime.combine(today, time.min))

    def compare_some(case_ids: list[int]) -> int:
        for some in _askable(_watched(case_ids, at)):
            _compare(some, night)
        return len(case_ids)

    count = sum(done_at_once(compare_some, _lots_due(midnight), connections=connections))
    audit.record(
        scope=SYSTEM, action="households.compared", subject_kind="household", subject="many", at=at, count=count
    )
    return count


def compare_now(*, case_id: int, at: datetime) -> None:
    """Compare one household out of turn, before something is decided that rests on who belongs to it.

    Raises:
        RegisterUnavailable: the register is down.
    """
    night = _Night(at, majority_on(localdate(at)), is_for_one=True)
    for some in _askable(_watched([case_id], at)):
        _compare(some, night)


def _lots_due(midnight: datetime) -> Iterator[list[int]]:
    after = 0
    while case_ids := _due(midnight, after):
        yield case_ids
        after = case_ids[-1]


def _due(midnight: datetime, after: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"midnight": midnight, "after": after, "at_once": AT_ONCE})
        return [case_id for (case_id,) in cursor.fetchall()]


def _watched(case_ids: list[int], at: datetime) -> list[_Watched]:
    """Return households as last known: as the register told them, or before the first look as they were filed.

    Of an applicant who has died nothing more is asked: what becomes of the claim is for an official to settle.
    """
    found = Case.objects.filter(pk__in=case_ids, person__isnull=False, applicant__died_on=None).order_by("pk")
    cases = list(found.select_related("applicant", "person", "household", "household_watch"))
    unseen = [case for case in cases if not hasattr(case, "household_watch")]
    prefetch_related_objects(unseen, "household__members__person", _MARITAL_STATUS)
    households: list[_Watched] = []
    for case in cases:
        with sets_aside(case.pk, POPULATION, at):
            households.append(_as_known(case))
    return households


def _as_known(case: Case) -> _Watched:
    watch = getattr(case, "household_watch", None)
    if watch is not None:
        (known,), _ = read(KnownHousehold, watch.known)
        return _Watched(case, known, watch.known_at)
    return _Watched(case, _as_filed(case), case.filed_at or case.created_at)


def _as_filed(case: Case) -> KnownHousehold:
    members = case.household.members.all() if case.household else ()
    others = [(one.person, one.relation) for one in members if one.person_id != case.person_id]
    said = next((str(fact.value) for fact in case.facts.all()), "")
    return KnownHousehold(
        applicant=known_person(case.person, APPLICANT),
        marital_status=next((one for one in MaritalStatus if one.value == said), None),
        members=tuple(known_person(person, relation) for person, relation in others),
    )


def _askable(households: list[_Watched]) -> Iterator[list[_Watched]]:
    """Yield as many households at a time as the register may be asked about at once."""
    some: list[_Watched] = []
    numbers = 0
    for one in households:
        if some and numbers + len(one.known.cprs) > MOST_NUMBERS:
            yield some
            some, numbers = [], 0
        some.append(one)
        numbers += len(one.known.cprs)
    if some:
        yield some


def _compare(households: list[_Watched], night: _Night) -> None:
    """Ask of whom anything has changed, read those households, and keep what happened to each."""
    cprs = frozenset().union(*(one.known.cprs for one in households))
    changed = registry.changed(POPULATION, cprs, min(one.since for one in households), WHY)
    told = told_since({one.case.pk: one.since for one in households})
    again = set_aside_among([one.case.pk for one in households], POPULATION) | told
    touched = [one for one in households if one.known.cprs & changed or one.case.pk in again]
    _keep_unchanged([one for one in households if one not in touched], night)
    for one in touched:
        with keeps_going(one.case.pk, POPULATION, night.at, passes_outage=night.is_for_one):
            _look_into(one, night)


def _keep_unchanged(households: list[_Watched], night: _Night) -> None:
    """Note that nothing changed; members come of age by the calendar alone."""
    at = night.at
    grown = {one.case.pk: events for one in households if (events := night.grown(one))}
    for one in households:
        if one.case.pk in grown:
            with keeps_going(one.case.pk, POPULATION, at):
                _keep(one, one.known, grown[one.case.pk], None, at)
    still = [one for one in households if one.case.pk not in grown]
    HouseholdWatch.objects.filter(case__in=[one.case.pk for one in still]).update(known_at=at, compared_at=at)
    unseen = (one for one in still if not hasattr(one.case, "household_watch"))
    HouseholdWatch.objects.bulk_create(
        (HouseholdWatch(case_id=one.case.pk, known=encode(one.known), known_at=at, compared_at=at) for one in unseen),
        ignore_conflicts=True,
    )


def _look_into(one: _Watched, night: _Night) -> None:
    """Read a household, and keep what happened; one that cannot be read is left as it was known."""
    at = night.at
    try:
        told = _asked(one)
    except (RecordNotFound, RecordUnreadable, RegisterRefused):
        HouseholdWatch.objects.update_or_create(
            case=one.case,
            defaults={"compared_at": at},
            create_defaults={"known": encode(one.known), "known_at": one.since, "compared_at": at},
        )
        raise
    since = localdate(one.since)
    events = life_events(one.known, told.applicant, told.family, told.gone, since=since)
    has_died = any(event.kind is LifeEventKind.APPLICANT_DIED for event in events)
    grown = () if has_died else night.grown(one)
    _keep(one, known_household(told.applicant, told.family), (*events, *grown), told, at)


def _asked(one: _Watched) -> _Told:
    cpr = one.known.applicant.cpr
    inquiry = Inquiry(subject_cpr=cpr, purpose=WHY, case_reference=one.case.reference)
    answers = tuple(Answered(cpr, record) for record in registry.ask(POPULATION, inquiry))
    heads, families = records_of(answers, PersonRecord), records_of(answers, HouseholdRecord)
    if not heads or not families or unread_of(answers):
        raise RecordUnreadable(POPULATION, "part of the household cannot be read")
    family = family_of(families[0], localdate(one.case.filed_at or one.since))
    missing = gone_members(one.known, family)
    gone = {member.cpr: registry.person_of(POPULATION, inquiry.about(member.cpr)) for member in missing}
    return _Told(answers, heads[0], family, gone)


@transaction.atomic
def _keep(one: _Watched, now: KnownHousehold, events: tuple[LifeEvent, ...], told: _Told | None, at: datetime) -> None:
    """Keep what happened to a household, what follows from it by itself, and tell the applicant."""
    HouseholdWatch.objects.update_or_create(
        case=one.case, defaults={"known": encode(now), "known_at": at, "compared_at": at}
    )
    recorded = last_recorded(one.case.pk) if events else {}
    for event in events:
        if recorded.get(event.person.cpr) is not event.kind:
            keep_event(case=one.case, event=event, at=at)
    if told is None:
        return
    keep_answers(case=one.case, register=POPULATION, said=Said(told.answers, (one.known.applicant.cpr,)), at=at)
    if told.gone:
        keep_answers(case=one.case, register=POPULATION, said=_said_of(told.gone), at=at)
    if events:
        keep_people(case=one.case, answers=told.answers, at=at)


def _said_of(people: Mapping[str, PersonRecord]) -> Said:
    """Return what the register said of people who were asked about alone, without their families."""
    answers = tuple(Answered(cpr, record) for cpr, record in people.items())
    return Said(answers, tuple(people), with_family=False)
