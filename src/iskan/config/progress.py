"""How the set-up tells what it does: a line a step, the seconds it took and, in a long one, how far it is."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS_BETWEEN_LOOKS = 0.2
ERASE_LINE = "\r\x1b[K"
PARTS_TOLD = 4


class RunFault(RuntimeError):
    """The system cannot be started; the message says what stands in the way."""


class StepFailed(RuntimeError):
    """A step of the set-up could not be done; the message carries what it said."""


def say(line: str = "") -> None:
    """Write one line for the person at the terminal."""
    _write(f"{line}\n")


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


@dataclass
class ProgressStep:
    """A step on its way: on a terminal its line is written again, elsewhere each quarter is a line of its own."""

    title: str
    started: float = field(default_factory=time.monotonic)
    told: str = ""

    def open(self) -> None:
        _write(f"  · {self.title} …")

    def at(self, done: int, total: int, doing: str) -> None:
        """Tell how many of how many are done."""
        line = f" {done} of {total} {doing}"
        if sys.stdout.isatty():
            if line != self.told:
                _write(f"{ERASE_LINE}  · {self.title} …{line}")
            self.told = line
        elif total and (quarter := f"{doing} {done * PARTS_TOLD // total}") != self.told:
            if self.told or done:
                _write(f"\n   {line}")
            self.told = quarter

    def doing(self, words: str) -> None:
        """Tell what is being done."""
        _write(f"{ERASE_LINE}  · {self.title} … {words}" if sys.stdout.isatty() else f"\n    {words}")
        self.told = words

    def close(self, outcome: str) -> None:
        if self.told and sys.stdout.isatty():
            _write(f"{ERASE_LINE}  · {self.title} …")
        say(f" {outcome}")


@contextmanager
def step(title: str) -> Iterator[ProgressStep]:
    """Announce a step, and say how long it took."""
    current = ProgressStep(title)
    current.open()
    try:
        yield current
    except BaseException:
        current.close("failed")
        raise
    current.close(f"{time.monotonic() - current.started:.1f} s")


def call(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str], watch: Callable[[str], object] | None = None
) -> None:
    """Run a step's command quietly, and raise with its own words where it fails.

    ``watch`` is told again and again what the command has said so far.
    """
    with TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        with (
            output.open("wb") as taken,
            subprocess.Popen(command, cwd=cwd, env=env, stdout=taken, stderr=subprocess.STDOUT) as process,  # noqa: S603 -- our own command lines
        ):
            while watch and process.poll() is None:
                watch(_read(output))
                time.sleep(SECONDS_BETWEEN_LOOKS)
        if process.returncode != 0:
            raise StepFailed(f"`{' '.join(command)}` failed:\n{_read(output)}")


def _read(output: Path) -> str:
    return output.read_text(encoding="utf-8", errors="replace")
