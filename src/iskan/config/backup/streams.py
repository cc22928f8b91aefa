"""The archive on the other disk: unbroken streams of the database's log, each with the base backups it goes on from.

A stream belongs to one history of one database: after a restore, or where log was lost, another begins. A base backup
counts once the file beside it says when it ended, which is written when the log has been received past it.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

STREAMS: Final = "streams"
DOCUMENTS: Final = "documents"
PARTIAL: Final = ".partial"
_SEGMENT: Final = re.compile(r"[0-9A-F]{24}(\.partial)?")
_STARTS_IN: Final = re.compile(r"\(file ([0-9A-F]{24})\)")


class NoBase(RuntimeError):
    """No base backup is old enough to come to the instant that was asked for."""


class BaseSpoilt(RuntimeError):
    """A file of the base backup is not what was written."""


@dataclass(frozen=True, slots=True)
class Base:
    """A base backup: its folder, when it had ended, and the first segment of the log it needs."""

    folder: Path
    ended_at: datetime
    first_segment: str

    @property
    def seal(self) -> Path:
        return _seal_of(self.folder)


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: its folder, and of which history of which database it is."""

    folder: Path
    identity: str

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def bases(self) -> list[Base]:
        """Return the base backups that count, the oldest first."""
        found = (_read_base(path) for path in (self.folder / "bases").glob("*.json"))
        return sorted(found, key=lambda base: base.ended_at)

    def remove_unfinished(self) -> None:
        """Remove the base backups that were never finished, as none is being made."""
        counted = {base.folder for base in self.bases()}
        for folder in (self.folder / "bases").iterdir():
            if folder.is_dir() and folder not in counted:
                shutil.rmtree(folder)

    def remove_half_made(self, size: int) -> None:
        """Remove a segment that was being laid out when the disk was full: the receiver would refuse to go on.

        It is laid out in full before anything is written into it, so that nothing is lost with it.
        """
        for path in self.log.glob(f"*{PARTIAL}"):
            if path.stat().st_size not in {0, size}:
                path.unlink()

    def segments(self, first: str = "") -> list[Path]:
        """Return the segments of the log from one on, whatever history wrote them."""
        kept = sorted(path for path in self.log.iterdir() if _SEGMENT.fullmatch(path.name))
        return [path for path in kept if path.name[8:24] >= first[8:]]


def streams(archive: Path) -> list[Stream]:
    """Return the archive's streams, the oldest first."""
    found = sorted((archive / STREAMS).glob("*/stream.json"))
    return [Stream(path.parent, json.loads(path.read_text(encoding="ascii"))["identity"]) for path in found]


def begin_stream(archive: Path, identity: str, at: datetime) -> Stream:
    """Begin a stream of its own for a history of a database."""
    folder = archive / STREAMS / f"{at:%Y%m%dT%H%M%S.%fZ}"
    for part in ("log", "bases"):
        (folder / part).mkdir(parents=True, mode=0o700)
    (folder / "stream.json").write_text(json.dumps({"identity": identity}), encoding="ascii")
    return Stream(folder, identity)


def count_base(folder: Path, at: datetime) -> Base:
    """Let a base backup count from now on, its log having been received."""
    label = _STARTS_IN.search((folder / "backup_label").read_text(encoding="utf-8"))
    if label is None:
        raise BaseSpoilt(f"{folder} does not say where its log begins")
    said = {"ended_at": at.isoformat(), "first_segment": label[1]}
    _seal_of(folder).write_text(json.dumps(said), encoding="ascii")
    return _read_base(_seal_of(folder))


def base_for(archive: Path, until: datetime | None) -> tuple[Stream, Base]:
    """Return the latest base backup that had ended by an instant, and its stream.

    Raises:
        NoBase: the archive reaches back less far; the message says how far.
    """
    known = sorted(((stream, base) for stream in streams(archive) for base in stream.bases()), key=_ended)
    fitting = [pair for pair in known if until is None or pair[1].ended_at <= until]
    if fitting:
        return fitting[-1]
    reach = f"the earliest instant it can bring back is {known[0][1].ended_at.isoformat()}" if known else "it has none"
    raise NoBase(f"{archive} holds no base backup from before that instant: {reach}")


def require_unspoilt(base: Base) -> int:
    """Compare every file of a base backup with its manifest, and return how many there are.

    PostgreSQL's own program for it ends with a fault where the server comes as a Python package.

    Raises:
        BaseSpoilt: names the files that differ.
    """
    manifest = json.loads((base.folder / "backup_manifest").read_text(encoding="utf-8"))
    files = manifest["Files"]
    spoilt = [entry["Path"] for entry in files if _sha256(base.folder / entry["Path"]) != entry["Checksum"]]
    if spoilt:
        raise BaseSpoilt(f"{len(spoilt)} files of {base.folder} are not what was written: {', '.join(spoilt[:5])}")
    return len(files)


def prune(archive: Path, current: Stream, *, keep: timedelta, at: datetime) -> list[str]:
    """Remove what no instant that is kept needs, and return what was removed.

    The last base backup from before the time that is kept stays: every instant since is reached from it.
    """
    return list(_pruned(archive, current, at - keep))


def _pruned(archive: Path, current: Stream, since: datetime) -> Iterator[str]:
    kept = streams(archive)
    ended = sorted(base.ended_at for stream in kept for base in stream.bases())
    oldest = max((at for at in ended if at <= since), default=since)
    for stream in kept:
        for base in stream.bases():
            if base.ended_at < oldest:
                base.seal.unlink()
                shutil.rmtree(base.folder)
                yield f"base backup of {base.ended_at:%Y-%m-%d %H:%M}"
        if left := stream.bases():
            yield from _without_segments_before(stream, left[0].first_segment)
        elif stream.folder != current.folder:
            shutil.rmtree(stream.folder)
            yield f"stream {stream.folder.name}, which no base backup goes on from"


def _without_segments_before(stream: Stream, first: str) -> Iterator[str]:
    needed = set(stream.segments(first))
    old = [path for path in stream.segments() if path not in needed]
    for path in old:
        path.unlink()
    if old:
        yield f"{len(old)} segments of the log before {first}"


def _ended(pair: tuple[Stream, Base]) -> datetime:
    return pair[1].ended_at


def _seal_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")


def _read_base(seal: Path) -> Base:
    said = json.loads(seal.read_text(encoding="ascii"))
    return Base(seal.with_suffix(""), datetime.fromisoformat(said["ended_at"]), said["first_segment"])


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
