"""Verifying a set by restoring it into a scratch installation, with this system's own commands, and timing each."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

# What must hold of what came back, each a command of its own on the scratch installation.
CHECKS: Final = (
    ("audit", "verify"),
    ("stock", "check"),
    ("cases", "replay"),
    ("documents", "check", "--most", "10"),
)
# A scratch installation has a database and a store of its own, never those of the running one.
LEFT_OUT: Final = (
    "DATABASE_URL",
    "ISKAN_S3_BUCKET",
    "ISKAN_S3_ENDPOINT",
    "ISKAN_PGBOUNCER",
    "ISKAN_SIGNING_KEY",
    "ISKAN_SIGNING_CERT",
)


class VerifiedStep(NamedTuple):
    """A step, whether it held, how long it took and what it said last."""

    name: str
    holds: bool
    seconds: float
    said: str


def verify_backup(*, source: Path, key_file: Path, scratch: Path | None = None) -> Iterator[VerifiedStep]:
    """Restore a set into a scratch folder that is gone afterwards, and yield what came of each step.

    The first that fails ends it.
    """
    with TemporaryDirectory(dir=scratch, prefix="iskan-verify-") as folder:
        env = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        env |= {"ISKAN_DATA_DIR": folder}
        restoring = ("restore", "--from", str(source.resolve()), "--key-file", str(key_file.resolve()))
        for command in (restoring, *CHECKS):
            step = _step(command, env)
            yield step
            if not step.holds:
                return


def _step(command: tuple[str, ...], env: dict[str, str]) -> VerifiedStep:
    begun = time.monotonic()
    done = subprocess.run(  # noqa: S603 -- our own command line
        [sys.executable, "-m", "iskan", *command], env=env, capture_output=True, text=True, check=False
    )
    lines = (done.stdout + done.stderr).strip().splitlines() or [""]
    return VerifiedStep(" ".join(command[:2]), done.returncode == 0, time.monotonic() - begun, lines[-1])
