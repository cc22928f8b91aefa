"""The promise of a case, as its days and pauses make it."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from iskan.apps.cases.models import Case
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.touching import FigureChange
from iskan.core.catalogue import Service
from iskan.core.dated import Dated, NotConfigured
from iskan.core.lifecycle import Clock
from iskan.core.promises import Promise


def promise_of(case: Case, service: Service) -> Promise | None:
    """Return the promise of a filed case, with the days it stood still.

    There is none where all is done at once, nor where the law's figure was not found on the day of filing.
    """
    assert case.filed_at is not None  # noqa: S101 -- only a filed case carries a promise; callers have checked
    filed_on = timezone.localdate(case.filed_at)
    days = promised_days(service, filed_on)
    if days is None:
        return None
    stood_still = case.pauses.all() if case.due_on is not None else ()
    pauses = tuple((pause.started_on, pause.ended_on) for pause in stood_still)
    return Promise(started_on=filed_on, days=days, pauses=pauses)


def promised_days(service: Service, day: date) -> int | None:
    """Return how many working days a service promises to whoever files on a day; nothing where it promises none."""
    if service.promise is None:
        return None
    try:
        return catalogue.figures().value(service.promise, day)
    except NotConfigured:
        return None


def running_cases() -> dict[int, QuerySet[Case]]:
    """Return the open cases whose promise runs, by the version of their service."""
    filed = Case.objects.filter(filed_at__isnull=False, closed_at__isnull=True)
    versions = set(filed.values_list("service_version_id", flat=True).distinct())
    return {version: filed.filter(service_version_id=version, stage__in=_running(version)) for version in versions}


def _running(version_id: int) -> list[str]:
    stages = catalogue.service_of(version_id).lifecycle.stages
    return [stage.code for stage in stages if stage.clock is Clock.RUNNING]


def count_promised_by(change: FigureChange) -> int:
    """Return how many running promises would get other days by a change of a figure."""
    promised = [
        cases for version, cases in running_cases().items()
        if (promise := catalogue.service_of(version).promise) and promise.code == change.figure.code
    ]  # fmt: skip
    begins = timezone.make_aware(datetime.combine(change.first_day, time.min))
    return sum(cases.filter(filed_at__gte=begins).count() for cases in promised)


def count_judged_by(change: FigureChange) -> int:
    """Return how many filed and undecided applications are judged by a figure from its first day on."""
    begins = timezone.make_aware(datetime.combine(change.first_day, time.min))
    undecided = Case.objects.filter(filed_at__gte=begins, closed_at__isnull=True)
    versions = set(undecided.values_list("service_version_id", flat=True).distinct())
    judged = [version for version in versions if change.figure in _tested(version)]
    return undecided.filter(service_version_id__in=judged).count()


def _tested(version_id: int) -> list[Dated[Any]]:
    service = catalogue.service_of(version_id)
    criteria = (*service.criteria, *(one for programme in service.programmes for one in programme.criteria))
    return [figure for criterion in criteria for figure in criterion.figures]


def count_promised_over(days: Sequence[date]) -> int:
    """Return how many open cases count at least one of these days in their promise."""
    over = Q()
    for day in days:
        begins = timezone.make_aware(datetime.combine(day, time.min))
        over |= Q(filed_at__lt=begins, due_on__gte=day)
    return Case.objects.filter(over, closed_at__isnull=True).count() if days else 0
