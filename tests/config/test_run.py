"""The whole system as `make run` starts it: real processes, from an empty data folder to an empty process table."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from tests.ports import free_port, free_ports
from tests.started import ENDS_WITHIN, started

from iskan.config import supervisor

FAMILY = 1 + len(supervisor.HELPERS)
# Beside the cast. Where nothing is said it is the country, whom the stand-in goes on making for as long as it runs.
PEOPLE = 300


@dataclass
class System:
    """A running system, its address, and what it said while it started."""

    process: subprocess.Popen[str]
    port: int
    env: dict[str, str]
    said: str

    def get(self, path: str) -> tuple[int, str]:
        with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=20) as answer:
            return answer.status, answer.read().decode()

    def iskan(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "iskan", *arguments]
        return subprocess.run(command, env=self.env | env, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """Start the system once for this module, without the demonstration."""
    folder, port = tmp_path_factory.mktemp("system"), free_ports(FAMILY)[0]
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    env = inherited | {
        "PORT": str(port), "ISKAN_DATA_DIR": str(folder), "ISKAN_WITHOUT_DEMO": "1", "SECRET_KEY": "",
        "DATABASE_URL": "", "ISKAN_SYNTHETIC_PEOPLE": str(PEOPLE),
    }  # fmt: skip
    with started(env) as running:
        yield System(running.process, port, env, running.said)


def test_it_says_where_it_is(system: System) -> None:
    assert f"http://localhost:{system.port}/" in system.said
    assert f"http://localhost:{system.port}/en/" in system.said
    assert "النظام يعمل" in system.said


def test_it_is_fit_and_speaks_both_languages(system: System) -> None:
    assert system.get("/healthz")[0] == 200
    assert '<html lang="ar" dir="rtl"' in " ".join(system.get("/")[1].split())
    assert '<html lang="en" dir="ltr"' in " ".join(system.get("/en/")[1].split())


def test_it_runs_once_on_one_folder(system: System) -> None:
    second = system.iskan("run", PORT=str(free_port()))
    assert second.returncode == 1
    assert "The system already runs on" in second.stderr


def test_a_taken_port_is_said_so(system: System, tmp_path: Path) -> None:
    second = system.iskan("run", ISKAN_DATA_DIR=str(tmp_path))
    assert second.returncode == 1
    assert f"Port {system.port} is taken by another program" in second.stderr


def test_a_short_command_leaves_it_running(system: System) -> None:
    assert system.iskan("migrate", "--check").returncode == 0
    assert system.get("/healthz")[0] == 200


def test_a_killed_database_comes_back(system: System) -> None:
    pid_file = Path(system.env["ISKAN_DATA_DIR"]) / "postgres" / "postmaster.pid"

    def running() -> str:
        return pid_file.read_text(encoding="utf-8").split("\n")[0] if pid_file.exists() else ""

    killed = running()
    psutil.Process(int(killed)).kill()
    deadline = time.monotonic() + 60
    # Right after its end the pages may answer once more: back is another server than the one killed.
    while not (back := running() not in {"", killed} and fit(system)) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert back


def fit(system: System) -> bool:
    try:
        return system.get("/healthz")[0] == 200
    except OSError:
        return False


def test_ctrl_c_ends_every_process_and_reset_wipes_the_data(system: System) -> None:
    """Runs last: the system is gone afterwards."""
    family = [psutil.Process(system.process.pid), *psutil.Process(system.process.pid).children(recursive=True)]
    assert len(family) >= 7
    os.killpg(system.process.pid, signal.SIGINT)
    assert system.process.wait(ENDS_WITHIN) == 0
    assert not [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]
    folder = Path(system.env["ISKAN_DATA_DIR"])
    assert (folder / "postgres").exists()
    assert not (folder / "postgres" / "postmaster.pid").exists()
    assert system.iskan("reset").returncode == 0
    assert not list(folder.iterdir())
