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
    """Write a sealed backup of database, documents and keys; list, prune or verify sets, or take their keys."""
    told = _told(arguments)
    django.setup()
    verbs = {"list": _list, "prune": _prune, "verify": _verify, "keys": _restore_keys}
    # A set can be tried where no installation is; whatever else is asked, or kept, is asked of or kept in one.
    needs_database = told.verb in {None, "prune"} or told.record
    with _faults_in_words(), console.database_for("migrate" if needs_database else "help", []):
        return verbs[told.verb](told) if told.verb else _make(told)


def _told(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="iskan backup", description=backup.__doc__)
    parser.add_argument("verb", nargs="?", choices=["list", "prune", "verify", "keys"])
    parser.add_argument("--to", action="append", help="a folder or s3://bucket/prefix; else ISKAN_BACKUP_TARGET")
    parser.add_argument("--from", dest="source", default="latest", help="the set to verify, or whose keys to take")
    parser.add_argument("--scratch", type=Path, help="where to restore it for the verification")
    parser.add_argument("--key-file", type=Path, help="holds the passphrase; keep it elsewhere")
    parser.add_argument("--record", action="store_true", help="keep what came of it, and tell the administrators")
    return parser.parse_args(arguments)


def restore(arguments: Sequence[str]) -> int:
    """Restore a sealed backup into an empty installation, and compare what came back with what was taken."""
    parser = argparse.ArgumentParser(prog="iskan restore", description=restore.__doc__)
    parser.add_argument("--from", dest="source", help="the set (a folder or s3://…/iskan-…), or the archive's folder")
    parser.add_argument("--until", help="the instant to go back to (2026-11-28T21:30), or latest: from the archive")
    parser.add_argument("--key-file", type=Path, help="holds the passphrase")
    told = parser.parse_args(arguments)
    if told.until:
        return _recover(Path(told.source) if told.source else None, told.until)
    if not told.source or not told.key_file:
        raise RunFault("Give --from SET --key-file FILE, or --until TIME.")
    return _restore_set(told.source, told.key_file)


def _restore_set(source: str, key_file: Path) -> int:
    django.setup()
    from iskan.config.backup.restoring import restore as restore_set  # noqa: PLC0415 -- models are ready only now
    from iskan.config.backup.targets import located  # noqa: PLC0415 -- as above

    begun = time.monotonic()
    with _faults_in_words(), console.database_for("migrate", []), located(source) as folder:
        notes = restore_set(source=folder, passphrase=_passphrase(key_file))
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


def _make(told: argparse.Namespace) -> int:
    from iskan.apps.backups.enums import RunKind  # noqa: PLC0415 -- models are ready only now
    from iskan.config.backup import runs  # noqa: PLC0415 -- as above

    addresses = _addresses(told)

    def work(outcome: runs.RunOutcome) -> None:
        with _faults_in_words():
            runs.make(addresses, _passphrase(_key_file(told)), outcome)

    code = runs.recorded(RunKind.BACKUP, work, is_kept=told.record)
    if told.record and code == 0:
        return _prune(told)
    return code


def _prune(told: argparse.Namespace) -> int:
    from iskan.apps.backups.enums import RunKind  # noqa: PLC0415 -- models are ready only now
    from iskan.config.backup import runs  # noqa: PLC0415 -- as above

    def work(outcome: runs.RunOutcome) -> None:
        with _faults_in_words():
            runs.prune(_addresses(told), outcome)

    return runs.recorded(RunKind.PRUNING, work, is_kept=True)


def _list(told: argparse.Namespace) -> int:
    from iskan.config.backup import runs  # noqa: PLC0415 -- models are ready only now

    runs.show(_addresses(told))
    return 0


def _verify(told: argparse.Namespace) -> int:
    from iskan.apps.backups.enums import RunKind  # noqa: PLC0415 -- models are ready only now
    from iskan.config.backup import runs  # noqa: PLC0415 -- as above
    from iskan.config.backup.targets import located  # noqa: PLC0415 -- as above

    def work(outcome: runs.RunOutcome) -> None:
        with _faults_in_words(), located(told.source) as folder:
            runs.verify(folder, _key_file(told), told.scratch, outcome)

    return runs.recorded(RunKind.DRILL, work, is_kept=told.record)


def _restore_keys(told: argparse.Namespace) -> int:
    from iskan.config.backup.restoring import restore_keys  # noqa: PLC0415 -- models are ready only now
    from iskan.config.backup.targets import located  # noqa: PLC0415 -- as above

    with located(told.source) as folder:
        notes = restore_keys(source=folder, passphrase=_passphrase(_key_file(told)))
    for note in notes:
        say(note)
    say("The set's keys are where they were.")
    return 0


def _addresses(told: argparse.Namespace) -> list[str]:
    """Return the targets: those named, else the installation's."""
    from django.conf import settings  # noqa: PLC0415 -- settings are read once the environment is known

    addresses = told.to or settings.ISKAN_BACKUP_TARGETS
    if not addresses:
        raise RunFault("Give --to FOLDER or --to s3://bucket/prefix, or set ISKAN_BACKUP_TARGET.")
    return list(addresses)


def _key_file(told: argparse.Namespace) -> Path:
    from django.conf import settings  # noqa: PLC0415 -- settings are read once the environment is known

    if told.key_file or settings.ISKAN_BACKUP_KEY_FILE:
        return Path(told.key_file or settings.ISKAN_BACKUP_KEY_FILE)
    raise RunFault("Give --key-file FILE, or set ISKAN_BACKUP_KEY_FILE.")


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
    from iskan.config.backup.targets import NoSuchSet, bucket_faults  # noqa: PLC0415 -- as above

    expected: tuple[type[Exception], ...] = (
        BaseSpoilt, DatabaseFault, FileMissing, NoBase, NoSuchSet, NotEmpty, NotOurServer, NotWhole, SealBroken,
        OSError, *bucket_faults(),
    )  # fmt: skip
    try:
        yield
    except expected as fault:
        raise RunFault(str(fault)) from fault


def _minutes(begun: float) -> str:
    return f"{(time.monotonic() - begun) / 60:.2f} minutes"
