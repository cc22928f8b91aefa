"""How long each attempt at a job takes, and whether it succeeded."""

import time
from typing import Any

from procrastinate import JobContext
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker

from iskan.foundation.metrics import JOB_SECONDS


async def measured(run: AsyncCallNext, context: JobContext, _worker: Worker) -> Any:
    """Run one job and count the attempt under its task's name."""
    begun, outcome = time.perf_counter(), "failed"
    try:
        result = await run()
        outcome = "succeeded"
        return result
    finally:
        JOB_SECONDS.labels(context.job.task_name, outcome).observe(time.perf_counter() - begun)
