"""Whether this code and the database's shape are of one release: which of the two is older, and what to do."""

from functools import cache
from typing import Any, Final

from django.core.checks import CheckMessage, register
from django.core.checks import Warning as CheckWarning
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

MigrationName = tuple[str, str]
NAMED: Final = 3


def missing() -> list[MigrationName]:
    """Return what this code brings and the database has not had: the code is newer."""
    return sorted(_shipped() - MigrationRecorder(connection).applied_migrations().keys())


def unknown() -> list[MigrationName]:
    """Return what the database has had and this code does not know: the code is older."""
    return sorted(MigrationRecorder(connection).applied_migrations().keys() - _on_disk())


def told(names: list[MigrationName]) -> str:
    """Return the first of them as they are called."""
    return ", ".join(f"{app}.{name}" for app, name in names[:NAMED])


@register("releases")
def code_and_schema_are_of_one_release(**given: Any) -> list[CheckMessage]:
    """Say which of the two is older, where a database is looked at; during an upgrade both may be for a while."""
    if not given.get("databases"):
        return []
    found: list[CheckMessage] = []
    if newer := missing():
        message = f"The code is newer than the database: {len(newer)} migrations are not applied ({told(newer)})."
        found.append(CheckWarning(message, hint="Run `iskan migrate`.", id="foundation.W001"))
    if older := unknown():
        message = f"The code is older than the database, which has had {len(older)} migrations of a later release"
        hint = "Processes of the release before may go on until the upgrade is done; then start them anew."
        found.append(CheckWarning(f"{message} ({told(older)}).", hint=hint, id="foundation.W002"))
    return found


@cache
def _on_disk() -> frozenset[MigrationName]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


@cache
def _shipped() -> frozenset[MigrationName]:
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return frozenset(key for key, migration in disk.items() if not migration.replaces)
