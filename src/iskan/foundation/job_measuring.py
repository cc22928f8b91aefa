"""How long each attempt at a job takes, and whether it succeeded."""

import time
from typing import Any

from procrastinate import JobContext
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker

from iskan.foundation.logs import job_at_hand
from iskan.foundation.metrics import JOB_SECONDS


async def measured(run: AsyncCallNext, context: JobContext, _worker: Worker) -> Any:
    """Run one job, its log lines under its name, and count the attempt under its task's name."""
    begun, outcome = time.perf_counter(), "failed"
    before = job_at_hand.set(f"{context.job.task_name} {context.job.id}")
    try:
        result = await run()
        outcome = "succeeded"
        return result
    finally:
        job_at_hand.reset(before)
        JOB_SECONDS.labels(context.job.task_name, outcome).observe(time.perf_counter() - begun)
