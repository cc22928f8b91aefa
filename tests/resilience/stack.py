"""The system as real processes on a data folder of its own, each of which a test may kill and start again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
from tests.ports import free_ports

from iskan.config import children, embedded, supervisor
from iskan.config.children import Child, ProcessSpec

PEOPLE = 300
FAMILY_OF_PORTS = 1 + len(supervisor.HELPERS)
PATIENCE = 90.0


def environment(folder: Path, port: int) -> dict[str, str]:
    """Return what an installation without the demonstration is told, on a folder and a port of its own.

    Its processes are not traced: how fast they are ready, and what they do when one falls, is what is looked at.
    """
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ISKAN_", "DJANGO_", "EMAIL_", "PYTEST_", "COV")) and name != "SECRET_KEY"
    }
    return inherited | {
        "PORT": str(port), "ISKAN_DATA_DIR": str(folder), "ISKAN_WITHOUT_DEMO": "1", "DATABASE_URL": "",
        "ISKAN_SITE_URL": f"http://127.0.0.1:{port}", "ISKAN_SYNTHETIC_PEOPLE": str(PEOPLE),
    }  # fmt: skip


def eventually(asked: Callable[[], Any], *, within: float = PATIENCE, every: float = 0.2) -> Any:
    """Return the first answer that is true, or the last one when the time is over."""
    until = time.monotonic() + within
    while not (answer := asked()) and time.monotonic() < until:
        time.sleep(every)
    return answer


@dataclass
class Stack:
    """The parts `iskan run` starts, without its watchman: what a test kills stays dead until it is started again."""

    folder: Path
    port: int
    env: dict[str, str]
    parts: dict[str, ProcessSpec]
    running: dict[str, Child] = field(default_factory=dict)

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def url(self, part: str) -> str:
        return f"http://127.0.0.1:{self.parts[part].port}"

    def iskan(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run one command line of the product's console on this installation."""
        command = [sys.executable, "-m", "iskan", *arguments]
        return subprocess.run(command, env=self.env | env, capture_output=True, text=True, timeout=120, check=False)

    def start(self, *names: str) -> None:
        """Start parts and wait until they are ready; what they said before is kept."""
        started = []
        for name in names:
            self._keep_log(name)
            self.running[name] = children._start(self.parts[name], self.env, self.logs)
            started.append(self.running[name])
        for child in started:
            children._wait_until_ready(child, started)

    def stop(self, *names: str) -> None:
        """End parts as an orderly shutdown does."""
        children._end_all([self.running.pop(name) for name in names])

    def kill(self, name: str) -> None:
        """Kill a part and all it started, without a word of warning."""
        child = self.running.pop(name)
        os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()

    def revive(self) -> None:
        """Start again whatever has ended, as a service manager does."""
        for name in [name for name, child in self.running.items() if child.process.poll() is not None]:
            del self.running[name]
        self.start(*(name for name in self.parts if name not in self.running))

    def kill_web_worker(self, number: int = 0) -> None:
        """Kill one of the processes that answer requests; its parent lives."""
        workers = psutil.Process(self.running["web"].process.pid).children()
        if workers:
            workers[number % len(workers)].kill()

    def kill_web_workers(self) -> None:
        """Kill every process that answers requests, as they are now: their parent may already start others."""
        for worker in psutil.Process(self.running["web"].process.pid).children():
            worker.kill()

    def crash_database(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """End PostgreSQL in the middle of whatever it does: SIGQUIT is its immediate shutdown, SIGKILL a power cut."""
        pid_file = self.folder / "postgres" / "postmaster.pid"
        postmaster = psutil.Process(int(pid_file.read_text(encoding="utf-8").split()[0]))
        postmaster.send_signal(how)
        postmaster.wait(30)

    def start_database(self) -> None:
        """Bring PostgreSQL back, which recovers by its log."""
        embedded.ensure_running(self.folder)

    @contextmanager
    def without_database(self) -> Iterator[None]:
        """Have no PostgreSQL for the length of a block."""
        self.crash_database()
        try:
            yield
        finally:
            self.start_database()

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Have none of its processes run for the length of a block, PostgreSQL included."""
        self.stop(*self.running)
        embedded.release(self.folder)
        try:
            yield
        finally:
            self.start_database()
            self.start(*self.parts)

    @contextmanager
    def moods(self, part: str, **moods: Any) -> Iterator[None]:
        """Have a stand-in behave otherwise for the length of a block."""
        self.feel(part, **moods)
        try:
            yield
        finally:
            self.feel(part, **dict.fromkeys(moods, "normal"))

    def feel(self, part: str, **moods: Any) -> None:
        """Set how a stand-in behaves from now on."""
        httpx.put(f"{self.url(part)}/control/moods", json=moods, trust_env=False).raise_for_status()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Read the database directly: what a test believes comes from there, not from the pages."""
        with psycopg.connect(embedded.url(self.folder), autocommit=True) as connection:
            cursor = connection.execute(query.encode(), values)
            return cursor.fetchall() if cursor.description else []

    def one(self, query: str, *values: object) -> Any:
        return self.rows(query, *values)[0][0]

    @contextmanager
    def held(self, table: str) -> Iterator[Callable[[], bool]]:
        """Hold a table shut, so that whoever comes to it stands in the middle of their work; yield whether one does."""
        with psycopg.connect(embedded.url(self.folder)) as connection:
            connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE".encode())
            waiting = "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND relation = %s::regclass"
            yield lambda: bool(connection.execute(waiting.encode(), [table]).fetchone()[0])  # type: ignore[index]  # always one row

    def health(self) -> tuple[int, dict[str, Any]]:
        """Return what `/healthz` answers."""
        answer = httpx.get(f"{self.site}/healthz", timeout=20, trust_env=False)
        return answer.status_code, answer.json()

    def is_fit(self) -> bool:
        try:
            return self.health()[0] == 200
        except httpx.TransportError:
            return False

    def has_no_work_left(self) -> bool:
        """Say whether the worker has done all that is due or will be."""
        waiting = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND task_name <> ALL(%s)"
        return not self.one(waiting, ["notifications.confirm", "foundation.take_up_stalled_jobs"])

    def said(self) -> str:
        """Return everything its processes ever said."""
        places = [*self.logs.glob("**/*.log"), self.folder / "postgres" / "server.log"]
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in places if path.exists())

    def _keep_log(self, name: str) -> None:
        log, kept = self.logs / f"{name}.log", self.logs / "before" / f"{name}.log"
        if log.exists():
            kept.parent.mkdir(exist_ok=True)
            with kept.open("ab") as history:
                history.write(log.read_bytes())


@contextmanager
def running(folder: Path) -> Iterator[Stack]:
    """Yield the whole system, set up on an empty folder and ended with the block."""
    port, *others = free_ports(FAMILY_OF_PORTS)
    ports = dict(zip(supervisor.HELPERS, others, strict=True))
    env = environment(folder, port)
    addresses = {
        "ISKAN_REGISTERS_URL": ports["registers"], "ISKAN_SMS_URL": ports["sms"], "ISKAN_EKEY_URL": ports["ekey"],
    }  # fmt: skip
    env |= {name: f"http://127.0.0.1:{number}" for name, number in addresses.items()}
    env["EMAIL_URL"] = f"smtp://127.0.0.1:{ports['mail']}"
    parts = {part.name: part for part in (*supervisor._helpers(ports, folder), *supervisor._parts(port))}
    stack = Stack(folder=folder, port=port, env=env, parts=parts)
    stack.logs.mkdir(parents=True)
    with embedded.running(folder):
        try:
            done = stack.iskan("setup")
            assert done.returncode == 0, done.stdout + done.stderr
            stack.start(*parts)
            yield stack
        finally:
            stack.stop(*stack.running)
