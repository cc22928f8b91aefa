"""The real web server as a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from tests.ports import free_port

PROJECT = Path(__file__).resolve().parents[2]
READY_SECONDS = 60
FULL_SIZE = 1_000_000


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers, and the process to look at."""

    port: int
    pid: int

    def worker_megabytes(self) -> float:
        """Return the largest resident size of a worker, in MB (10⁶ bytes)."""
        children = psutil.Process(self.pid).children(recursive=True)
        return max((child.memory_info().rss for child in children), default=0) / 1e6

    def cpu_seconds(self) -> float:
        """Return the processor time of the server's processes so far."""
        processes = [psutil.Process(self.pid), *psutil.Process(self.pid).children(recursive=True)]
        return sum(sum(process.cpu_times()[:2]) for process in processes)


def folder(cases: int) -> Path:
    """Return where the data of a load run of this size lies."""
    data = Path(os.environ.get("ISKAN_DATA_DIR", PROJECT / ".data"))
    return data / ("bench" if cases == FULL_SIZE else f"bench-{cases}")


def database_seconds() -> float:
    """Return the processor time of the database's processes so far."""
    cluster = Path(os.environ["ISKAN_DATA_DIR"]) / "postgres"
    first = psutil.Process(int((cluster / "postmaster.pid").read_text().split()[0]))
    ended = sum(first.cpu_times()[2:4])  # of connections closed meanwhile, whose processes the first has waited for
    return ended + sum(sum(process.cpu_times()[:2]) for process in (first, *first.children(recursive=True)))


def backend_seconds() -> float:
    """Return the processor time so far of the database's process that serves this one, as Linux counts it."""
    from django.db import connection  # noqa: PLC0415 -- settings are named only now

    spent = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text(encoding="ascii")
    return int(spent.split()[0]) / 1e9


@contextmanager
def serving(command: list[str], environment: dict[str, str]) -> Iterator[Served]:
    """Yield a server started with a free port in ``PORT``; it ends with the block."""
    port = free_port()
    env = {**os.environ, **environment, "PORT": str(port)}
    log = Path(environment["ISKAN_DATA_DIR"]) / f"bench-{port}.log"
    with log.open("w") as output, subprocess.Popen(command, env=env, stdout=output, stderr=output) as process:
        try:
            _wait(port, process, log)
            yield Served(port, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def product() -> list[str]:
    """Return the command that serves the product."""
    return [sys.executable, str(PROJECT / "manage.py"), "web"]


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-2000:]}")
