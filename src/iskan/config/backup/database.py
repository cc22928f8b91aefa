"""The database out and in again, by PostgreSQL's own programs: those of this machine, or the embedded server's."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final, Protocol, cast

from django.db import connection

from iskan.config import console, embedded

JOBS: Final = "2"
AT_ONCE: Final = 1 << 20


class DatabaseFault(RuntimeError):
    """PostgreSQL's program failed; the message carries what it said."""


class Sink(Protocol):
    """Where a dump goes."""

    def write(self, content: bytes) -> int: ...


def dump(sink: Sink, settings: Any) -> None:
    """Write the database as it stood at one instant, in PostgreSQL's own format."""
    command = [_program("pg_dump", settings), "--format=custom", "--compress=3", "--no-owner", "--no-privileges"]
    with TemporaryFile() as said:
        process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=said)  # noqa: S603 -- ours
        with process, cast("IO[bytes]", process.stdout) as output:
            while part := output.read(AT_ONCE):
                sink.write(part)
        said.seek(0)
        _require_success("pg_dump", process.returncode, said.read())


def load(dump_path: Path, settings: Any) -> None:
    """Fill the empty database from a dump; the first fault ends it."""
    name = connection.settings_dict["NAME"]
    options = ["--exit-on-error", "--no-owner", "--no-privileges", f"--jobs={JOBS}", f"--dbname={name}"]
    command = [_program("pg_restore", settings), *options, str(dump_path)]
    done = subprocess.run(command, env=environment(), capture_output=True, check=False)  # noqa: S603 -- as above
    _require_success("pg_restore", done.returncode, done.stderr)


def is_empty() -> bool:
    """Say whether the database holds no table."""
    return not connection.introspection.table_names()


def write_all(parts: Iterable[bytes], path: Path) -> None:
    """Write parts to a file of our own."""
    with path.open("xb") as file:
        for part in parts:
            file.write(part)


def _program(name: str, settings: Any) -> str:
    """Return a program: this machine's for another server it is not too old for, since it may speak TLS, else ours."""
    found = None if console.uses_embedded_server() else shutil.which(name)
    ours = str(embedded.Server(settings.DATA_DIR).programs / name)
    return found if found and _major(found) >= _server_major() else ours


def _major(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603 -- found
    version = re.search(r"\d+", said)
    return int(version[0]) if version else 0


def _server_major() -> int:
    connection.ensure_connection()
    return int(connection.connection.info.server_version) // 10_000


def environment() -> dict[str, str]:
    """Tell libpq where the database is; a password is not shown among the processes."""
    said = connection.settings_dict
    told = {
        "PGHOST": said["HOST"], "PGPORT": said["PORT"], "PGUSER": said["USER"], "PGPASSWORD": said["PASSWORD"],
        "PGDATABASE": said["NAME"], "PGSSLMODE": said["OPTIONS"].get("sslmode"),
        "PGSSLROOTCERT": said["OPTIONS"].get("sslrootcert"),
    }  # fmt: skip
    return {**os.environ, **{name: str(value) for name, value in told.items() if value}}


def _require_success(program: str, code: int, said: bytes) -> None:
    if code != 0:
        message = f"{program} failed: {said.decode(errors='replace').strip()[-2000:]}"
        raise DatabaseFault(message)
