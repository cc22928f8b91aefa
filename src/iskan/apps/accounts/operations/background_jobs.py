"""Jobs that gave up, tried again by an administrator who says why."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from iskan.apps.accounts.rules import can_administer
from iskan.core.refusal import NotForThisRole, ReasonMissing
from iskan.foundation import audit
from iskan.foundation.queue import failed_job
from iskan.foundation.scope import OutOfScope, Scope

KIND = "job"


@transaction.atomic
def retry_failed_job(*, scope: Scope, number: int, reason: str, at: datetime) -> None:
    """Queue a job that gave up once more, with a line of the trail that says why.

    Raises:
        NotForThisRole, ReasonMissing.
        OutOfScope: no job of that number has given up; somebody else may have tried it again.
    """
    if not can_administer(scope):
        raise NotForThisRole
    job = failed_job(number, locked=True)
    if job is None:
        raise OutOfScope
    if not reason.strip():
        raise ReasonMissing
    app.job_manager.retry_job_by_id(number, at)
    audit.record(
        scope=scope, action="job.retried", subject_kind=KIND, subject=str(number), at=at,
        job=job.name, reason=reason.strip(),
    )  # fmt: skip
