"""What this system writes is its own alone: no other account of the machine reads its data, mails, logs or keys."""

import os
import stat
from pathlib import Path
from typing import Final

OWN_ALONE: Final = 0o077
FOLDER: Final = 0o700


def keep_private(folder: Path) -> None:
    """Write everything from here on for our own account, and close a data folder that others could enter.

    A folder that all share, such as ``/tmp`` by its sticky bit, stays open: closed, it would lock everybody else out.
    The processes that are started from this one do so too.
    """
    os.umask(OWN_ALONE)
    if folder.is_dir() and _is_open_to_others(folder):
        folder.chmod(FOLDER)


def _is_open_to_others(folder: Path) -> bool:
    found = folder.stat()
    if found.st_mode & stat.S_ISVTX:
        return False
    return found.st_uid == os.geteuid() and bool(stat.S_IMODE(found.st_mode) & OWN_ALONE)
