"""Sets made into the targets, tried, listed and removed; with ``--record`` what came of it is kept and told of."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.conf import settings

from iskan.apps.backups.enums import RunKind
from iskan.apps.backups.operations import record_run
from iskan.apps.backups.queries import tried_sets
from iskan.apps.backups.tasks import FAULT_KEPT
from iskan.config.backup import retention, targets
from iskan.config.backup.making import make_backup
from iskan.config.backup.targets import FolderTarget, StoredSet
from iskan.config.backup.verifying import verify_backup
from iskan.config.progress import RunFault, say
from iskan.foundation import clock

MEBIBYTE: Final = 2**20


@dataclass
class RunOutcome:
    """What a run was about, as far as it came."""

    sets: list[str] = field(default_factory=list)
    size: int = 0
    lost_minutes: float | None = None


def recorded(kind: RunKind, work: Callable[[RunOutcome], None], *, is_kept: bool) -> int:
    """Do something with sets, and keep what came of it where that was asked; return the exit code."""
    outcome, at, begun, fault = RunOutcome(), clock.now(), time.monotonic(), ""
    try:
        work(outcome)
    except RunFault as told:
        if not is_kept:
            raise
        fault = str(told)
        say(fault)
    if is_kept:
        record_run(
            kind=kind, at=at, seconds=time.monotonic() - begun, fault=fault,
            sets=outcome.sets, size=outcome.size, lost_minutes=outcome.lost_minutes,
        )  # fmt: skip
    return FAULT_KEPT if fault else 0


def make(addresses: Sequence[str], passphrase: bytes, outcome: RunOutcome) -> None:
    """Make a set and keep it in every target."""
    with _workplace(addresses) as place:
        begun = time.monotonic()
        folder = make_backup(to=place, passphrase=passphrase)
        outcome.sets.append(folder.name)
        outcome.size = sum(path.stat().st_size for path in folder.iterdir())
        for address in addresses:
            targets.target(address).put(folder)
            said = f"{outcome.size / MEBIBYTE:.1f} MiB in {(time.monotonic() - begun) / 60:.2f} minutes"
            say(f"{address.rstrip('/')}/{folder.name}: {said}.")


def verify(folder: Path, key_file: Path, scratch: Path | None, outcome: RunOutcome) -> None:
    """Try a set by restoring it into a scratch installation, saying what came of each step.

    Raises:
        RunFault: it cannot be relied on.
    """
    begun = time.monotonic()
    outcome.sets.append(folder.name)
    if kept := StoredSet.of(folder.name, {}):
        outcome.lost_minutes = round((clock.now() - kept.begun_at).total_seconds() / 60, 1)
        say(f"Were this set all that is left, {outcome.lost_minutes:.0f} minutes would be lost.")
    for step in verify_backup(source=folder, key_file=key_file, scratch=scratch):
        say(f"{'ok   ' if step.holds else 'FAULT'} {step.name} ({step.seconds:.1f} s): {step.said}")
        if not step.holds:
            raise RunFault(f"The set CANNOT be relied on: {step.name}: {step.said}")
    say(f"The set can be restored: {(time.monotonic() - begun) / 60:.2f} minutes in all.")


def show(addresses: Sequence[str]) -> None:
    """List what lies in the targets."""
    for address in addresses:
        sets = targets.target(address).sets()
        say(f"{address}: {len(sets)} sets")
        for kept in sets:
            state = "" if kept.is_whole else "  NOT FINISHED"
            say(f"  {kept.name}  {kept.size / MEBIBYTE:10.1f} MiB{state}")


def prune(addresses: Sequence[str], outcome: RunOutcome) -> None:
    """Remove what retention does not keep, naming it."""
    tried = tried_sets()
    for address in addresses:
        where = targets.target(address)
        for old in retention.superfluous(where.sets(), settings.ISKAN_BACKUP_KEEP, tried=tried, at=clock.now()):
            where.remove(old.name)
            outcome.sets.append(old.name)
            outcome.size += old.size
            say(f"Removed from {address}: {old.name}, {old.size / MEBIBYTE:.1f} MiB.")


@contextmanager
def _workplace(addresses: Sequence[str]) -> Iterator[Path]:
    """Yield where a set is made: the first target that is a folder, else a scratch folder beside the data."""
    if folders := [address for address in addresses if isinstance(targets.target(address), FolderTarget)]:
        yield Path(folders[0])
        return
    scratch = settings.ISKAN_BACKUP_DIR or settings.DATA_DIR
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=scratch, prefix="set-") as place:
        yield Path(place)
