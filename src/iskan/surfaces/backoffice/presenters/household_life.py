"""What happened to households, as officials read it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from iskan.apps.accounts.queries import names_of
from iskan.apps.household_life.queries.events import EventLine
from iskan.apps.household_life.queries.people import known_people
from iskan.apps.household_life.queries.recording import Foreseen
from iskan.apps.household_life.rules import can_settle_events, takes_two_to_settle
from iskan.core.household_life import DEATHS, LifeEventKind
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.policy.facts import FAMILY_CATEGORY
from iskan.policy.household_life import SETTLES_CATEGORY
from iskan.policy.recorded_life import RECORDABLE
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdEventView:
    """An event in words: what happened, what follows by itself, what is to be decided, and what was."""

    id: int
    reference: str
    text: str
    follows: str
    decide: str
    found_at: datetime
    is_open: bool
    label: str
    tone: str
    settled_at: datetime | None
    settled_by: str
    reason: str
    category: str
    is_mistake: bool
    source: str
    document: str
    is_declared: bool
    words: str
    recorded_by: str
    file_id: UUID | None
    file_name: str


def event_views(lines: Iterable[EventLine]) -> tuple[HouseholdEventView, ...]:
    """Return events in the reader's language, with the names of those who settled them."""
    kept = tuple(lines)
    asked = {one for line in kept for one in (line.settled_by, line.recorded_by) if one}
    names = {one: t(name) for one, name in names_of(frozenset(asked)).items()}
    return tuple(_view(line, names) for line in kept)


def open_event_views(
    lines: Iterable[EventLine] | None, kinds: Collection[LifeEventKind]
) -> tuple[HouseholdEventView, ...]:
    """Return those of some kinds that are yet to be decided on."""
    return event_views(line for line in lines or () if line.is_open and line.kind in kinds)


def _view(line: EventLine, names: Mapping[int, str]) -> HouseholdEventView:
    label, tone = (_("Awaits a decision"), "warning") if line.is_open else (_("For information"), "neutral")
    if line.settled_at:
        label, tone = (_("Recorded by mistake"), "neutral") if line.is_mistake else (_("Settled"), "success")
    return HouseholdEventView(
        id=line.id,
        reference=line.reference,
        text=t(line.text),
        follows=t(line.follows),
        decide=t(line.rule.decide) if line.rule.decide else "",
        found_at=line.found_at,
        is_open=line.is_open,
        label=label,
        tone=tone,
        settled_at=line.settled_at,
        settled_by=names[line.settled_by] if line.settled_by else "",
        reason=line.reason,
        category=t(dict(FAMILY_CATEGORY.choices)[line.category]) if line.category else "",
        is_mistake=line.is_mistake,
        source=t(line.source_name),
        document=line.document,
        is_declared=line.is_declared,
        words=line.words,
        recorded_by=names[line.recorded_by] if line.recorded_by else "",
        file_id=line.file_id,
        file_name=line.file_name,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlingView:
    """What a viewer may say in settling an event: nothing, or its category and whether it was recorded by mistake.

    Of an event that asks no decision nothing can be said but that (``only_withdraw``).
    """

    may: bool
    may_withdraw: bool
    only_withdraw: bool
    takes_two: bool
    categories: tuple[tuple[str, Text], ...]


def settling_view(line: EventLine, scope: Scope) -> SettlingView:
    """Return how an event may be settled by a viewer."""
    may_withdraw = line.may_be_mistaken and line.recorded_by != scope.user_id
    return SettlingView(
        may=(line.is_open or may_withdraw) and can_settle_events(scope),
        may_withdraw=may_withdraw,
        only_withdraw=not line.asks_decision,
        takes_two=not line.asks_decision or takes_two_to_settle(scope, line.kind, line.recorded_by),
        categories=FAMILY_CATEGORY.choices if line.kind in SETTLES_CATEGORY else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeseenView:
    """What would follow from an event, in words; ``others`` are the applications it touches besides, by reference."""

    name: str
    person: str
    is_newcomer: bool
    is_death: bool
    others: tuple[str, ...]
    unseen: int
    follows: str
    decide: str
    subject: str
    told: str


def foreseen_view(found: Foreseen) -> ForeseenView:
    """Return in words what would follow from an event."""
    person = found.person
    return ForeseenView(
        name=t(RECORDABLE[found.kind].name),
        person=t(Text(ar=person.name_ar, en=person.name_en or person.name_ar)) if person else "",
        is_newcomer=person is None,
        is_death=found.kind in DEATHS,
        others=tuple(one.case.reference for one in found.touched if one.case.pk != found.case.pk),
        unseen=found.unseen,
        follows=t(found.follows),
        decide=t(found.decide) if found.decide else "",
        subject=t(found.told.subject) if found.told else "",
        told=t(found.told.body) if found.told else "",
    )


def kinds_of_change() -> tuple[tuple[str, Text], ...]:
    """Return what may be recorded, each with its name."""
    return tuple((kind.value, found.name) for kind, found in RECORDABLE.items())


def people_to_choose(case: Any) -> tuple[tuple[str, str], ...]:
    """Return the people of a case's household, by their numbers."""
    people = known_people(case).values()
    return tuple((one.cpr, t(Text(ar=one.name_ar, en=one.name_en or one.name_ar))) for one in people)
