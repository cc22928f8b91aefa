"""Where the processes of one kind keep what they count, so that any of them answers for all on this machine."""

import os
from pathlib import Path

from iskan.config import environment

FOLDER = "metrics"


def count_together(kind: str, data_dir: Path) -> None:
    """Have this process, and those it starts, count in a folder of their kind, if anybody may read the figures.

    To be called before the library that counts is loaded: it looks once.
    """
    if not (environment.text("ISKAN_METRICS_TOKEN") or environment.items("ISKAN_METRICS_NETWORKS", default="")):
        return
    folder = data_dir / FOLDER / kind
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.db"):
        if not _lives(path):
            path.unlink(missing_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _lives(path: Path) -> bool:
    """Say whether the process a file is named after runs: ``counter_4711.db``."""
    number = path.stem.rpartition("_")[2]
    if not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
