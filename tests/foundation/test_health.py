"""The health page: 200 only when database, migrations and worker are fit, and it says which is not."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from iskan.foundation import health

pytestmark = pytest.mark.django_db


def beat(age: timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s)", [age])


def ask() -> tuple[int, dict[str, Any]]:
    answer = health.healthz(RequestFactory().get("/healthz"))
    return answer.status_code, json.loads(answer.content)


def test_all_is_fit(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    beat(timedelta(seconds=1))
    ask()
    with django_assert_num_queries(4):
        status, body = ask()
    assert status == 200
    assert body == {
        "fit": True,
        "parts": {name: {"fit": True, "why": ""} for name in ("database", "migrations", "worker")},
    }


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
    assert not any(part["fit"] for part in body["parts"].values())
    assert "secret" not in json.dumps(body)


def test_the_address_is_open_and_kept_by_nobody(client: Client) -> None:
    beat(timedelta(0))
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert client.post("/healthz").status_code in {403, 405}
