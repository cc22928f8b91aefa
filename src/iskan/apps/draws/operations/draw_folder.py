"""Writing a draw's public folder to disk, as section 6 of the protocol lays it out: all of it, or nothing."""

import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from iskan.apps.draws.enums import DrawStatus, RevealVerdict
from iskan.apps.draws.models import Draw
from iskan.apps.draws.operations.draw_refusals import DrawRefused
from iskan.apps.draws.queries import draws as queries
from iskan.core.text import Text

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
TAKEN = frozenset({errno.ENOTEMPTY, errno.EEXIST})


class NoSuchDraw(DrawRefused):
    """No draw has this reference."""

    def __init__(self, reference: str) -> None:
        super().__init__(Text(ar=f"لا يوجد سحب مرجعه {reference}", en=f"No draw has the reference {reference}"))


class NotAnnounced(DrawRefused):
    """A frozen draw's lists are nobody's to read before they are announced."""

    text = Text(
        ar="لم يُعلن هذا السحب بعد، فقوائمه غير منشورة.", en="This draw is not announced yet: its lists are not public."
    )


class FolderTaken(DrawRefused):
    """The folder already holds something."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Text(ar=f"المجلد {folder} ليس فارغًا، ولم يُكتب شيء", en=f"{folder} is not empty: nothing was written")
        )


class FolderUnwritable(DrawRefused):
    """The folder cannot be written where it was asked for."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            Text(
                ar=f"تعذرت كتابة المجلد {folder} ({why})، ولم يُكتب شيء",
                en=f"{folder} cannot be written ({why}): nothing was written",
            )
        )


class DiskFull(DrawRefused):
    """There is no room for the folder."""

    text = Text(ar="القرص ممتلئ، ولم يُكتب شيء.", en="The disk is full: nothing was written.")


def export_draw(*, reference: str, folder: Path) -> tuple[str, ...]:
    """Write the public files of a draw into a folder that is new or empty; return their names.

    They are written beside it under another name, synced, and take its name at once.

    Raises:
        NoSuchDraw, NotAnnounced, FolderTaken, FolderUnwritable, DiskFull: nothing was written.
    """
    files = public_files(reference)
    to = folder.resolve()
    with _named(to):
        if to.exists() and (not to.is_dir() or any(to.iterdir())):
            raise FolderTaken(folder)
        _write(to, files)
    return tuple(files)


def public_files(reference: str) -> dict[str, bytes]:
    """Return what is public of a draw by file name: all of a held one; of another, lists and what was said so far.

    Raises:
        NoSuchDraw, NotAnnounced.
    """
    found = Draw.objects.filter(reference=reference).first()
    if found is None:
        raise NoSuchDraw(reference)
    status = queries.status_of(found)
    if status == DrawStatus.FROZEN:
        raise NotAnnounced
    stored = {name: queries.content_of(found.pk, name) or b"" for name in queries.file_sizes(found.pk)}
    return stored if status == DrawStatus.DRAWN else {**stored, **said_of(found)}


def reveals_of(found: Draw) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return what each party revealed: the secret that counts, else the last one given, and who was late with it."""
    given = found.reveals.order_by("at", "pk")
    last = {row.party: row for row in given} | {row.party: row for row in given if row.verdict == RevealVerdict.COUNTED}
    late = tuple(party for party, row in last.items() if row.verdict == RevealVerdict.LATE)
    return {party: bytes(row.reveal) for party, row in last.items()}, late


def said_of(found: Draw) -> dict[str, bytes]:
    """Return commitments, reveals and, once it is there, the beacon's round as files."""
    reveals, _late = reveals_of(found)
    told: dict[str, object] = {
        "commitments.json": {row.party: bytes(row.digest).hex() for row in found.commitments.order_by("party")},
        "reveals.json": {party: reveal.hex() for party, reveal in sorted(reveals.items())},
    }
    if (beacon := getattr(found, "beacon", None)) is not None:
        signature = bytes(beacon.signature).hex()
        told["beacon.json"] = {"chain": beacon.chain, "round": beacon.round, "signature": signature}
    return {name: json.dumps(said, indent=1).encode() + b"\n" for name, said in told.items()}


@contextmanager
def _named(folder: Path) -> Iterator[None]:
    """Say by name what the disk refuses."""
    try:
        yield
    except OSError as fault:
        if fault.errno in FULL:
            raise DiskFull from fault
        if fault.errno in TAKEN:
            raise FolderTaken(folder) from fault
        raise FolderUnwritable(folder, fault.strerror or type(fault).__name__) from fault


def _write(to: Path, files: Mapping[str, bytes]) -> None:
    beside = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        beside.mkdir()
        for name, content in files.items():
            _write_synced(beside / name, content)
        # Only an empty folder gives way: whoever filled it meanwhile keeps what is there.
        beside.rename(to)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
