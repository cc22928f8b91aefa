"""Work on what strangers send, done in a process of its own within limits of CPU, time and memory.

A function does the work: of a module that needs no Django, with the content as a binary file and plain arguments, and
with a plain value or bytes as its result. One process keeps the libraries loaded and forks a child for each job.
"""

import atexit
import json
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from iskan.foundation import budgets, sandbox_server

PROGRAM = Path(sandbox_server.__file__)
ENVIRONMENT = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
# A job that sleeps is ended by a timer of its own; nobody waits much longer than that for a word.
GRACE_SECONDS = 1.0
PIECE = 65_536


class SandboxFailed(RuntimeError):
    """The job failed, or took more time or memory than it may; the message is the fault's name, where it told one."""


class SandboxBusy(RuntimeError):
    """So many jobs wait already that this one would wait too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLimits:
    """What one job may take of the machine."""

    cpu_seconds: int = budgets.EXAMINATION_CPU_SECONDS
    wall_seconds: float = budgets.EXAMINATION_SECONDS
    memory_bytes: int = budgets.EXAMINATION_MEMORY_BYTES


def run(function: Callable[..., Any] | str, source: BinaryIO, limits: JobLimits | None = None, **arguments: Any) -> Any:
    """Return what a function makes of some content; named ``module:function``, it is loaded in the sandbox alone.

    Raises:
        SandboxBusy: too many jobs wait.
        SandboxFailed: it raised, crashed, or went over its limits.
    """
    with ExitStack() as held:
        held.enter_context(_places().place())
        content = held.enter_context(tempfile.TemporaryFile())
        source.seek(0)
        shutil.copyfileobj(source, content)
        content.seek(0)
        share = limits or JobLimits()
        module, _, name = named(function).partition(":")
        job = {
            "module": module, "function": name,
            "arguments": arguments, "limits": asdict(share),
        }  # fmt: skip
        told = held.enter_context(_process_of_jobs().started(job, content))
        return _result(_answer(told, time.monotonic() + share.wall_seconds + GRACE_SECONDS))


def named(function: Callable[..., Any] | str) -> str:
    """Return the name ``module:function`` by which the sandbox finds a function."""
    return function if isinstance(function, str) else f"{function.__module__}:{function.__name__}"


def warm(*modules: str) -> None:
    """Have modules loaded where jobs run, so that the first job waits for none."""
    for module in modules:
        _process_of_jobs().load(module)


class JobPlaces:
    """The places where jobs run and wait; who finds none is told at once."""

    def __init__(self, *, running: int, waiting: int, wait_seconds: float) -> None:
        self._run = threading.BoundedSemaphore(running)
        self._wait = threading.BoundedSemaphore(running + waiting)
        self._wait_seconds = wait_seconds

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place to run in for the length of a block, or raise `SandboxBusy`."""
        with _held(self._wait, 0), _held(self._run, self._wait_seconds):
            yield


class SandboxProcess:
    """The process jobs are sent to; one that is gone is replaced."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._jobs: socket.socket | None = None

    @contextmanager
    def started(self, job: dict[str, Any], content: BinaryIO) -> Iterator[int]:
        """Have a job begun, and yield where its result is read."""
        reading, writing = os.pipe()
        try:
            try:
                self._send(job, [content.fileno(), writing])
            finally:
                os.close(writing)
            yield reading
        finally:
            os.close(reading)

    def load(self, module: str) -> None:
        """Have a module loaded for the jobs to come."""
        self._send({"module": module}, [])

    def stop(self) -> None:
        """End the process; a job after this starts another."""
        with self._lock:
            self._end()

    def _send(self, job: dict[str, Any], files: list[int]) -> None:
        message = json.dumps(job).encode()
        with self._lock:
            for attempt in range(2):
                try:
                    return self._deliver(message, files)
                except OSError as fault:
                    self._end()
                    if attempt:
                        raise SandboxFailed("the examining process does not start") from fault
        return None

    def _deliver(self, message: bytes, files: list[int]) -> None:
        jobs = self._jobs or self._begin()
        socket.send_fds(jobs, [message], files)
        if jobs.recv(1) != sandbox_server.ACCEPTED:
            raise ConnectionResetError

    def _begin(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        ours.settimeout(budgets.SANDBOX_START_SECONDS)
        with theirs:
            command = [sys.executable, "-I", str(PROGRAM), str(theirs.fileno()), *sys.path]
            self._process = subprocess.Popen(  # noqa: S603 -- our own program
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=ENVIRONMENT
            )
        self._jobs = ours
        return ours

    def _end(self) -> None:
        if self._jobs is not None:
            self._jobs.close()
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            self._process.wait()
        self._jobs = self._process = None


def _answer(told: int, deadline: float) -> bytes:
    """Read what a job tells until it ends, has its time over, or tells more than it may."""
    answer = bytearray()
    ready = select.poll()  # unlike select, it takes descriptors of any number
    ready.register(told, select.POLLIN)
    while ready.poll(max(0.0, deadline - time.monotonic()) * 1000):
        if not (piece := os.read(told, PIECE)):
            return bytes(answer)
        answer += piece
        if len(answer) > budgets.EXAMINATION_ANSWER_BYTES:
            raise SandboxFailed("the result is too long")
    raise SandboxFailed("the time is over")


def _result(answer: bytes) -> Any:
    head = sandbox_server.HEAD
    if len(answer) < head.size:
        raise SandboxFailed("it ended without a word: over its limits, or a crash")
    kind, length = head.unpack_from(answer)
    said = answer[head.size :]
    if len(said) != length:
        raise SandboxFailed("it ended in the middle of its result")
    if kind == sandbox_server.FAULT:
        raise SandboxFailed(said.decode())
    return said if kind == sandbox_server.BYTES else json.loads(said)


@contextmanager
def _held(places: threading.BoundedSemaphore, seconds: float) -> Iterator[None]:
    if not places.acquire(blocking=seconds > 0, timeout=seconds or None):
        raise SandboxBusy
    try:
        yield
    finally:
        places.release()


@cache
def _places() -> JobPlaces:
    return JobPlaces(
        running=budgets.SANDBOX_RUNNING, waiting=budgets.SANDBOX_WAITING, wait_seconds=budgets.SANDBOX_WAIT_SECONDS
    )


@cache
def _process_of_jobs() -> SandboxProcess:
    server = SandboxProcess()
    atexit.register(server.stop)
    return server
