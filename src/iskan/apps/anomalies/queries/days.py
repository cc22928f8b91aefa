"""An official's day, as the audit trail tells it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from iskan.apps.anomalies.models import OfficialDay
from iskan.apps.catalogue.calendar import working_calendar
from iskan.core.promises import Calendar
from iskan.core.roles import Role
from iskan.foundation import audit
from iskan.foundation.models import AuditEntry

REFUSED = "access.refused"
LOOKS = (audit.READ, audit.SEARCHED, REFUSED)
PAST_DAYS = 28


@dataclass(slots=True, kw_only=True)
class DayInTrail:
    """The lines of one official's day: files read by their reference, searches, refusals, looks out of hours."""

    official_id: int
    roles: str
    reads: dict[str, list[int]] = field(default_factory=dict)
    searches: list[int] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    out_of_hours: list[int] = field(default_factory=list)

    @property
    def roles_held(self) -> frozenset[Role]:
        return frozenset(Role(role) for role in self.roles.split(","))


def days_in_trail(day: date) -> tuple[DayInTrail, ...]:
    """Return what each official looked at on a day, from the lines of the trail."""
    calendar, found = working_calendar(), dict[int, DayInTrail]()
    for line in _lines(day):
        actor = line.actor_id or 0
        whose = found.setdefault(actor, DayInTrail(official_id=actor, roles=line.actor_role))
        _add(whose, line, calendar)
    return tuple(found.values())


def _lines(day: date) -> Iterable[AuditEntry]:
    begins = timezone.make_aware(datetime.combine(day, time.min))
    rows = AuditEntry.objects.filter(at__gte=begins, at__lt=begins + timedelta(days=1), action__in=LOOKS)
    return (row for row in rows.order_by("id").iterator() if row.actor_id and is_official(row.actor_role))


def is_official(actor_role: str) -> bool:
    """Say whether a line was left by an official: their roles stand in it."""
    return set(actor_role.split(",")) <= set(Role)


def _add(whose: DayInTrail, line: AuditEntry, calendar: Calendar) -> None:
    if line.action == REFUSED:
        whose.refused.append(line.pk)
        return
    if line.action == audit.SEARCHED:
        whose.searches.append(line.pk)
    elif line.subject_kind == audit.CASE:
        whose.reads.setdefault(line.subject, []).append(line.pk)
    if not _is_in_hours(line.at, calendar):
        whose.out_of_hours.append(line.pk)


def _is_in_hours(at: datetime, calendar: Calendar) -> bool:
    here = timezone.localtime(at)
    return calendar.is_working(here.date()) and settings.ISKAN_WORK_BEGINS <= here.hour < settings.ISKAN_WORK_ENDS


def days_of_others(*, official_id: int, roles: str, day: date) -> list[int]:
    """Return how many files officials of the same roles read on each of their days in the weeks before a day."""
    rows = OfficialDay.objects.filter(roles=roles, day__gte=day - timedelta(days=PAST_DAYS), day__lte=day)
    return list(rows.exclude(official_id=official_id).filter(reads__gt=0).values_list("reads", flat=True))
