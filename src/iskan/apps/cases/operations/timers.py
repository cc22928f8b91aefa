"""Moves the system makes once a case has stood in a stage for as many days as the law gives.

For an applicant who has died no time runs out: what becomes of the case is for officials to decide.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from iskan.apps.cases import needs
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.moves import go_on, move
from iskan.apps.cases.operations.queueing import MAKE_DUE_MOVE
from iskan.apps.cases.queries.deadlines import Deadline, deadlines_of
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue import queries as catalogue
from iskan.foundation.scope import SYSTEM


def queue_due_moves(*, at: datetime) -> int:
    """Queue a job for every case whose deadline is over; one that fails holds up no other. Return how many."""
    return sum(_queue_once(case_id) for case_id in _overdue(at))


def make_due_move(*, case_id: int, at: datetime) -> bool:
    """Make the move whose deadline is over, if the case still stands where it was."""
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",), no_key=True).select_related("applicant").get(pk=case_id)
        stands = case.filed_at is not None and case.closed_at is None and case.applicant.died_on is None
        due = _due(case, at) if stands else None
        if due is None:
            return False
        move(case=case, scope=SYSTEM, code=due.transition.code, at=at)
        go_on(case=case, service=service_of(case), at=at)
        return True


def _overdue(at: datetime) -> Iterator[int]:
    open_cases = Case.objects.filter(filed_at__isnull=False, closed_at__isnull=True, applicant__died_on=None)
    for version_id in open_cases.values_list("service_version_id", flat=True).distinct().order_by():
        service = catalogue.service_of(version_id)
        timed = [stage.code for stage in service.lifecycle.stages if service.lifecycle.timers(stage.code)]
        waiting = open_cases.filter(service_version_id=version_id, stage__in=timed) if timed else open_cases.none()
        yield from (case.pk for case in waiting.order_by("stage_since", "pk") if _due(case, at))


def _due(case: Case, at: datetime) -> Deadline | None:
    today, service = timezone.localdate(at), service_of(case)
    over = (one for one in deadlines_of(service, case.stage, case.stage_since) if one.last_day < today)
    return next((one for one in over if not needs.lacking(case, service, one.transition)), None)


def _queue_once(case_id: int) -> bool:
    try:
        with transaction.atomic():
            app.configure_task(MAKE_DUE_MOVE, queueing_lock=f"due-move-{case_id}").defer(case_id=case_id)
    except AlreadyEnqueued:
        return False
    return True
