"""Making a set: the database at one instant first, then the documents, which are added to only, then the keys."""

import hashlib
import io
import os
import secrets
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from iskan.apps.documents.stored import stored_files
from iskan.config.backup import database
from iskan.config.backup.manifest import DATABASE, DOCUMENTS, KEYS, Manifest, digest_of_file, write_manifest
from iskan.config.backup.sealed import SALT, SealingWriter, master_key
from iskan.foundation import audit_chain, clock

# What a restore needs and only the environment or the data folder holds.
KEY_FILES: Final = {"signing/key.pem": "ISKAN_SIGNING_KEY", "signing/certificate.pem": "ISKAN_SIGNING_CERT"}
SECRET: Final = "secret_key.txt"  # noqa: S105 -- a file's name
FINGERPRINTED: Final = ("ISKAN_", "SECRET_KEY", "DATABASE_URL", "EMAIL_URL", "PORT")


class FileMissing(RuntimeError):
    """A document names a file that is not in the store: there is nothing whole to back up."""


def make_backup(*, to: Path, passphrase: bytes) -> Path:
    """Write a sealed set into a folder of its own below ``to`` and return it.

    Raises:
        DatabaseFault, FileMissing, OSError: there is no set; the folder without a manifest says so.
    """
    begun, salt = clock.now(), secrets.token_bytes(SALT)
    folder = to / f"iskan-{begun:%Y%m%dT%H%M%SZ}"
    folder.mkdir(parents=True, mode=0o700)
    master = master_key(passphrase, salt)
    head = audit_chain.head()
    with SealingWriter(folder / DATABASE, master) as sink:
        database.dump(sink, settings)
    documents = _keep_documents(folder / DOCUMENTS, master)
    _keep_keys(folder / KEYS, master)
    manifest = Manifest(
        salt=salt.hex(),
        begun_at=begun.isoformat(),
        files={name: digest_of_file(folder / name) for name in (DATABASE, DOCUMENTS, KEYS)},
        audit={"lines": head.lines, "seal": head.seal},
        documents=documents,
        migrations=migrations_digest(),
        settings=fingerprint(),
    )
    write_manifest(folder, manifest, master)
    return folder


def migrations_digest() -> str:
    """Return a digest over the migrations applied: the shape of the database."""
    applied = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
    return hashlib.sha256("\n".join(applied).encode()).hexdigest()


def fingerprint() -> dict[str, str]:
    """Return the settings that were told, each as the start of a digest: enough to see what differs, not to know it."""
    names = sorted(name for name in os.environ if name.startswith(FINGERPRINTED))
    return {name: hashlib.sha256(f"{name}={os.environ[name]}".encode()).hexdigest()[:12] for name in names}


def _keep_documents(path: Path, master: bytes) -> int:
    count = 0
    with SealingWriter(path, master) as sink, tarfile.open(fileobj=sink, mode="w|") as archive:  # type: ignore[call-overload]  # it only writes
        for name in _names():
            _add(archive, name, _content_of(name))
            count += 1
    return count


def _names() -> Iterator[str]:
    seen: set[str] = set()
    for kept in stored_files():
        if kept.name not in seen:
            seen.add(kept.name)
            yield kept.name


def _content_of(name: str) -> bytes:
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except FileNotFoundError as fault:
        raise FileMissing(f"{name} is not in the store; `iskan documents check` names all that are not") from fault


def _keep_keys(path: Path, master: bytes) -> None:
    with SealingWriter(path, master) as sink, tarfile.open(fileobj=sink, mode="w|") as archive:  # type: ignore[call-overload]  # it only writes
        _add(archive, SECRET, settings.SECRET_KEY.encode())
        for name, setting in KEY_FILES.items():
            if (kept := Path(getattr(settings, setting))).is_file():
                _add(archive, name, kept.read_bytes())


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry: Any = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    archive.addfile(entry, io.BytesIO(content))
