"""Alarms on promises: half, most, or more than all of the working days used."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.reconsidering import supervisors_of
from iskan.apps.cases.queries.promises import promise_of, running_cases
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.calendar import working_calendar
from iskan.apps.notifications.operations import tell
from iskan.core.catalogue import Service
from iskan.core.dated import Version
from iskan.core.lifecycle import Clock
from iskan.core.promises import Alarm, Calendar, last_due_days
from iskan.core.text import Text

_SUBJECT = {
    Alarm.HALF: Text(ar="انقضى نصف مدة الإنجاز: {reference}", en="Half of the promised time is used: {reference}"),
    Alarm.NEAR: Text(
        ar="أوشكت مدة الإنجاز على الانتهاء: {reference}", en="The promised time is nearly over: {reference}"
    ),
    Alarm.BREACHED: Text(ar="تجاوزت المعاملة مدة الإنجاز: {reference}", en="The promised time has passed: {reference}"),
}
_BODY = Text(
    ar="يحل آخر يوم لإنجاز المعاملة رقم {reference} ({service}) في {due}.",
    en="Case {reference} ({service}) is due on {due}.",
)


def raise_due_alarms(*, at: datetime) -> int:
    """Raise the alarm of every open case whose share of promise used calls for it; return how many were raised."""
    today = timezone.localdate(at)
    running, calendar = running_cases().items(), working_calendar()
    return sum(_raise(pk, calendar, at) for version, cases in running for pk in _due(version, cases, calendar, today))


def _due(version_id: int, running: QuerySet[Case], calendar: Calendar, today: date) -> list[int]:
    """Return the cases of a service whose due day says that an alarm not yet raised may have been reached."""
    service = catalogue.service_of(version_id)
    reached = Q()
    for alarm, last_day in last_due_days(calendar, _longest(service), today).items():
        reached |= Q(alarm__lt=alarm, due_on__lte=last_day)
    return list(running.filter(reached).order_by("due_on", "pk").values_list("pk", flat=True))


def _longest(service: Service) -> int:
    if service.promise is None:
        return 0
    published: tuple[Version[Any], ...] = catalogue.figures().published.get(service.promise.code, ())
    return max((version.value or 0 for version in (*service.promise.versions, *published)), default=0)


@transaction.atomic
def _raise(pk: int, calendar: Calendar, at: datetime) -> bool:
    case = Case.objects.select_for_update(of=("self",), no_key=True).prefetch_related("pauses").get(pk=pk)
    service = service_of(case)
    if case.closed_at is not None or service.lifecycle.stage(case.stage).clock is not Clock.RUNNING:
        return False
    promise = promise_of(case, service)
    alarm = promise.alarm(calendar, timezone.localdate(at)) if promise else Alarm.CALM
    if alarm <= case.alarm:
        return False
    case.alarm = alarm
    case.save(update_fields=["alarm"])
    words: dict[str, Text | str] = {
        "reference": case.reference,
        "service": service.name,
        "due": f"{case.due_on:%d/%m/%Y}",
    }
    for user_id in _watchers(case, alarm):
        tell(
            user_id=user_id,
            event=f"case:{case.reference}:alarm-{alarm.value}:{case.due_on}",
            subject=_SUBJECT[alarm].format(**words),
            body=_BODY.format(**words),
            case_reference=case.reference,
            at=at,
        )
    return True


def _watchers(case: Case, alarm: Alarm) -> set[int]:
    told = supervisors_of(case.department) if alarm >= Alarm.NEAR else frozenset()
    return set(told) | ({case.assignee_id} if case.assignee_id else set())
