"""Processes started together, watched together and ended together, whatever ends first."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from iskan.config.progress import step

READY_SECONDS = 60
SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 2.0
STOP_SECONDS = 20
LAST_LINES = 20
BEATS_BETWEEN_LOOKS = 10
PR_SET_PDEATHSIG = 1


class ChildFault(RuntimeError):
    """A process could not be started or ended by itself; the message says which, and what it said last."""


@dataclass(frozen=True)
class ProcessSpec:
    """One process: what it is, how it is called, and how one sees that it is ready."""

    name: str
    title: str
    command: tuple[str, ...]
    port: int | None = None
    health: str = ""
    # The others go on without it while it is started again.
    is_dispensable: bool = False

    def is_ready(self) -> bool:
        """Say whether the process does its work: by its health page, or by answering on its port."""
        if self.health:
            return _answers(self.health)
        return self.port is None or _listens(self.port)


@dataclass(frozen=True)
class Child:
    """A part that was started, and the file that holds what it says."""

    part: ProcessSpec
    process: subprocess.Popen[bytes]
    log: Path

    def last_lines(self) -> str:
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:])


@contextmanager
def all_started(
    parts: Sequence[ProcessSpec],
    env: Mapping[str, str],
    logs: Path,
    *,
    early: Sequence[ProcessSpec] = (),
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[list[Child]]:
    """Keep the parts running for the length of a block: all started at once, the block entered when all are ready.

    The ``early`` ones start before the others, and get ready while the caller does ``meanwhile`` what these need.
    """
    logs.mkdir(parents=True, exist_ok=True)
    children: list[Child] = []
    try:
        children.extend(_start(part, env, logs) for part in early)
        meanwhile()
        children.extend(_start(part, env, logs) for part in parts)
        for child in children:
            with step(child.part.title):
                _wait_until_ready(child, children)
        yield children
    finally:
        _end(children)


def watch(children: Sequence[Child], meanwhile: Callable[[], object]) -> None:
    """Stay until one of the processes ends, and raise with what it said last; look after the rest meanwhile."""
    for beat in count():
        raise_if_ended(children)
        if beat % BEATS_BETWEEN_LOOKS == 0:
            meanwhile()
        time.sleep(0.5)


def start_again(children: list[Child], env: Mapping[str, str], logs: Path) -> list[str]:
    """Start again the dispensable processes that have ended, and return their titles."""
    ended = [at for at, child in enumerate(children) if child.part.is_dispensable and child.process.poll() is not None]
    for at in ended:
        children[at] = _start(children[at].part, env, logs)
    return [children[at].part.title for at in ended]


def raise_if_ended(children: Sequence[Child]) -> None:
    """Raise where one of the processes has ended that the others cannot do without."""
    for child in children:
        if (code := child.process.poll()) is not None and not child.part.is_dispensable:
            message = f"{child.part.title} ended by itself (exit code {code}). It said last:\n{child.last_lines()}"
            raise ChildFault(f"{message}\nEverything it said: {child.log}")


def _start(part: ProcessSpec, env: Mapping[str, str], logs: Path) -> Child:
    log = logs / f"{part.name}.log"
    with ExitStack() as files:
        if log.exists():
            log.replace(log.with_suffix(".previous.log"))
        output = files.enter_context(log.open("wb"))
        process = subprocess.Popen(  # noqa: S603 -- our own command lines
            part.command, env={**env}, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True, preexec_fn=end_with_parent,  # noqa: PLW1509 -- no threads run yet
        )  # fmt: skip
    return Child(part, process, log)


def end_with_parent() -> None:
    """Ask Linux to end this process should its parent be killed; elsewhere the parent must end it."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait_until_ready(child: Child, children: Sequence[Child]) -> None:
    deadline, pause = time.monotonic() + READY_SECONDS, SHORTEST_PAUSE
    while not child.part.is_ready():
        raise_if_ended(children)
        if time.monotonic() > deadline:
            message = f"{child.part.title} was not ready after {READY_SECONDS} s. It said last:\n{child.last_lines()}"
            raise ChildFault(message)
        time.sleep(pause)
        # A health page is work for the one who answers, and the others need the processor to become fit.
        pause = min(pause * 1.5, LONGEST_PAUSE)


def _end(children: Sequence[Child]) -> None:
    """End the processes and all they started: politely, the last first, and after a while for certain."""
    with _undisturbed(), step("Stopping"):
        _end_all(children)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let an impatient second Ctrl-C not leave processes behind."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.signal(number, signal.SIG_IGN) for number in numbers]
    try:
        yield
    finally:
        for number, answer in zip(numbers, before, strict=True):
            signal.signal(number, answer)


def _end_all(children: Sequence[Child]) -> None:
    for child in reversed(children):
        _signal(child, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.1, deadline - time.monotonic()))
        _signal(child, signal.SIGKILL)
        child.process.wait()


def _signal(child: Child, number: signal.Signals) -> None:
    """Signal a process's whole group, which may outlive the process itself."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, number)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _answers(url: str) -> bool:
    import urllib.request  # noqa: PLC0415 -- every command reads this module, and one starts processes

    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 -- our own address on this machine
            return bool(answer.status == 200)  # noqa: PLR2004 -- HTTP's own number
    except OSError:
        return False
