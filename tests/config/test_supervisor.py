"""Stopping a system that runs on a data folder, from another terminal."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from iskan.config import children, setup_steps, supervisor
from iskan.config.progress import RunFault

# Holds a data folder as `iskan run` does; a deaf one does not end when it is told to.
HOLDER = """
import fcntl, os, signal, sys, time
if sys.argv[2] == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
lock = open(sys.argv[1], "a+")
fcntl.flock(lock, fcntl.LOCK_EX)
lock.truncate(0)
lock.write(str(os.getpid()))
lock.flush()
print("held", flush=True)
time.sleep(120)
"""
Held = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture
def data_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


@pytest.fixture
def held(tmp_path: Path, data_folder: None) -> Iterator[Held]:  # noqa: ARG001 -- its holders hold that folder
    holders: list[subprocess.Popen[str]] = []

    def hold(how: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", HOLDER, str(tmp_path / "run.lock"), how]
        holders.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        assert holders[0].stdout is not None
        assert holders[0].stdout.readline() == "held\n"
        return holders[0]

    yield hold
    for holder in holders:
        holder.kill()
        holder.communicate()


def test_the_one_who_runs_is_told_to_end_and_waited_for(held: Held, capsys: pytest.CaptureFixture[str]) -> None:
    holder = held("obedient")
    assert supervisor.stop([]) == 0
    assert holder.wait(5) == -signal.SIGTERM
    assert "Stopping the running system" in capsys.readouterr().out


@pytest.mark.usefixtures("data_folder")
def test_where_nothing_runs_there_is_nothing_to_stop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert supervisor.stop([]) == 0
    (tmp_path / "run.lock").write_text("4711", encoding="ascii")  # left behind by one that was killed
    assert supervisor.stop([]) == 0
    assert capsys.readouterr().out == ""


def test_one_that_does_not_end_is_named(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = held("deaf")
    monkeypatch.setattr(children, "STOP_SECONDS", -9.0)
    with pytest.raises(RunFault, match="does not stop"):
        supervisor.stop([])
    assert holder.poll() is None


@pytest.mark.usefixtures("data_folder")
def test_wiping_takes_the_systems_own_files_and_leaves_all_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup_steps, "DATA", ("documents", "secret_key.txt", "elsewhere"))
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "one.pdf").write_bytes(b"%PDF")
    (tmp_path / "secret_key.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("somebody's own", encoding="utf-8")
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "elsewhere").symlink_to(outside)
    assert supervisor.reset([]) == 0
    assert {path.name for path in tmp_path.iterdir()} - {"run.lock"} == {"notes.txt", "outside"}
