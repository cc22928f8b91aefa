"""The database the tests' own are copied from is never that of other migrations than those of this tree."""

import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from tests.factories.migrated import PREFIX, digest, migrated_database, sources


def test_it_is_named_by_what_every_migration_says(tmp_path: Path) -> None:
    first, second = tmp_path / "0001_initial.py", tmp_path / "0002_guards.py"
    for path in (first, second):
        path.write_text("operations = []", encoding="utf-8")
    before = digest([first, second])
    assert digest([first, second]) == before != digest([first])
    second.write_text("operations = [None]", encoding="utf-8")
    assert digest([first, second]) != before


def test_every_migration_of_our_own_is_looked_at() -> None:
    loaded = {type(migration).__module__ for migration in MigrationLoader(None).disk_migrations.values()}
    ours = {Path(str(sys.modules[name].__file__)) for name in loaded if name.startswith("iskan.")}
    assert ours
    assert ours <= set(sources())
    names = {path.name for path in sources()}
    assert {"guards.py", "runtime.txt"} <= names


@pytest.mark.django_db
def test_the_tests_stand_on_a_copy_of_it() -> None:
    template = connection.settings_dict["TEST"]["TEMPLATE"]
    assert template == migrated_database() == PREFIX + digest(sources())
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        assert cursor.fetchall() == [(template,)]
    assert MigrationLoader(connection).applied_migrations.keys() == MigrationLoader(None).disk_migrations.keys()
