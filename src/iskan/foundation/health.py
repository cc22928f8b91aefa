"""Whether this installation is fit to serve: a page comes, the database's shape is the code's, work gets done."""

import io
import logging
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from iskan.core.counted import MINUTE, SECOND, counted
from iskan.core.text import Text
from iskan.foundation import schema
from iskan.foundation.jobs import STALLED_AFTER

logger = logging.getLogger(__name__)
QUEUE_WAITS_AT_MOST: Final = timedelta(minutes=10)
CATCHES_UP_WITHIN: Final = timedelta(minutes=10)
LEAST_FREE_BYTES: Final = 2**30
# Marks the request the health page makes itself, which is no visitor's.
OWN_EXAMINATION: Final = "iskan.own_examination"
_SILENT: Final = Text(ar="قاعدة البيانات لا تجيب ({fault})", en="the database does not answer ({fault})")
_UNSEEN: Final = Text(ar="تعذر الفحص ({fault})", en="it could not be examined ({fault})")
_NOT_APPLIED: Final = Text(ar="تغييرات لم تُطبق، عددها {count}: {names}", en="{count} not applied: {names}")
_NO_WORKER: Final = Text(ar="لا منفّذ يعمل الآن", en="no worker runs")
_STALE: Final = Text(ar="مضت {age} على آخر إشارة من المنفّذ", en="the last heartbeat is {age} old")
_LATE: Final = Text(ar="مهمة حان وقتها منذ {age} ولم تبدأ", en="a job has been due for {age}")
_FULL: Final = Text(ar="لم يبق على القرص إلا {free} MiB", en="{free} MiB are free")
_NO_PAGE: Final = Text(ar="الصفحة الأولى تجيب بالرمز {status}", en="the first page answers {status}")
# What waits for its time, or for another attempt, is not late; nothing else should wait long.
_OLDEST_JOB = """
SELECT extract(epoch FROM now() - min(coalesce(job.scheduled_at, deferred.at)))
FROM procrastinate_jobs job
LEFT JOIN LATERAL (
    SELECT max(event.at) AS at FROM procrastinate_events event WHERE event.job_id = job.id AND event.type = 'deferred'
) deferred ON true
WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at < now())
"""


@dataclass(frozen=True)
class ComponentHealth:
    """One part's condition, what is wrong with it where something is, and how long ago it last did its work."""

    fit: bool
    why: Text | None = None
    age: timedelta | None = None

    def as_json(self) -> dict[str, object]:
        """Return it as the health page tells it, to machines and in English."""
        told: dict[str, object] = {"fit": self.fit, "why": self.why.en if self.why else ""}
        return told if self.age is None else told | {"age_seconds": int(self.age.total_seconds())}


Examination = Callable[[], ComponentHealth]
_parts: dict[str, Examination] = {}
_catching_up: set[str] = set()
_begun = time.monotonic()


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when every part is fit, else 503 naming the parts that are not.

    A process that starts beside work left undone, as after a long set-up or a night without a worker, serves pages
    while the worker catches up: it answers 200 and says that it is starting, for as long as that may take.
    """
    parts = dict(examine())
    unfit = {name for name, part in parts.items() if not part.fit}
    starting = bool(unfit) and unfit <= _catching_up and time.monotonic() - _begun < CATCHES_UP_WITHIN.total_seconds()
    told = {name: part.as_json() for name, part in parts.items()}
    return JsonResponse(
        {"fit": not unfit, "starting": starting, "parts": told}, status=200 if starting or not unfit else 503
    )


def part(name: str, *, catches_up: bool = False) -> Callable[[Examination], Examination]:
    """Register what looks at one part; an app adds its own from its ``health.py``.

    One that ``catches_up`` may be behind for a while after a start.
    """

    def register(function: Examination) -> Examination:
        _parts[name] = function
        if catches_up:
            _catching_up.add(name)
        return function

    return register


def examine() -> Iterator[tuple[str, ComponentHealth]]:
    """Yield each part's name and condition; what cannot even be looked at is not fit."""
    for name, check in _parts.items():
        try:
            yield name, check()
        except Error as error:
            yield name, ComponentHealth(fit=False, why=_SILENT.format(fault=type(error).__name__))
        except Exception as error:
            logger.exception("The part %s could not be examined", name)
            yield name, ComponentHealth(fit=False, why=_UNSEEN.format(fault=type(error).__name__))


@part("database")
def _database() -> ComponentHealth:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ComponentHealth(fit=True)


@part("migrations")
def _migrations() -> ComponentHealth:
    missing = schema.missing()
    why = _NOT_APPLIED.format(count=str(len(missing)), names=schema.told(missing))
    return ComponentHealth(fit=not missing, why=why if missing else None)


@part("worker")
def _worker() -> ComponentHealth:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers")
        (age,) = cursor.fetchone()
    if age is None:
        return ComponentHealth(fit=False, why=_NO_WORKER)
    if age > STALLED_AFTER.total_seconds():
        return ComponentHealth(fit=False, why=_STALE.format(age=counted(int(age), SECOND, oblique=True)))
    return ComponentHealth(fit=True, age=timedelta(seconds=float(age)))


@part("queue", catches_up=True)
def _queue() -> ComponentHealth:
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST_JOB)
        (age,) = cursor.fetchone()
    if age is not None and age > QUEUE_WAITS_AT_MOST.total_seconds():
        return ComponentHealth(fit=False, why=_LATE.format(age=counted(int(age // 60), MINUTE, oblique=True)))
    return ComponentHealth(fit=True)


@part("disk")
def _disk() -> ComponentHealth:
    free = shutil.disk_usage(settings.DATA_DIR if settings.DATA_DIR.exists() else settings.PROJECT_ROOT).free
    is_enough = free >= LEAST_FREE_BYTES
    return ComponentHealth(fit=is_enough, why=None if is_enough else _FULL.format(free=f"{free // 2**20}"))


@part("page")
def _page() -> ComponentHealth:
    """Have the first page rendered, through everything a visitor's request passes."""
    answer = _handler().get_response(_visit())
    is_rendered = answer.status_code == HTTPStatus.OK
    return ComponentHealth(
        fit=is_rendered, why=None if is_rendered else _NO_PAGE.format(status=str(answer.status_code))
    )


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def _visit() -> WSGIRequest:
    host = next((host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*", "["))), "localhost")
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": reverse(settings.PUBLIC_HOME),
            "SERVER_NAME": host,
            "SERVER_PORT": "443" if settings.PRODUCTION else "80",
            "HTTP_HOST": host,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "https" if settings.PRODUCTION else "http",
            "wsgi.input": io.BytesIO(),
            OWN_EXAMINATION: True,
        }
    )
