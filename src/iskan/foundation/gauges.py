"""What is read of the database and the machine whenever somebody asks for the figures; an app adds its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection

Reading = Callable[[], Iterable[tuple[tuple[str, ...], float]]]
_gauges: list["Gauge"] = []


@dataclass(frozen=True)
class Gauge:
    """One figure: its name, what it says, its labels, and what reads it; each label has few values, none a person's."""

    name: str
    about: str
    labels: tuple[str, ...]
    read: Reading


def gauge(name: str, about: str, *labels: str) -> Callable[[Reading], Reading]:
    """Register what reads one figure, as pairs of the labels' values and a number."""

    def register(function: Reading) -> Reading:
        _gauges.append(Gauge(name, about, labels, function))
        return function

    return register


def gauges() -> tuple[Gauge, ...]:
    """Return every figure that is registered."""
    return tuple(_gauges)


@gauge("iskan_jobs", "Jobs by name and status; those that succeeded are kept for a month", "job", "status")
def _jobs() -> list[tuple[tuple[str, ...], float]]:
    return _rows("SELECT task_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2")


@gauge("iskan_queue_age_seconds", "For how long the oldest job of each name has been due", "job")
def _queue_age() -> list[tuple[tuple[str, ...], float]]:
    return _rows(OLDEST_DUE)


@gauge("iskan_database_connections", "Connections to the database by what they do", "state")
def _connections() -> list[tuple[tuple[str, ...], float]]:
    return _rows(
        "SELECT coalesce(state, 'other'), count(*) FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1"
    )


@gauge("iskan_workers", "Workers that gave a sign within the last half minute")
def _workers() -> list[tuple[tuple[str, ...], float]]:
    return _rows("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds'")


def _rows(statement: str) -> list[tuple[tuple[str, ...], float]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [(tuple(labels), float(value)) for *labels, value in cursor.fetchall()]


# What waits for its time, or for another attempt, is not late.
OLDEST_DUE = """
SELECT job.task_name, extract(epoch FROM now() - min(coalesce(job.scheduled_at, deferred.at)))
FROM procrastinate_jobs job
LEFT JOIN LATERAL (
    SELECT max(event.at) AS at FROM procrastinate_events event WHERE event.job_id = job.id AND event.type = 'deferred'
) deferred ON true
WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at < now())
GROUP BY job.task_name
"""
