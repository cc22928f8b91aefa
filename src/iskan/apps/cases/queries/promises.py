"""The promise of a case, as its days and pauses make it."""

from datetime import date

from django.utils import timezone

from iskan.apps.cases.models import Case
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Service
from iskan.core.dated import NotConfigured
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
