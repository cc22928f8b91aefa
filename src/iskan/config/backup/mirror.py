"""The documents' second home beside the archive: each file of the store is copied once, under its name there."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.core.files.storage import Storage

# Drawn again whenever they are asked for.
NOT_KEPT: Final = "previews"
GONE: Final = "gone.json"


def folder_of(store: Storage) -> Path | None:
    """Return the folder a store keeps its files in; a bucket has none, and its own ways of being kept twice."""
    try:
        return Path(store.path(""))
    except NotImplementedError:
        return None


def copy_new(source: Path, target: Path, *, seconds: float) -> bool:
    """Copy what is not yet there for so long, and say whether everything is there now."""
    until = time.monotonic() + seconds
    for name in _names(source):
        if (target / name).exists():
            continue
        if time.monotonic() > until:
            return False
        _copy(source / name, target / name)
    return True


def forget_gone(source: Path, target: Path, *, keep: timedelta, at: datetime) -> int:
    """Delete what has been gone from the store for longer than is kept, and return how many."""
    path = target / GONE
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    gone = {name: known.get(name, at.isoformat()) for name in _names(target) if not (source / name).exists()}
    old = [name for name, since in gone.items() if datetime.fromisoformat(since) <= at - keep]
    for name in old:
        (target / name).unlink()
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(json.dumps({name: since for name, since in gone.items() if name not in old}), encoding="utf-8")
    return len(old)


def _names(folder: Path) -> Iterator[str]:
    """Yield the names of a folder's files, below it."""
    for place, folders, files in os.walk(folder):
        below = os.path.relpath(place, folder)
        if below == ".":
            folders[:] = [name for name in folders if name != NOT_KEPT]
            files = [name for name in files if name != GONE]  # noqa: PLW2901 -- the folder's own list
        yield from (os.path.normpath(os.path.join(below, name)) for name in files if not name.endswith(".unfinished"))  # noqa: PTH118 -- many, and as text


def _copy(source: Path, target: Path) -> None:
    """Copy a file so that it is there whole or not at all; one deleted meanwhile is none."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        with source.open("rb") as read, unfinished.open("wb") as written:
            shutil.copyfileobj(read, written)
            written.flush()
            os.fsync(written.fileno())
    except FileNotFoundError:
        return
    unfinished.replace(target)
