"""The operations page: how the system itself does, and jobs that gave up tried again."""

import shutil
from importlib.metadata import version

from django.conf import settings
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.operations.background_jobs import retry_failed_job
from iskan.apps.accounts.rules import can_administer
from iskan.apps.household_life.queries.setting_aside import set_aside, set_aside_count
from iskan.foundation import clock, health, queue
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.surfaces.backoffice.pages import asking, go, page, reading
from iskan.surfaces.backoffice.presenters.operations import part_rows, set_aside_rows
from iskan.surfaces.backoffice.presenters.operations_days import last_days
from iskan.surfaces.backoffice.words import said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


@reading(can_administer)
def operations(request: ScopedRequest) -> HttpResponseBase:
    """Show how each part is, the jobs by name, and those that gave up."""
    free = shutil.disk_usage(settings.DATA_DIR if settings.DATA_DIR.exists() else settings.PROJECT_ROOT)
    return page(
        request, "operations/page", parts=part_rows(health.examine()), jobs=queue.job_counts(),
        failed=queue.failed_jobs(), workers=queue.live_workers(), free_gigabytes=round(free.free / 2**30, 1),
        set_aside=set_aside_rows(set_aside()), set_aside_count=set_aside_count(),
        version=version("iskan"), build=settings.ISKAN_BUILD, at=clock.now(), days=last_days(clock.now()),
    )  # fmt: skip


def _show(request: ScopedRequest, number: int, sent: FormState = UNSENT) -> HttpResponseBase:
    job = queue.failed_job(number)
    if job is None:
        raise OutOfScope
    return page(request, "operations/job", status=sent.status, job=job, sent=sent)


@asking(can_administer)
@shows_refusals(_show, "retry")
def failed_job(request: ScopedRequest, number: int) -> HttpResponseBase:
    """Show a job that gave up, and try it again with the reason."""
    if request.method != "POST":
        return _show(request, number)
    retry_failed_job(scope=request.scope, number=number, reason=said(request, "reason"), at=clock.now())
    return go(request, "backoffice:operations", done=_("The job is queued again."))
