"""The database that each worker's own is copied from: migrated once for each state of the migrations."""

import hashlib
import subprocess
from collections.abc import Iterable
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from iskan.config import embedded
from iskan.config.setup_steps import PROJECT_ROOT, SOURCE_ROOT

PREFIX = "iskan_migrated_"
UNFINISHED = PREFIX + "unfinished"


def migrated_database() -> str:
    """Return the name of a database with every migration applied; it is made unless an earlier run left it.

    Who comes while another makes it waits for the lock. Migrating the copy finds nothing left to do.
    """
    name = PREFIX + digest(sources())
    with psycopg.connect(**{**connection.get_connection_params(), "dbname": "postgres"}, autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])
        left = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        found = {row[0] for row in server.execute(left, [PREFIX])}
        if name in found:
            return name
        for older in found:
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(older)))
        _migrate_unfinished()
        server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(UNFINISHED), sql.Identifier(name))
        )
    return name


def migrated_dump() -> bytes:
    """Return what makes an empty database of another server like the migrated one; ``restore_dump`` takes it."""
    known, name = connection.settings_dict, migrated_database()
    words = {"host": known["HOST"], "port": known["PORT"], "user": known["USER"], "password": known["PASSWORD"]}
    address = make_conninfo(dbname=name, **{word: value for word, value in words.items() if value})
    return _called("pg_dump", f"--dbname={address}")


def restore_dump(address: str, dump: bytes) -> None:
    """Fill the empty database at an address with a dump."""
    _called("psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--dbname={address}", given=dump)


def _called(program: str, *arguments: str, given: bytes = b"") -> bytes:
    path = embedded.Server(settings.DATA_DIR).programs / program
    done = subprocess.run([str(path), *arguments], input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def sources() -> list[Path]:
    """Return what decides how a migrated database looks: our migrations, and by the lock those of the packages."""
    ours = [*SOURCE_ROOT.glob("**/migrations/*.py"), SOURCE_ROOT / "foundation" / "guards.py"]
    return sorted([*ours, PROJECT_ROOT / "requirements" / "runtime.txt"])


def digest(paths: Iterable[Path]) -> str:
    """Return what tells one state of the files from another, short enough for the name of a database."""
    seen = hashlib.sha256()
    for path in paths:
        seen.update(str(path).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()[:32]


def _migrate_unfinished() -> None:
    known = connection.settings_dict
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(known, "NAME", known["NAME"])  # which Django changes to that of the database it makes
        patch.setitem(known["TEST"], "NAME", UNFINISHED)
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()
