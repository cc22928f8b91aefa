"""How long each attempt at a job takes, and whether it succeeded."""

import time
from typing import Any

from procrastinate import JobContext
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker

from iskan.foundation import tracing
from iskan.foundation.logs import request_number
from iskan.foundation.metrics import JOB_SECONDS


async def measured(run: AsyncCallNext, context: JobContext, _worker: Worker) -> Any:
    """Run one job and count the attempt under its task's name; it goes by the number of the request that queued it."""
    job, begun, outcome = context.job, time.perf_counter(), "failed"
    carried: Any = job.task_kwargs.pop(tracing.CARRIED, {})
    before = request_number.set(str(carried.get("request", "")))
    try:
        told = {"job": job.id or 0, "attempt": job.attempts}
        with tracing.span(f"job {job.task_name}", "consumer", carried=carried, **told):
            result = await run()
        outcome = "succeeded"
        return result
    finally:
        request_number.reset(before)
        JOB_SECONDS.labels(job.task_name, outcome).observe(time.perf_counter() - begun)
