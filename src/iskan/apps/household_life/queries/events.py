"""What happened to households: of one case, those to decide, and which cases a nomination stops at."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from iskan.apps.cases.claims import Claim, claims_of_newcomer, seen_by
from iskan.apps.cases.queries.scoped import case_for, visible_cases
from iskan.apps.household_life.models import HouseholdEvent
from iskan.core.household_life import LifeEventKind
from iskan.core.text import Text
from iskan.foundation.reading import RelatedRead
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.household_life import (
    DECLARED,
    RECORDED,
    RULES,
    STOPPING,
    LifeRule,
    event_text,
    source_name,
)
from iskan.policy.recorded_life import OF_THE_FAMILY, follows_of

PAGE = 25
_OF_CASE = """
SELECT json_agg(json_build_array(e.id, e.kind, e.name_ar, e.name_en, e.happened_on, e.found_at, e.asks_decision,
                                 s.at, s.by_id, s.reason, s.is_mistake, e.source, e.document, e.words,
                                 e.recorded_by_id)
                ORDER BY e.found_at DESC, e.id DESC)
FROM household_life_householdevent e LEFT JOIN household_life_eventsettlement s ON s.event_id = e.id
WHERE e.case_id = c.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event, and how it was settled, if it was; in a list of several cases, the one it belongs to."""

    id: int
    kind: LifeEventKind
    person: Text
    happened_on: date | None
    found_at: datetime
    asks_decision: bool
    settled_at: datetime | None
    settled_by: int | None
    reason: str
    source: str
    document: str
    words: str
    recorded_by: int | None
    reference: str = ""
    cpr: str = ""
    category: str = ""
    is_mistake: bool = False
    file_id: UUID | None = None
    file_name: str = ""

    @property
    def text(self) -> Text:
        """What happened, to whom, and when."""
        return event_text(self.kind, self.person, self.happened_on)

    @property
    def text_to_applicant(self) -> Text:
        """The same, as the applicant reads it."""
        return event_text(self.kind, self.person, self.happened_on, to_applicant=True)

    @property
    def rule(self) -> LifeRule:
        return RULES[self.kind]

    @property
    def follows(self) -> Text:
        """What follows by itself."""
        return follows_of(self.kind, self.source)

    @property
    def is_declared(self) -> bool:
        """Say whether the applicant declared it, so that ``document`` is the declaring case's reference."""
        return self.source == DECLARED

    @property
    def source_name(self) -> Text:
        """Who says so: a register, the citizen, or the ministry's own record."""
        return source_name(self.source)

    @property
    def may_be_mistaken(self) -> bool:
        """Say whether an official recorded it, and nobody has said yet what it means: so that it may be taken back."""
        return self.source == RECORDED and self.settled_at is None

    @property
    def is_open(self) -> bool:
        """Say whether an official has yet to decide."""
        return self.asks_decision and self.settled_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """A page of events, those found first at its head; ``total`` counts all of them."""

    lines: tuple[EventLine, ...]
    page: int
    total: int

    @property
    def has_next(self) -> bool:
        return self.page * PAGE < self.total


def events_of(scope: Scope, reference: str) -> tuple[EventLine, ...]:
    """Return what happened to the household of a visible case, the newest first."""
    return tuple(map(_line, _visible(scope).filter(case__reference=reference).order_by("-found_at", "-pk")))


def event_of(scope: Scope, event_id: int) -> EventLine:
    """Return one event of a visible case, or raise `OutOfScope`."""
    row = _visible(scope).filter(pk=event_id).first()
    if row is None:
        raise OutOfScope(str(event_id))
    return _line(row)


def claims_beside(scope: Scope, line: EventLine) -> tuple[Claim, ...]:
    """Return the other claims to a home that an event tells of, as far as the viewer sees them."""
    if line.kind is not LifeEventKind.SECOND_CLAIM:
        return ()
    case = case_for(scope, line.reference)
    return seen_by(scope, claims_of_newcomer(case, line.cpr))


