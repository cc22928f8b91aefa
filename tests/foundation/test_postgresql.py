"""The connection kept between requests: asked nothing while at rest, given up once the server has closed it."""

from contextlib import nullcontext
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext


@pytest.mark.django_db
def test_a_connection_at_rest_is_asked_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.ensure_connection()
    monkeypatch.setattr("django.db.backends.postgresql.base.DatabaseWrapper.is_usable", lambda _: pytest.fail("asked"))
    assert connection.is_usable()


@pytest.mark.django_db(transaction=True)
def test_a_connection_the_server_closed_is_known_as_such() -> None:
    other = connections.create_connection("default")
    other.ensure_connection()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [other.connection.info.backend_pid])
        assert not other.is_usable()
    finally:
        other.close()
    assert not other.is_usable()


@pytest.mark.django_db
def test_a_statement_is_planned_once_a_connection() -> None:
    with CaptureQueriesContext(connection), connection.cursor() as cursor:
        for number in range(10):
            cursor.execute("SELECT 'planned once', %s::integer", [number])
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%planned once%%'")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_a_statement_takes_any_number_of_values() -> None:
    with connection.cursor() as cursor:
        rows = ", ".join(["(%s::integer)"] * 70_000)
        cursor.execute(f"SELECT count(*) FROM (VALUES {rows}) AS kept", list(range(70_000)))  # noqa: S608 -- places only
        assert cursor.fetchone() == (70_000,)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_failed_is_known_as_such() -> None:
    other = connections.create_connection("default")
    other.ensure_connection()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [other.connection.info.backend_pid])
        with pytest.raises(DatabaseError), other.cursor() as cursor:
            cursor.execute("SELECT 1")
        assert not other.is_usable()
    finally:
        other.close()


@pytest.mark.django_db
@pytest.mark.parametrize("instant", ["2026-03-29 01:59:59.000001+00", "1931-01-01 00:00:00+00", "2026-07-01 03:00+03"])
def test_instants_are_read_in_utc(instant: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [instant])
        (read,) = cursor.fetchone()
    assert (read, read.tzinfo) == (datetime.fromisoformat(instant), UTC)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("within", [True, False])
def test_many_rows_are_read_part_by_part(*, within: bool) -> None:
    with transaction.atomic() if within else nullcontext():
        names = Permission.objects.order_by("pk").values_list("codename", flat=True)
        assert list(names.iterator(chunk_size=2)) == list(names)
        assert len(names) > 2
