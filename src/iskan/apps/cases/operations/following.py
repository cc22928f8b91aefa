"""Promises follow the working calendar: a circular moves the last day of every promise counted over its days."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.promises import promise_of, running_cases
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue.calendar import working_calendar
from iskan.core.lifecycle import Clock
from iskan.core.promises import Calendar, Promise
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM

AT_ONCE = 500


def follow_calendar(*, at: datetime) -> int:
    """Move the last day of each running promise to where the calendar puts it; return how many moved."""
    calendar = working_calendar()
    return sum(_move(pk, calendar, at) for pk in list(_misplaced(calendar, at)))


def _misplaced(calendar: Calendar, at: datetime) -> Iterator[int]:
    today = timezone.localdate(at)
    for cases in running_cases().values():
        for case in cases.prefetch_related("pauses").iterator(AT_ONCE):
            promise = promise_of(case, service_of(case))
            if promise and promise.due_on(calendar, today) != case.due_on:
                yield case.pk


@transaction.atomic
def _move(pk: int, calendar: Calendar, at: datetime) -> bool:
    """Move one promise, unless its case went on meanwhile; an alarm it no longer deserves is taken back."""
    cases = Case.objects.filter(pk=pk, closed_at__isnull=True, due_on__isnull=False)
    case = cases.select_for_update(of=("self",), no_key=True).prefetch_related("pauses").first()
    promise = _running_promise(case) if case else None
    if case is None or promise is None:
        return False
    today, before = timezone.localdate(at), case.due_on
    case.due_on = promise.due_on(calendar, today)
    if case.due_on == before:
        return False
    case.alarm = min(case.alarm, promise.alarm(calendar, today))
    case.save(update_fields=["due_on", "alarm"])
    audit.record(
        scope=SYSTEM, action="case.due_day_moved", subject_kind=audit.CASE, subject=case.reference, at=at,
        before=str(before), after=case.due_on.isoformat(),
    )  # fmt: skip
    return True


def _running_promise(case: Case) -> Promise | None:
    service = service_of(case)
    is_running = service.lifecycle.stage(case.stage).clock is Clock.RUNNING
    return promise_of(case, service) if is_running else None
