"""An installation of its own for the tests of the archive: an embedded server, and Django connected to it."""

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import psycopg
from django.core.files.base import ContentFile
from django.db import connection
from django.test import override_settings

from iskan.apps.accounts.models import User
from iskan.apps.documents.models import IssuedDocument
from iskan.config import embedded
from iskan.config.backup.archiving import ArchiveKeeper

NOON = datetime(2026, 3, 2, 9, tzinfo=UTC)
LONGEST = 60.0


@contextmanager
def installation(folder: Path) -> Iterator[Path]:
    """Have Django work on the server and the store of a folder, for the length of a block."""
    server = embedded.Server(folder.resolve())
    kept = {**connection.settings_dict}
    store = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder / "documents"), "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    connection.close()
    told = {"HOST": str(server.socket_dir), "NAME": embedded.DATABASE, "USER": embedded.SUPERUSER, "PORT": ""}
    connection.settings_dict.update(told)
    try:
        with override_settings(DATA_DIR=folder, STORAGES=store):
            yield folder
    finally:
        connection.close()
        connection.settings_dict.update(kept)
        embedded.release(folder)
        embedded.stop(folder)


def copied(place: Path, folder: Path) -> Path:
    """Copy the files of a stopped installation, its server's ownership with them."""
    folder.mkdir()
    server = embedded.Server(folder.resolve())
    shutil.copytree(place / "postgres", folder / "postgres")
    for path in (server.cluster, *server.cluster.rglob("*")):
        server.give_to_account(path)
    return folder


def keeper(folder: Path, archive: Path, *, synchronous: bool = False, patience: float = 60) -> ArchiveKeeper:
    """Return what keeps the archive of an installation."""
    server = embedded.Server(folder.resolve())
    return ArchiveKeeper(
        archive=archive, programs=server.programs, server=server if synchronous else None,
        patience=patience, keep=timedelta(days=3),
    )  # fmt: skip


def looked_after(kept: ArchiveKeeper, until: Callable[[], Any]) -> Any:
    """Look after an archive until something holds, and return what held."""
    over = time.monotonic() + LONGEST
    while not (found := until()):
        assert time.monotonic() < over, "it did not come about"
        kept.look()
        time.sleep(0.1)
    return found


def asked(folder: Path, statement: str, *arguments: Any) -> Any:
    """Ask a folder's server over a connection of its own, and return the first value."""
    with psycopg.connect(embedded.url(folder), autocommit=True) as own:
        answer = own.execute(statement, arguments)  # type: ignore[arg-type] # the test's own words
        row = answer.fetchone() if answer.description else None
        return row[0] if row else None


def kill_server(folder: Path) -> None:
    """End the server and all its processes at once, as a machine does that loses its power."""
    pid = int((folder / "postgres" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    for process in family:
        process.kill()
    psutil.wait_procs(family, 20)


def issue(number: int) -> IssuedDocument:
    """Keep a document, with its file in the store."""
    content = b"%PDF of number " + str(number).encode()
    user, _ = User.objects.get_or_create(username="holder", defaults={"password": "!", "joined_at": NOON})
    row = IssuedDocument(
        token=f"T{number}", code="card", name_ar="b", name_en="b", template="t", contents={}, holder=user,
        case_reference=f"C{number}", issued_at=NOON, valid_from=NOON.date(), digest=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    row.file.save("", ContentFile(content), save=False)
    row.save()
    return row
