"""The nightly look into the other registers: who of the waiting households has changed, and what happened to them.

Each register is asked of many people at once; only households of which it names somebody are read, each with its
receipt and for the purpose of its service. How far a register was compared is kept, so that a night that was
interrupted goes on where it stopped, and a register that is down holds up no other.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate, make_aware

from iskan.apps.cases.models import Case, CaseFact
from iskan.apps.cases.operations.assessing import keep_facts
from iskan.apps.cases.operations.keeping import keep_answers
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.registers import Awaited, DeclarationDenied, Said, ask, known_family, majority_on
from iskan.apps.household_life.models import HouseholdEvent, RegisterKnown, RegisterPass
from iskan.apps.household_life.operations.keeping import keep_event
from iskan.apps.household_life.operations.setting_aside import keeps_going
from iskan.apps.household_life.queries.people import known_people
from iskan.apps.household_life.queries.setting_aside import set_aside_among
from iskan.apps.household_life.queries.waiting import WaitingHousehold, declared_since, waiting_households
from iskan.core.catalogue import RegisterCheck
from iskan.core.facts_json import fact_to_json
from iskan.core.household_life import KnownPerson, LifeEventKind
from iskan.foundation.at_once import done_at_once
from iskan.integrations import registry
from iskan.integrations.discovery import register as register_of
from iskan.integrations.inquiry import Purpose, RecordUnreadable, RegisterFault
from iskan.integrations.register import Answered, unread_of
from iskan.integrations.registry import facts_from_register
from iskan.policy.household_life import DECLARED_CHANGES, FOLLOWED, PURPOSE, RECORDED, TELLS
from iskan.policy.instruments import HOUSING_SYSTEM

logger = logging.getLogger(__name__)
AT_ONCE: Final = 500
MOST_NUMBERS: Final = 1000
WHY: Final = Purpose(code="waiting_lists.household_life", words=PURPOSE, legal_ground=HOUSING_SYSTEM)
ASKING: Final = (LifeEventKind.MARRIED, LifeEventKind.MEMBER_JOINED, *DECLARED_CHANGES.values())
"""After these, and what an official recorded, a household is read though the register changed nothing."""
KEPT_IN_THE_CASE: Final = frozenset({"health"})
"""Registers whose newer answer is kept in the case itself: the home given goes by it."""


@dataclass(frozen=True, slots=True)
class _AskedTogether:
    """People of some households that are asked about at once, and since when."""

    households: tuple[WaitingHousehold, ...]
    cprs: frozenset[str]
    since: datetime


def compare_registers(*, at: datetime, connections: int = 1) -> int:
    """Hold every register that was not compared since midnight against the waiting households; return how many read.

    Raises:
        RegisterFault: some register was down or refused; the others were compared all the same.
    """
    read, faults = 0, []
    for check in FOLLOWED:
        try:
            read += _compare_with(check, at, connections)
        except RegisterFault as fault:
            logger.warning("Register %s was not compared to its end: %s", check.register, fault.reason)
            faults.append(fault)
    if faults:
        raise faults[0]
    return read


def _compare_with(check: RegisterCheck, at: datetime, connections: int) -> int:
    def read_one(case_id: int) -> bool:
        reads = []
        with keeps_going(case_id, check.register, at):
            reads.append(_look_into(case_id, check, at))
        return any(reads)

    progress = _progress(check.register, at)
    if progress.done_at is not None:
        return 0
    read = 0
    majority = majority_on(localdate(at))
    while households := waiting_households(
        check, after=progress.reached, most=AT_ONCE, on=localdate(at), majority=majority
    ):
        for asked in _batches(households, progress.told_until):
            read += sum(done_at_once(read_one, _changed(check, asked, progress), connections=connections))
        progress.reached = households[-1].case_id
        progress.save(update_fields=["reached"])
    progress.done_at = at
    progress.save(update_fields=["done_at"])
    return read


def _progress(register: str, at: datetime) -> RegisterPass:
    """Return how far a register has been compared; after midnight the next pass begins once the last one is done."""
    midnight = make_aware(datetime.combine(localdate(at), time.min))
    progress, _is_new = RegisterPass.objects.get_or_create(register=register, defaults={"began_at": at})
    if progress.done_at is not None and progress.began_at < midnight:
        progress.told_until, progress.began_at, progress.reached, progress.done_at = progress.began_at, at, 0, None
        progress.save()
    return progress


def _batches(households: Sequence[WaitingHousehold], told_until: datetime | None) -> Iterator[_AskedTogether]:
    """Yield households in as large lots as may be asked about, those listed since the last pass by themselves."""
    for is_new in (False, True):
        some: list[WaitingHousehold] = []
        numbers: set[str] = set()
        for one in households:
            if one.is_new_since(told_until) is not is_new:
                continue
            if some and len(numbers) + len(one.cprs) > MOST_NUMBERS:
                yield _asked(some, numbers, told_until)
                some, numbers = [], set()
            some.append(one)
            numbers |= one.cprs
        if numbers:
            yield _asked(some, numbers, told_until)


def _asked(households: list[WaitingHousehold], cprs: set[str], told_until: datetime | None) -> _AskedTogether:
    since = min(one.filed_at if one.is_new_since(told_until) else (told_until or one.filed_at) for one in households)
    return _AskedTogether(tuple(households), frozenset(cprs), since)


def _changed(check: RegisterCheck, asked: _AskedTogether, progress: RegisterPass) -> list[int]:
    """Return the households of which the register has changed something, whom somebody joined, and those set aside."""
    changed = registry.changed(check.register, asked.cprs, asked.since, WHY)
    case_ids = [one.case_id for one in asked.households]
    telling = Q(kind__in=ASKING) | Q(source=RECORDED)
    joined = HouseholdEvent.objects.filter(telling, case__in=case_ids, found_at__gte=asked.since)
    others = {*joined.values_list("case_id", flat=True), *set_aside_among(case_ids, progress.register)}
    if check.declaration:
        others |= declared_since(case_ids, check.declaration, asked.since)
    return [one.case_id for one in asked.households if one.cprs & changed or one.case_id in others]


def _look_into(case_id: int, check: RegisterCheck, at: datetime) -> bool:
    """Read what the register says of a household now, and keep what has happened; say whether it was read."""
    case = Case.objects.select_related("applicant", "person", "household", "application").get(pk=case_id)
    asked = service_of(case).register_check(check.register)
    if asked is None:
        return False
    try:
        said = ask(case=case, check=asked, at=at, on=localdate(at))
    except (Awaited, DeclarationDenied) as silent:
        logger.info("Register %s may not be asked about case %s: %s", check.register, case.pk, type(silent).__name__)
        return False
    if unread_of(said.answers):
        raise RecordUnreadable(check.register, "part of an answer cannot be read")
    _keep(case, check.register, said, at)
    return True


@transaction.atomic
def _keep(case: Case, register: str, said: Said, at: datetime) -> None:
    before, now = _known(case, register), _facts(case, register, said.answers, at)
    RegisterKnown.objects.update_or_create(case=case, register=register, defaults={"facts": now, "at": at})
    if before is None:
        return
    applicant = known_people(case)[case.applicant.cpr or ""]
    events = tuple(TELLS[register](before, now, _about(case, register, said.answers), applicant))
    for event in events:
        keep_event(case=case, event=event, source=register, at=at)
    if events:
        keep_answers(case=case, register=register, said=said, at=at)
    if events and register in KEPT_IN_THE_CASE:
        keep_facts(case=case, register=register, answers=said.answers, at=at)


def _known(case: Case, register: str) -> Mapping[str, Any] | None:
    """Return what the register last said: on the night it was last read, or at filing; nothing if it never did."""
    kept = RegisterKnown.objects.filter(case=case, register=register).first()
    if kept is not None:
        return dict(kept.facts)
    at_filing = dict(CaseFact.objects.filter(case=case, register=register).values_list("code", "value"))
    return at_filing or None


def _facts(case: Case, register: str, answers: tuple[Answered, ...], at: datetime) -> dict[str, Any]:
    derived = facts_from_register(register, answers, known_family(case), on=localdate(at), at=at)
    facts = {code: fact_to_json(fact.value) for code, fact in derived.facts.items()}
    return {code: fact_to_json(value) for code, value in derived.shown.items()} | facts


def _about(case: Case, register: str, answers: tuple[Answered, ...]) -> tuple[KnownPerson, ...]:
    """Return of whom the register tells something, in the order of its answers."""
    people, speaks_of = known_people(case), register_of(register).speaks_of
    return tuple(people[answered.cpr] for answered in answers if speaks_of(answered.record))
