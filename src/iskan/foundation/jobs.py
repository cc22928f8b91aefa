"""Background work on the same PostgreSQL: a job is queued with the change it follows, and retried until it is done.

A task lives in its app's ``tasks.py``: ``@app.task(retry=PATIENT)`` from ``procrastinate.contrib.django``.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import Job

from iskan.foundation import tracing

logger = logging.getLogger(__name__)

HEARTBEAT = timedelta(seconds=5)
STALLED_AFTER = timedelta(seconds=30)


@dataclass(frozen=True)
class Backoff(BaseRetryStrategy):
    """Waits twice as long after each failure, up to a longest wait, and gives up after a number of attempts."""

    first: timedelta
    longest: timedelta
    attempts: int

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts + 1 >= self.attempts:
            why = type(exception).__name__
            logger.error("Job %s (%s) gave up after %s attempts: %s", job.id, job.task_name, self.attempts, why)
            return None
        return RetryDecision(retry_in={"seconds": int(self.wait(job.attempts).total_seconds())})

    def wait(self, failures: int) -> timedelta:
        """Return how long to wait after so many earlier failures."""
        doubled: timedelta = self.first * 2 ** min(failures, 30)
        return min(doubled, self.longest)


# Outside systems: from ten seconds to half an hour, for about two days.
PATIENT = Backoff(first=timedelta(seconds=10), longest=timedelta(minutes=30), attempts=105)
# Work on our own machine that may collide with other work.
BRIEF = Backoff(first=timedelta(seconds=2), longest=timedelta(minutes=1), attempts=6)


class QueueingConnector(DjangoConnector):
    """Queues a job with the change it follows; where requests are traced, it carries which request that was."""

    def execute_query_all(self, query: Any, **arguments: Any) -> list[dict[str, Any]]:
        if carried := tracing.carried() if "jobs" in arguments else {}:
            jobs = [job._replace(args={**job.args, tracing.CARRIED: carried}) for job in arguments["jobs"]]
            arguments = {**arguments, "jobs": jobs}
        return super().execute_query_all(query, **arguments)


class WorkerConnector(PsycopgConnector):
    """Fetches and ends jobs over connections of its own; what a running task queues is part of its transaction.

    The library would queue it over the worker's connections: seen before the change it follows, and left behind by a
    change that is rolled back.
    """

    def get_sync_connector(self) -> BaseConnector:
        return QueueingConnector()


def worker_connector() -> WorkerConnector:
    """Return what a worker works with."""
    return WorkerConnector(kwargs=connector_params())


def on_app_ready(app: App) -> None:
    """Say how the worker runs and where its tasks are, and bring back what a dead worker left half done.

    The library imports the tasks when the first job is queued or run: a command that does neither never loads them.
    """
    app.connector = app.job_manager.connector = QueueingConnector()
    app.import_paths = [
        f"{config.name}.tasks"
        for config in apps.get_app_configs()
        if config.module is not None and module_has_submodule(config.module, "tasks")
    ]
    app.worker_defaults |= {
        "concurrency": 4,
        "update_heartbeat_interval": HEARTBEAT.total_seconds(),
        "stalled_worker_timeout": STALLED_AFTER.total_seconds(),
        "shutdown_graceful_timeout": 10,
        "delete_jobs": "never",
    }
