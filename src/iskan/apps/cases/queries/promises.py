"""The promise of a case, as its days and pauses make it."""

from django.utils import timezone

from iskan.apps.cases.models import Case
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Service
from iskan.core.promises import Promise


def promise_of(case: Case, service: Service) -> Promise:
    """Return the promise of a filed case, with the days it stood still."""
    assert case.filed_at is not None  # noqa: S101 -- only a filed case carries a promise; callers have checked
    filed_on = timezone.localdate(case.filed_at)
    stood_still = case.pauses.all() if case.due_on is not None else ()
    pauses = tuple((pause.started_on, pause.ended_on) for pause in stood_still)
    return Promise(started_on=filed_on, days=catalogue.figures().value(service.promise, filed_on), pauses=pauses)
