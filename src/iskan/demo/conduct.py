"""Conduct for the auditor to look into: files read and refused by the pages' operations, then the night's search."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations.sign_ins import record_refused_access
from iskan.apps.accounts.queries import scope_of
from iskan.apps.anomalies.operations.finding import find_anomalies
from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.foundation import audit

READS: Final = 9
LATE: Final = time(22, 40)
OTHERS: Final = "finance"
"""An official of another department, who is refused the files of this one."""


def write_conduct(*, at: datetime) -> int:
    """Have one official read closed files late and another ask for what is not theirs; return how much is found."""
    day = timezone.localdate(at) - timedelta(days=1)
    reviewer = User.objects.get(username="reviewer")
    closed = list(visible_cases(scope_of(reviewer, day)).exclude(closed_at=None).order_by("reference")[:READS])
    _read(reviewer, closed, day)
    _ask_for(User.objects.get(username=OTHERS), closed, day)
    return find_anomalies(day=day, at=at)


def _read(official: User, cases: Sequence[Case], day: date) -> None:
    scope = scope_of(official, day)
    for number, case in enumerate(cases):
        at = timezone.make_aware(datetime.combine(day, LATE)) + timedelta(minutes=number)
        audit.record_read(scope=scope, subject_kind=audit.CASE, subject=case.reference, at=at)


def _ask_for(official: User, cases: Sequence[Case], day: date) -> None:
    scope = scope_of(official, day)
    for number, case in enumerate(cases):
        at = timezone.make_aware(datetime.combine(day, time(11))) + timedelta(minutes=number)
        named = {"reference": case.reference}
        record_refused_access(scope=scope, address="backoffice:case", named=named, status=404, at=at)
