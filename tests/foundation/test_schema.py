"""Which of code and database is older is said in words, and only where a database is looked at."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from iskan.foundation.schema import code_and_schema_are_of_one_release

pytestmark = pytest.mark.django_db


def said() -> list[str]:
    return [str(message.msg) for message in run_checks(tags=["releases"], databases=["default"])]


def test_of_one_release_nothing_is_said() -> None:
    assert said() == []


def test_without_a_database_nothing_is_asked() -> None:
    assert code_and_schema_are_of_one_release() == []


def test_a_code_that_is_newer_says_so() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'foundation' AND name LIKE '0001%%'")
    assert said() == ["The code is newer than the database: 1 migrations are not applied (foundation.0001_initial)."]


def test_a_code_that_is_older_says_so() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '0999_later', now())")
    (told,) = said()
    assert told.startswith("The code is older than the database, which has had 1 migrations of a later release")
    assert "cases.0999_later" in told
