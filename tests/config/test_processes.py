"""The worker's patience with a database that is away, and the web process's way to its server."""

import os
import signal
import subprocess
import sys
from functools import partialmethod
from pathlib import Path

import pytest
from psycopg_pool import AsyncConnectionPool

from iskan.config import processes
from iskan.config.processes import LONGEST_WAIT, SHORTEST_WAIT, next_wait
from iskan.foundation.jobs import WorkerConnector


def test_tries_that_fail_at_once_come_less_and_less_often() -> None:
    waits = [SHORTEST_WAIT]
    for _ in range(8):
        waits.append(next_wait(waits[-1], lasted=0.1))
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT


def test_after_a_time_of_work_the_worker_is_back_at_once() -> None:
    assert next_wait(LONGEST_WAIT, lasted=60.0) == SHORTEST_WAIT


def test_a_database_that_does_not_answer_is_tried_again_until_it_does(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], unused_port: int
) -> None:
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            raise SystemExit(128 + signal.SIGTERM)

    monkeypatch.setenv("DATABASE_URL", "somebody else's server")
    monkeypatch.setattr("iskan.config.processes.time.sleep", wait)
    monkeypatch.setattr(AsyncConnectionPool, "open", partialmethod(AsyncConnectionPool.open, timeout=0.2))
    nowhere = f"postgresql://nobody@127.0.0.1:{unused_port}/iskan"
    monkeypatch.setattr(processes, "worker_connector", lambda: WorkerConnector(conninfo=nowhere))
    with pytest.raises(SystemExit):
        processes.worker([])
    assert waits == [2.0, 4.0]
    assert "The worker lost the database; trying again in 4 s" in capfd.readouterr().err


# Neither a database nor a server is started; what is looked at is the way there, in a process where nothing is loaded.
WAY_TO_THE_SERVER = """
import contextlib, os
from unittest.mock import patch
from iskan.config import console, processes
os.environ["DJANGO_SETTINGS_MODULE"] = "iskan.config.settings.base"
with patch.object(console.embedded, "running", lambda _folder: contextlib.nullcontext()), \
        patch.object(processes, "Server") as server:
    processes.web([])
server.return_value.serve.assert_called_once_with()
print(os.environ.get("PROMETHEUS_MULTIPROC_DIR", "nothing is counted together"))
"""


@pytest.mark.parametrize(
    ("token", "told"), [("", "nothing is counted together"), ("of-the-monitoring", "{folder}/metrics/web")]
)
def test_the_web_process_comes_to_its_server_whether_or_not_it_is_counted(
    tmp_path: Path, token: str, told: str
) -> None:
    env = os.environ | {"ISKAN_DATA_DIR": str(tmp_path), "DATABASE_URL": "", "ISKAN_METRICS_TOKEN": token}
    done = subprocess.run(
        [sys.executable, "-c", WAY_TO_THE_SERVER], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == told.format(folder=tmp_path)
