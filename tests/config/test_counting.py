"""Where processes count together: only if somebody may read it, and without what the dead left."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from iskan.config.counting import count_together
from iskan.foundation.metrics_page import FOLDER_SETTING


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ISKAN_METRICS_TOKEN", "ISKAN_METRICS_NETWORKS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(FOLDER_SETTING, "before")


def test_where_nobody_may_read_nothing_is_kept(tmp_path: Path) -> None:
    count_together("web", tmp_path)
    assert os.environ[FOLDER_SETTING] == "before"
    assert not list(tmp_path.iterdir())


def test_what_the_dead_counted_is_forgotten_and_of_the_living_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISKAN_METRICS_NETWORKS", "127.0.0.1")
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    folder = tmp_path / "metrics" / "web"
    folder.mkdir(parents=True)
    of_the_dead, of_the_living = folder / f"counter_{ended.pid}.db", folder / f"counter_{os.getpid()}.db"
    of_another_account, of_nobody = folder / "counter_1.db", folder / "counter_.db"
    for path in (of_the_dead, of_the_living, of_another_account, of_nobody):
        path.touch()
    count_together("web", tmp_path)
    assert sorted(folder.iterdir()) == sorted([of_the_living, of_another_account])
    assert os.environ[FOLDER_SETTING] == str(folder)


def test_a_process_of_another_account_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_number: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setenv("ISKAN_METRICS_TOKEN", "of-the-monitoring")
    monkeypatch.setattr(os, "kill", forbidden)
    (tmp_path / "metrics" / "worker").mkdir(parents=True)
    kept = tmp_path / "metrics" / "worker" / "counter_4711.db"
    kept.touch()
    count_together("worker", tmp_path)
    assert kept.exists()
