"""How the set-up tells what it is doing: one line a step, with the seconds it took."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


class RunFault(RuntimeError):
    """The system cannot be started; the message says what stands in the way."""


class StepFailed(RuntimeError):
    """A step of the set-up could not be done; the message carries what it said."""


def say(line: str = "") -> None:
    """Write one line for the person at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step, and say how long it took."""
    started = time.monotonic()
    sys.stdout.write(f"  · {title} …")
    sys.stdout.flush()
    try:
        yield
    except BaseException:
        say(" failed")
        raise
    say(f" {time.monotonic() - started:.1f} s")


def call(command: Sequence[str], *, cwd: Path, env: Mapping[str, str]) -> None:
    """Run a step's command quietly, and raise with its own words where it fails."""
    done = subprocess.run(  # noqa: S603 -- our own command lines
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode != 0:
        raise StepFailed(f"`{' '.join(command)}` failed:\n{done.stdout}")
