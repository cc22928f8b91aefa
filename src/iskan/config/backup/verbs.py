"""The verbs `iskan backup` and `iskan restore`."""

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import django

from iskan.config import console
from iskan.config.progress import RunFault, say


def backup(arguments: Sequence[str]) -> int:
    """Write a sealed backup of database, documents and keys, or verify one by restoring it into a scratch folder."""
    parser = argparse.ArgumentParser(prog="iskan backup", description=backup.__doc__)
    parser.add_argument("verb", nargs="?", choices=["verify"])
    parser.add_argument("--to", type=Path, help="the folder a set of its own is written into")
    parser.add_argument("--from", type=Path, dest="source", help="the set to verify")
    parser.add_argument("--scratch", type=Path, help="where to restore it for the verification")
    parser.add_argument("--key-file", type=Path, required=True, help="holds the passphrase; keep it elsewhere")
    told = parser.parse_args(arguments)
    if told.verb == "verify" and told.source:
        return _verify(told.source, told.key_file, told.scratch)
    if told.verb is None and told.to:
        return _make(told.to, told.key_file)
    raise RunFault("Give --to FOLDER, or verify --from SET.")


def restore(arguments: Sequence[str]) -> int:
    """Restore a sealed backup into an empty installation, and compare what came back with what was taken."""
    parser = argparse.ArgumentParser(prog="iskan restore", description=restore.__doc__)
    parser.add_argument("--from", type=Path, dest="source", required=True, help="the folder of the set")
    parser.add_argument("--key-file", type=Path, required=True, help="holds the passphrase")
    told = parser.parse_args(arguments)
    django.setup()
    from iskan.config.backup.restoring import restore as restore_set  # noqa: PLC0415 -- models are ready only now

    begun = time.monotonic()
    with _faults_in_words(), console.database_for("migrate", []):
        notes = restore_set(source=told.source, passphrase=_passphrase(told.key_file))
    for note in notes:
        say(note)
    say(f"Restored in {_minutes(begun)}; the trail, the documents and the database's shape are what was taken.")
    return 0


def _make(to: Path, key_file: Path) -> int:
    django.setup()
    from iskan.config.backup.making import make_backup  # noqa: PLC0415 -- models are ready only now

    begun = time.monotonic()
    with _faults_in_words(), console.database_for("migrate", []):
        folder = make_backup(to=to, passphrase=_passphrase(key_file))
    size = sum(path.stat().st_size for path in folder.iterdir())
    say(f"{folder}: {size / 2**20:.1f} MiB in {_minutes(begun)}. Verify it: iskan backup verify --from {folder}")
    return 0


def _verify(source: Path, key_file: Path, scratch: Path | None) -> int:
    from iskan.config.backup.verifying import verify_backup  # noqa: PLC0415 -- the other verb needs it not

    begun, holds = time.monotonic(), True
    for step in verify_backup(source=source, key_file=key_file, scratch=scratch):
        holds = step.holds
        say(f"{'ok   ' if holds else 'FAULT'} {step.name} ({step.seconds:.1f} s): {step.said}")
    say(f"{'The set can be restored' if holds else 'The set CANNOT be relied on'}: {_minutes(begun)} in all.")
    return 0 if holds else 1


def _passphrase(path: Path) -> bytes:
    from iskan.config.backup.sealed import SHORTEST_PASSPHRASE, PassphraseTooShort, read_passphrase  # noqa: PLC0415 -- brings cryptography

    try:
        return read_passphrase(path)
    except PassphraseTooShort as fault:
        raise RunFault(f"The passphrase in {path} has fewer than {SHORTEST_PASSPHRASE} characters.") from fault


@contextmanager
def _faults_in_words() -> Iterator[None]:
    from iskan.config.backup.database import DatabaseFault  # noqa: PLC0415 -- Django is set up only now
    from iskan.config.backup.making import FileMissing  # noqa: PLC0415 -- as above
    from iskan.config.backup.restoring import NotEmpty, NotWhole  # noqa: PLC0415 -- as above
    from iskan.config.backup.sealed import SealBroken  # noqa: PLC0415 -- as above

    try:
        yield
    except (DatabaseFault, FileMissing, NotEmpty, NotWhole, SealBroken, OSError) as fault:
        raise RunFault(str(fault)) from fault


def _minutes(begun: float) -> str:
    return f"{(time.monotonic() - begun) / 60:.2f} minutes"
