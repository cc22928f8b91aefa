"""The worker's patience with a database that is away."""

import signal
from functools import partialmethod

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
