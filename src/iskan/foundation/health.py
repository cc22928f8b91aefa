"""Whether this installation is fit to serve: the database answers, its shape is the code's, the worker lives."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from iskan.foundation.jobs import STALLED_AFTER


@dataclass(frozen=True)
class ComponentHealth:
    """One part's condition, and what is wrong with it where something is."""

    fit: bool
    why: str = ""


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when every part is fit, else 503 naming the parts that are not."""
    parts = dict(examine())
    fit = all(part.fit for part in parts.values())
    body = {"fit": fit, "parts": {name: asdict(part) for name, part in parts.items()}}
    return JsonResponse(body, status=200 if fit else 503)


def examine() -> Iterator[tuple[str, ComponentHealth]]:
    """Yield each part's name and condition."""
    checks: dict[str, Callable[[], ComponentHealth]] = {
        "database": _database,
        "migrations": _migrations,
        "worker": _worker,
    }
    for name, check in checks.items():
        try:
            yield name, check()
        except Error as error:
            yield name, ComponentHealth(fit=False, why=f"the database does not answer ({type(error).__name__})")


def _database() -> ComponentHealth:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ComponentHealth(fit=True)


def _migrations() -> ComponentHealth:
    missing = sorted(_shipped_migrations() - MigrationRecorder(connection).applied_migrations().keys())
    names = ", ".join(f"{app}.{name}" for app, name in missing[:3])
    return ComponentHealth(fit=not missing, why=f"{len(missing)} not applied: {names}" if missing else "")


@cache
def _shipped_migrations() -> frozenset[tuple[str, str]]:
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return frozenset(key for key, migration in disk.items() if not migration.replaces)


def _worker() -> ComponentHealth:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers")
        (age,) = cursor.fetchone()
    if age is None:
        return ComponentHealth(fit=False, why="no worker runs")
    if age > STALLED_AFTER.total_seconds():
        return ComponentHealth(fit=False, why=f"the last heartbeat is {int(age)} s old")
    return ComponentHealth(fit=True)
