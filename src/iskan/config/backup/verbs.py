"""The verbs `iskan backup` and `iskan restore`."""

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import django

from iskan.config import console
from iskan.config.progress import RunFault, say


def backup(arguments: Sequence[str]) -> int:
    """Write a sealed backup of database, documents and keys, or verify one by restoring it into a scratch folder."""
    parser = argparse.ArgumentParser(prog="iskan backup", description=backup.__doc__)
    parser.add_argument("verb", nargs="?", choices=["verify", "keys"])
    parser.add_argument("--to", type=Path, help="the folder a set of its own is written into")
    parser.add_argument("--from", type=Path, dest="source", help="the set to verify")
    parser.add_argument("--scratch", type=Path, help="where to restore it for the verification")
    parser.add_argument("--key-file", type=Path, required=True, help="holds the passphrase; keep it elsewhere")
    told = parser.parse_args(arguments)
    if told.verb == "verify" and told.source:
        return _verify(told.source, told.key_file, told.scratch)
    if told.verb == "keys" and told.source:
        return _restore_keys(told.source, told.key_file)
    if told.verb is None and told.to:
        return _make(told.to, told.key_file)
    raise RunFault("Give --to FOLDER, or verify --from SET, or keys --from SET.")


def restore(arguments: Sequence[str]) -> int:
    """Restore a sealed backup into an empty installation, and compare what came back with what was taken."""
    parser = argparse.ArgumentParser(prog="iskan restore", description=restore.__doc__)
    parser.add_argument("--from", type=Path, dest="source", help="the folder of the set, or of the archive")
    parser.add_argument("--until", help="the instant to go back to (2026-11-28T21:30), or latest: from the archive")
    parser.add_argument("--key-file", type=Path, help="holds the passphrase")
    told = parser.parse_args(arguments)
    if told.until:
        return _recover(told.source, told.until)
    if not told.source or not told.key_file:
        raise RunFault("Give --from SET --key-file FILE, or --until TIME.")
    return _restore_set(told.source, told.key_file)


def _restore_set(source: Path, key_file: Path) -> int:
    django.setup()
    from iskan.config.backup.restoring import restore as restore_set  # noqa: PLC0415 -- models are ready only now

    begun = time.monotonic()
    with _faults_in_words(), console.database_for("migrate", []):
        notes = restore_set(source=source, passphrase=_passphrase(key_file))
    for note in notes:
        say(note)
    say(f"Restored in {_minutes(begun)}; the trail, the documents and the database's shape are what was taken.")
    return 0


def _recover(source: Path | None, until: str) -> int:
    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- settings are read once the environment is known

    from iskan.config.backup.recovering import recover  # noqa: PLC0415 -- models are ready only now

    archive, begun = source or settings.ISKAN_BACKUP_DIR, time.monotonic()
    if archive is None:
        raise RunFault("Name the archive: --from FOLDER, or ISKAN_BACKUP_DIR.")
    with _faults_in_words():
        state = recover(archive=archive, until=_instant(until))
    say(f"Restored in {_minutes(begun)}. The last change in it is of {state.last_change or 'before the base backup'}.")
    say(f"The trail is whole, and {state.documents} documents are what was put there.")
    say("The keys are in the last set: iskan backup keys --from SET --key-file FILE.")
    return 0


def _instant(said: str) -> datetime | None:
    """Return the instant that was named, in the installation's own time where no other is said."""
    from django.utils import timezone  # noqa: PLC0415 -- settings are read once the environment is known

    if said == "latest":
        return None
    try:
        at = datetime.fromisoformat(said)
    except ValueError as fault:
        raise RunFault(f"{said} is no instant: write 2026-11-28T21:30, or latest.") from fault
    return at if at.tzinfo else timezone.make_aware(at)


def _make(to: Path, key_file: Path) -> int:
    django.setup()
    from iskan.config.backup.making import make_backup  # noqa: PLC0415 -- models are ready only now

    begun = time.monotonic()
    with _faults_in_words(), console.database_for("migrate", []):
        folder = make_backup(to=to, passphrase=_passphrase(key_file))
    size = sum(path.stat().st_size for path in folder.iterdir())
    say(f"{folder}: {size / 2**20:.1f} MiB in {_minutes(begun)}. Verify it: iskan backup verify --from {folder}")
    return 0


def _restore_keys(source: Path, key_file: Path) -> int:
    django.setup()
    from iskan.config.backup.restoring import restore_keys  # noqa: PLC0415 -- models are ready only now

    with _faults_in_words():
        notes = restore_keys(source=source, passphrase=_passphrase(key_file))
    for note in notes:
        say(note)
    say("The set's keys are where they were.")
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
    from iskan.config.backup.recovering import NotOurServer  # noqa: PLC0415 -- as above
    from iskan.config.backup.restoring import NotEmpty, NotWhole  # noqa: PLC0415 -- as above
    from iskan.config.backup.sealed import SealBroken  # noqa: PLC0415 -- as above
    from iskan.config.backup.streams import BaseSpoilt, NoBase  # noqa: PLC0415 -- as above

    try:
        yield
    except (
        BaseSpoilt,
        DatabaseFault,
        FileMissing,
        NoBase,
        NotEmpty,
        NotOurServer,
        NotWhole,
        SealBroken,
        OSError,
    ) as fault:
        raise RunFault(str(fault)) from fault


def _minutes(begun: float) -> str:
    return f"{(time.monotonic() - begun) / 60:.2f} minutes"
