"""The background jobs as they stand: how many of each kind wait, run or gave up, and since when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import connection

SHOWN_FAILURES: Final = 50
_BY_JOB = """
SELECT job.task_name,
       count(*) FILTER (WHERE job.status = 'todo'),
       count(*) FILTER (WHERE job.status = 'doing'),
       count(*) FILTER (WHERE job.status = 'failed'),
       count(*) FILTER (WHERE job.status = 'succeeded'),
       min(coalesce(job.scheduled_at, deferred.at)) FILTER (
           WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at < now()))
FROM procrastinate_jobs job
LEFT JOIN LATERAL (
    SELECT max(event.at) AS at FROM procrastinate_events event
    WHERE job.status = 'todo' AND event.job_id = job.id AND event.type = 'deferred'
) deferred ON true
GROUP BY job.task_name ORDER BY job.task_name
"""
_FAILED = """
SELECT job.id, job.task_name, job.attempts,
       (SELECT max(event.at) FROM procrastinate_events event WHERE event.job_id = job.id AND event.type = 'failed')
FROM procrastinate_jobs job WHERE job.status = 'failed'
"""
# How long jobs waited from when they could begin to when they first did; those of a month ago and more are gone.
_WAITED = """
SELECT (first.at AT TIME ZONE %(zone)s)::date,
       max(extract(epoch FROM first.at - greatest(deferred.at, CASE WHEN job.scheduled_at < first.at
                                                               THEN job.scheduled_at END))),
       count(*) FILTER (WHERE job.status = 'failed')
FROM (SELECT job_id, min(at) AS at FROM procrastinate_events WHERE type = 'started' GROUP BY job_id) first
JOIN procrastinate_jobs job ON job.id = first.job_id
JOIN LATERAL (SELECT min(event.at) AS at FROM procrastinate_events event
              WHERE event.job_id = job.id AND event.type = 'deferred') deferred ON true
WHERE first.at >= %(since)s GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class DayOfJobs:
    """One day: the longest a job waited to begin, and how many that began then gave up since."""

    waited: timedelta
    failed: int


@dataclass(frozen=True, slots=True)
class JobCounts:
    """One kind of job: how many wait, run, gave up and succeeded of late, and since when the oldest has been due."""

    name: str
    waiting: int
    running: int
    failed: int
    succeeded: int
    due_since: datetime | None


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that gave up; what it was about is not told, as that may name somebody."""

    number: int
    name: str
    attempts: int
    failed_at: datetime | None


def job_counts() -> tuple[JobCounts, ...]:
    """Return every kind of job there is a job of."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_JOB)
        return tuple(JobCounts(*row) for row in cursor.fetchall())


def days_of_jobs(since: datetime) -> dict[date, DayOfJobs]:
    """Return by day how long jobs waited and how many gave up."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITED, {"zone": settings.TIME_ZONE, "since": since})
        return {
            day: DayOfJobs(timedelta(seconds=max(float(waited or 0), 0.0)), failed)
            for day, waited, failed in cursor.fetchall()
        }


def failed_jobs() -> tuple[FailedJob, ...]:
    """Return the jobs that gave up last."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_FAILED} ORDER BY job.id DESC LIMIT %s", [SHOWN_FAILURES])
        return tuple(FailedJob(*row) for row in cursor.fetchall())


def failed_job(number: int, *, locked: bool = False) -> FailedJob | None:
    """Return one job that gave up, held against another's hand where told to."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_FAILED} AND job.id = %s{' FOR UPDATE OF job' if locked else ''}", [number])
        row = cursor.fetchone()
    return FailedJob(*row) if row else None


def live_workers() -> int:
    """Return how many workers gave a sign within the last half minute."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds'"
        )
        return int(cursor.fetchone()[0])
