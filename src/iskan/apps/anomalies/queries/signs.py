"""The signs looked for in an official's day; each returns what it found, or nothing."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings

from iskan.apps.accounts.models import User
from iskan.apps.allocation.queries.offers import cases_with_offers
from iskan.apps.anomalies.enums import AnomalyKind
from iskan.apps.anomalies.queries.days import DayInTrail, days_of_others
from iskan.apps.cases.queries.touching import cases_of_people, cases_with_a_task
from iskan.apps.households.queries import relatives_of
from iskan.core.roles import Duty, may
from iskan.core.unusual import usual_of

WATCHING: Final = (Duty.OVERSEE, Duty.AUDIT)
"""Duties whose task is to look at others' work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """How often something was done, the most that is not told, what is usual among others, and the trail's lines."""

    kind: AnomalyKind
    count: int
    limit: int
    lines: tuple[int, ...]
    usual: float | None = None


def signs_in(day: DayInTrail, on: date) -> Iterator[Sign]:
    """Yield everything unlike an official's work in one day."""
    for look in _LOOKS:
        if (found := look(day, on)) is not None:
            yield found


def _many_reads(day: DayInTrail, on: date) -> Sign | None:
    others = days_of_others(official_id=day.official_id, roles=day.roles, day=on)
    factor, least = settings.ISKAN_ANOMALY_FACTOR, settings.ISKAN_ANOMALY_READS
    usual = usual_of(others, factor=factor, least=least)
    if usual is None or len(day.reads) <= usual.most:
        return None
    return Sign(
        kind=AnomalyKind.MANY_READS, count=len(day.reads), limit=usual.most, usual=usual.median,
        lines=_lines_of(day.reads, day.reads),
    )  # fmt: skip


def _no_task(day: DayInTrail, _on: date) -> Sign | None:
    if any(may(day.roles_held, duty) for duty in WATCHING):
        return None
    read = frozenset(day.reads)
    decides = may(day.roles_held, Duty.DECIDE)
    theirs = cases_with_a_task(read, official_id=day.official_id, decides=decides) | cases_with_offers(read)
    return _over(AnomalyKind.NO_TASK, settings.ISKAN_ANOMALY_NO_TASK, day.reads, read - theirs)


def _own_family(day: DayInTrail, _on: date) -> Sign | None:
    own = User.objects.filter(pk=day.official_id).values_list("official_cpr", flat=True).first()
    if not own:
        return None
    family = cases_of_people(frozenset(day.reads), relatives_of(own) | {own})
    return _over(AnomalyKind.OWN_FAMILY, 0, day.reads, family)


def _searches(day: DayInTrail, _on: date) -> Sign | None:
    return _counted(AnomalyKind.SEARCHES, settings.ISKAN_ANOMALY_SEARCHES, day.searches)


def _refused(day: DayInTrail, _on: date) -> Sign | None:
    return _counted(AnomalyKind.REFUSED, settings.ISKAN_ANOMALY_REFUSED, day.refused)


def _out_of_hours(day: DayInTrail, _on: date) -> Sign | None:
    return _counted(AnomalyKind.OUT_OF_HOURS, settings.ISKAN_ANOMALY_OUT_OF_HOURS, day.out_of_hours)


def _over(kind: AnomalyKind, limit: int, reads: Mapping[str, list[int]], cases: Collection[str]) -> Sign | None:
    if len(cases) <= limit:
        return None
    return Sign(kind=kind, count=len(cases), limit=limit, lines=_lines_of(reads, cases))


def _counted(kind: AnomalyKind, limit: int, lines: list[int]) -> Sign | None:
    return Sign(kind=kind, count=len(lines), limit=limit, lines=tuple(lines)) if len(lines) > limit else None


def _lines_of(reads: Mapping[str, list[int]], cases: Collection[str]) -> tuple[int, ...]:
    return tuple(sorted(line for reference in cases for line in reads[reference]))


_LOOKS: Final[tuple[Callable[[DayInTrail, date], Sign | None], ...]] = (
    _many_reads, _no_task, _own_family, _searches, _refused, _out_of_hours,
)  # fmt: skip
