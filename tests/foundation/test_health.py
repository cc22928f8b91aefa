"""The health page: 200 only when every part is fit, and it says which is not."""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from iskan.apps.anchors.models import ChainVerification
from iskan.apps.documents.press.certificates import LIFETIME, make_certificate
from iskan.foundation import clock, health

pytestmark = pytest.mark.django_db
PARTS = (
    "database", "migrations", "worker", "queue", "disk", "page", "certificate", "documents", "trail",
    "backup", "archive",
)  # fmt: skip


@pytest.fixture(autouse=True)
def certificate(settings: Settings, tmp_path: Path) -> Callable[[int], None]:
    """Return what makes the signing certificate end in so many days; at first it has long to run."""
    key, path = tmp_path / "key.pem", tmp_path / "certificate.pem"
    settings.ISKAN_SIGNING_CERT = str(path)

    def ends_in(days: int) -> None:
        for made in (key, path):
            made.unlink(missing_ok=True)
        at = clock.now() - LIFETIME + timedelta(days=days)
        make_certificate(key_path=key, certificate_path=path, passphrase="", at=at)

    ends_in(LIFETIME.days)
    return ends_in


@pytest.fixture(autouse=True)
def begun(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Return what makes the process have begun so long ago; at first long enough to have caught up."""

    def ago(age: timedelta) -> None:
        monkeypatch.setattr(health, "_begun", time.monotonic() - age.total_seconds())

    ago(timedelta(hours=1))
    return ago


def beat(age: timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s)", [age])


def ask() -> tuple[int, dict[str, Any]]:
    answer = health.healthz(RequestFactory().get("/healthz"))
    return answer.status_code, json.loads(answer.content)


def test_all_is_fit(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    beat(timedelta(seconds=1))
    ask()
    with django_assert_num_queries(11):
        status, body = ask()
    assert status == 200
    assert set(body["parts"]) == set(PARTS)
    assert all(part["fit"] for part in body["parts"].values())


def test_no_worker_ever() -> None:
    status, body = ask()
    assert status == 503
    assert body["parts"]["worker"] == {"fit": False, "why": "no worker runs"}
    assert body["parts"]["database"]["fit"]


def test_a_worker_that_fell_silent() -> None:
    beat(timedelta(minutes=2))
    status, body = ask()
    assert status == 503
    assert body["parts"]["worker"]["why"].startswith("the last heartbeat is 12")


def test_one_live_worker_is_enough() -> None:
    beat(timedelta(minutes=2))
    beat(timedelta(seconds=2))
    assert ask()[0] == 200


def test_a_migration_that_was_not_applied() -> None:
    beat(timedelta(0))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'foundation' AND name LIKE '0001%%'")
    status, body = ask()
    assert status == 503
    assert body["parts"]["migrations"] == {"fit": False, "why": "1 not applied: foundation.0001_initial"}


def test_a_database_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise OperationalError("server closed the connection; host=secret")

    monkeypatch.setattr(connection, "cursor", gone)
    status, body = ask()
    assert status == 503
    assert {name for name, part in body["parts"].items() if part["fit"]} == {"disk", "certificate", "backup", "archive"}
    assert "secret" not in json.dumps(body)


def test_the_address_is_open_and_kept_by_nobody(client: Client) -> None:
    beat(timedelta(0))
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert client.post("/healthz").status_code in {403, 405}


def test_a_page_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    beat(timedelta(0))

    def broken(*_: object, **_words: object) -> None:
        raise RuntimeError("no template is what it should be")

    monkeypatch.setattr("iskan.surfaces.portal.pages.render", broken)
    status, body = ask()
    assert status == 503
    assert body["parts"]["page"] == {"fit": False, "why": "the first page answers 500"}


def test_a_job_that_waits_too_long_is_told_and_one_of_tomorrow_is_not() -> None:
    beat(timedelta(0))
    add = """
        INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, scheduled_at)
        VALUES ('default', 'drill', '{}', 'todo', now() + %s)
    """
    with connection.cursor() as cursor:
        cursor.execute(add, [timedelta(days=1)])
        assert ask()[0] == 200
        cursor.execute(add, [timedelta(minutes=-12)])
    status, body = ask()
    assert (status, body["parts"]["queue"]["why"]) == (503, "a job has been due for 12 minutes")


def late_job() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, scheduled_at) "
            "VALUES ('default', 'drill', '{}', 'todo', now() - interval '12 minutes')"
        )


def test_beside_work_left_undone_a_start_says_that_it_is_starting(begun: Callable[[timedelta], None]) -> None:
    beat(timedelta(0))
    late_job()
    begun(timedelta(minutes=1))
    status, body = ask()
    assert (status, body["fit"], body["starting"]) == (200, False, True)
    assert body["parts"]["queue"]["why"] == "a job has been due for 12 minutes"
    begun(timedelta(minutes=11))
    status, body = ask()
    assert (status, body["starting"]) == (503, False)


def test_a_start_without_a_worker_is_not_fit(begun: Callable[[timedelta], None]) -> None:
    late_job()
    begun(timedelta(minutes=1))
    status, body = ask()
    assert (status, body["starting"]) == (503, False)


def test_a_disk_that_fills_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    beat(timedelta(0))
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**70)
    status, body = ask()
    assert (status, body["parts"]["disk"]["fit"]) == (503, False)


def test_a_part_that_cannot_be_examined_is_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    beat(timedelta(0))

    def broken() -> health.ComponentHealth:
        raise ValueError("secret")

    monkeypatch.setitem(health._parts, "drill", broken)
    status, body = ask()
    assert (status, body["parts"]["drill"]["why"]) == (503, "it could not be examined (ValueError)")


@pytest.mark.parametrize(
    ("days", "told"),
    [(20, {"fit": True, "why": "it ends in 19 days"}), (-1, {"fit": False, "why": "it has ended"})],
)
def test_the_certificates_days_are_told(certificate: Callable[[int], None], days: int, told: dict[str, Any]) -> None:
    certificate(days)
    assert ask()[1]["parts"]["certificate"] == told


def test_an_open_alarm_of_the_trail_is_told_and_takes_no_page_away() -> None:
    beat(timedelta(0))
    ChainVerification.objects.create(at=clock.now(), lines=1, anchors=0, seal="", seconds=0, fault="changed")
    status, body = ask()
    assert (status, body["parts"]["trail"]) == (200, {"fit": True, "why": "1 alarms are open", "age_seconds": 0})