def events_page(scope: Scope, *, only_open: bool, page: int) -> EventPage:
    """Return a page of the events an official sees: those to decide, the oldest first, or all, the newest first."""
    rows = _open(scope).order_by("found_at", "pk") if only_open else _visible(scope).order_by("-found_at", "-pk")
    page = max(page, 1)
    lines = tuple(map(_line, rows[(page - 1) * PAGE : page * PAGE]))
    return EventPage(lines=lines, page=page, total=rows.count())


def open_event_count(scope: Scope) -> int:
    """Return how many events wait for a decision, of the cases a viewer sees."""
    return _open(scope).count()


def stopped_by_life(case_ids: Collection[int], kinds: Collection[LifeEventKind] = STOPPING) -> frozenset[int]:
    """Return which of some cases have had something happen that is decided before a nomination is certified."""
    waiting = HouseholdEvent.objects.filter(case_id__in=case_ids, kind__in=kinds, settlement=None)
    return frozenset(waiting.values_list("case_id", flat=True))


def told_since(since: Mapping[int, datetime]) -> frozenset[int]:
    """Return of which cases a citizen or an official told a change, each since a moment; no register's word is one."""
    told = HouseholdEvent.objects.filter(case_id__in=since, source__in=(DECLARED, RECORDED)).values_list(
        "case_id", "found_at"
    )
    return frozenset(case_id for case_id, found_at in told if found_at >= since[case_id])


def last_recorded(case_id: int) -> Mapping[str, LifeEventKind]:
    """Return of each person of a case what was kept last, where an official recorded it before a register told it.

    What was recorded by mistake is not among it: if it happens after all, the register's word is kept.
    """
    kept = HouseholdEvent.objects.filter(case_id=case_id, kind__in=OF_THE_FAMILY).order_by("found_at", "pk")
    kept = kept.exclude(settlement__is_mistake=True)
    last = {cpr: (kind, source) for cpr, kind, source in kept.values_list("cpr", "kind", "source")}
    return {cpr: LifeEventKind(kind) for cpr, (kind, source) in last.items() if source == RECORDED}


def _open(scope: Scope) -> QuerySet[HouseholdEvent]:
    return _visible(scope).filter(asks_decision=True, settlement=None)


def _visible(scope: Scope) -> QuerySet[HouseholdEvent]:
    return HouseholdEvent.objects.filter(case__in=visible_cases(scope)).select_related("case", "settlement", "file")


def _line(row: HouseholdEvent) -> EventLine:
    settled = getattr(row, "settlement", None)
    return EventLine(
        id=row.pk,
        kind=LifeEventKind(row.kind),
        person=Text(ar=row.name_ar, en=row.name_en or row.name_ar),
        happened_on=row.happened_on,
        found_at=row.found_at,
        asks_decision=row.asks_decision,
        settled_at=settled.at if settled else None,
        settled_by=settled.by_id if settled else None,
        reason=settled.reason if settled else "",
        source=row.source,
        document=row.document,
        words=row.words,
        recorded_by=row.recorded_by_id,
        reference=row.case.reference,
        cpr=row.cpr,
        category=settled.category if settled else "",
        is_mistake=bool(settled and settled.is_mistake),
        file_id=row.file_id,
        file_name=row.file.original_name if row.file else "",
    )


def _read(columns: Sequence[Any]) -> tuple[EventLine, ...]:
    return tuple(map(_told, columns[0]))


def _told(values: Sequence[Any]) -> EventLine:
    event_id, kind, name_ar, name_en, happened_on, found_at, asks_decision, *rest = values
    settled_at, settled_by, reason, is_mistake, source, document, words, recorded_by = rest
    return EventLine(
        id=event_id,
        kind=LifeEventKind(kind),
        person=Text(ar=name_ar, en=name_en or name_ar),
        happened_on=date.fromisoformat(happened_on) if happened_on else None,
        found_at=datetime.fromisoformat(found_at),
        asks_decision=asks_decision,
        settled_at=datetime.fromisoformat(settled_at) if settled_at else None,
        settled_by=settled_by,
        reason=reason or "",
        is_mistake=bool(is_mistake),
        source=source,
        document=document,
        words=words,
        recorded_by=recorded_by,
    )


HAPPENED = RelatedRead(1, _OF_CASE, _read)
"""What happened to the household of a case, the newest first."""
