"""Restoring a set into an empty installation, and saying whether what came back is what was taken."""

import io
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from iskan.apps.documents.stored import faults_of_store
from iskan.config.backup import database
from iskan.config.backup.making import KEY_FILES, SECRET, fingerprint, migrations_digest
from iskan.config.backup.manifest import DATABASE, DOCUMENTS, KEYS, Manifest, read_manifest
from iskan.config.backup.sealed import opened
from iskan.foundation import audit_chain


class NotEmpty(RuntimeError):
    """The database holds something: nothing is restored over it."""


class NotWhole(RuntimeError):
    """What came back is not what was taken; the message lists what differs."""


def restore(*, source: Path, passphrase: bytes) -> list[str]:
    """Restore a set and return what its reader should know.

    The keys come first: should the rest fail, nothing is lost by it, and the set is still there.

    Raises:
        SealBroken, NotEmpty, DatabaseFault, NotWhole.
    """
    manifest, master = read_manifest(source, passphrase)
    if not database.is_empty():
        raise NotEmpty("the database is not empty; restore into a new one, or a new data folder")
    notes = _restore_keys(source, master)
    with TemporaryDirectory(dir=settings.DATA_DIR, prefix="restore-") as scratch:
        dump = Path(scratch) / "database.dump"
        database.write_all(opened(source / DATABASE, master), dump)
        database.load(dump, settings)
    connection.close()
    _restore_documents(source, master)
    _require_whole(manifest)
    return [*notes, *_settings_that_differ(manifest)]


def restore_keys(*, source: Path, passphrase: bytes) -> list[str]:
    """Restore a set's keys alone, as after the database came back another way, and return what its reader should know.

    Raises:
        SealBroken.
    """
    _manifest, master = read_manifest(source, passphrase)
    return _restore_keys(source, master)


def _restore_keys(source: Path, master: bytes) -> list[str]:
    notes = []
    for name, content in _members(source / KEYS, master):
        if name == SECRET:
            notes += _restore_secret(content)
        elif not _put(Path(getattr(settings, KEY_FILES[name])), content):
            notes.append(f"{KEY_FILES[name]}: another file is there already; the set's was left in the set.")
    return notes


def _restore_secret(content: bytes) -> list[str]:
    if content.decode() == settings.SECRET_KEY:
        return []
    kept = settings.DATA_DIR / SECRET
    if kept.exists():
        kept.write_bytes(content)
        return [f"{kept} holds the set's secret key again: restart what runs."]
    return ["SECRET_KEY is another one than the set's: second factors cannot be read until the environment has it."]


def _put(path: Path, content: bytes) -> bool:
    if path.exists():
        return path.read_bytes() == content
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_bytes(content)
    return True


def _restore_documents(source: Path, master: bytes) -> None:
    for name, content in _members(source / DOCUMENTS, master):
        if default_storage.exists(name):
            continue
        kept = default_storage.save(name, ContentFile(content))
        if kept != name:
            raise NotWhole(f"the store kept {name} as {kept}")


def _members(path: Path, master: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=_Reader(opened(path, master)), mode="r|") as archive:
        for entry in archive:
            file = archive.extractfile(entry)
            if file is not None:
                yield entry.name, file.read()


class _Reader(io.RawIOBase):
    """Chunks as a file that is read once from its start to its end."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._held:
            if (chunk := next(self._chunks, None)) is None:
                return 0
            self._held = chunk
        taken = self._held[: len(buffer)]
        buffer[: len(taken)] = taken
        self._held = self._held[len(taken) :]
        return len(taken)


def _require_whole(manifest: Manifest) -> None:
    """Compare what came back: the trail up to the head that was taken, every file, the shape of the database."""
    faults = []
    verdict = audit_chain.verify(expected=manifest.audit["seal"])
    if verdict.fault is not None:
        faults.append(f"the audit trail: {verdict.fault.says}")
    if migrations_digest() != manifest.migrations:
        faults.append("the database's shape")
    count, missing = faults_of_store()
    if missing:
        faults += [f"{len(missing)} of {count} documents", *missing[:20]]
    if faults:
        raise NotWhole("not what was taken: " + "; ".join(faults))


def _settings_that_differ(manifest: Manifest) -> list[str]:
    here = fingerprint()
    names = sorted({*here, *manifest.settings} - {"DATABASE_URL", "ISKAN_DATA_DIR"})
    differing = [name for name in names if here.get(name) != manifest.settings.get(name)]
    return [f"Settings other than when the set was taken: {', '.join(differing)}."] if differing else []
