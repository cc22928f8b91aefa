"""The embedded PostgreSQL server: shared, durable, found without being started, indifferent to crashes."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import psycopg
import pytest

from iskan.config import embedded


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Yield a data folder the server's account can reach."""
    yield tmp_path
    embedded.release(tmp_path)
    embedded.stop(tmp_path)


def ask(folder: Path, question: str) -> object:
    with closing(psycopg.connect(embedded.url(folder), autocommit=True)) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[arg-type] # the test's own words
        return row[0] if row else None


def postmaster(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text(encoding="utf-8").split()[0])


def hold_until_told(folder: Path, held: object, told: object) -> None:
    with embedded.running(folder):
        held.set()  # type: ignore[attr-defined] # a multiprocessing event
        told.wait(30)  # type: ignore[attr-defined] # a multiprocessing event


def test_address_is_known_before_anything_runs(tmp_path: Path) -> None:
    address = embedded.url(tmp_path / "data")
    assert address.startswith("postgresql://postgres@/iskan?host=/")
    assert not (tmp_path / "data").exists()


def test_address_of_a_deep_folder_is_short(tmp_path: Path) -> None:
    deep = tmp_path / ("folder" * 20)
    server = embedded.Server(deep)
    assert len(str(server.socket_dir / embedded.SOCKET_NAME)) < embedded.LONGEST_SOCKET_PATH
    assert embedded.url(deep) == embedded.url(deep) != embedded.url(tmp_path / "other")


def test_it_serves_arabic_safely_and_stops_with_its_only_user(folder: Path) -> None:
    with embedded.running(folder):
        assert ask(folder, "SHOW fsync") == "on"
        assert ask(folder, "SELECT to_tsvector('arabic', 'الوحدات السكنية')::text") == "'سكن':2 'وحد':1"
        assert ask(folder, "SHOW server_encoding") == "UTF8"
    with pytest.raises(psycopg.OperationalError):
        ask(folder, "SELECT 1")


def test_data_outlive_a_restart(folder: Path) -> None:
    with embedded.running(folder), closing(psycopg.connect(embedded.url(folder), autocommit=True)) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('مدينة سلمان')")
    with embedded.running(folder):
        assert ask(folder, "SELECT word FROM kept") == "مدينة سلمان"


def test_it_stays_up_while_another_process_uses_it(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, told = context.Event(), context.Event()
    other = context.Process(target=hold_until_told, args=(folder, held, told))
    other.start()
    assert held.wait(30)
    with embedded.running(folder):
        pass
    assert ask(folder, "SELECT 1") == 1
    told.set()
    other.join(30)
    with pytest.raises(psycopg.OperationalError):
        ask(folder, "SELECT 1")


def test_a_killed_user_leaves_a_server_the_next_one_takes_over(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, told = context.Event(), context.Event()
    other = context.Process(target=hold_until_told, args=(folder, held, told))
    other.start()
    assert held.wait(30)
    other.kill()
    other.join(30)
    assert ask(folder, "SELECT 1") == 1
    with embedded.running(folder):
        assert ask(folder, "SELECT 1") == 1
    with pytest.raises(psycopg.OperationalError):
        ask(folder, "SELECT 1")


@pytest.mark.parametrize("whole_family", [True, False])
def test_a_killed_server_comes_back_with_its_data(folder: Path, *, whole_family: bool) -> None:
    embedded.ensure_running(folder)
    with closing(psycopg.connect(embedded.url(folder), autocommit=True)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    crash(postmaster(folder), whole_family=whole_family)
    embedded.ensure_running(folder)
    assert ask(folder, "SELECT number FROM kept") == 7


def crash(pid: int, *, whole_family: bool) -> None:
    """Kill a server, with its children as a power cut would, or alone."""
    children = psutil.Process(pid).children(recursive=True) if whole_family else []
    family = [psutil.Process(pid), *children]
    for process in family:
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in family) and time.monotonic() < deadline:
        time.sleep(0.05)


def test_a_pid_file_that_names_somebody_else_is_forgotten(folder: Path) -> None:
    with embedded.running(folder):
        pass
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        stale = folder / "postgres" / "postmaster.pid"
        stale.write_text(f"{stranger.pid}\n{folder / 'postgres'}\n0\n5432\n", encoding="utf-8")
        with embedded.running(folder):
            assert ask(folder, "SELECT 1") == 1
    finally:
        stranger.kill()
        stranger.wait()


def test_a_deep_folder_works_all_the_same(tmp_path: Path) -> None:
    deep = tmp_path / ("folder" * 20)
    try:
        with embedded.running(deep, disposable=True):
            assert ask(deep, "SHOW fsync") == "off"
    finally:
        embedded.Server(deep).socket_dir.rmdir()


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    deep = tmp_path / ("folder" * 20)
    planted = embedded.Server(deep).socket_dir
    planted.mkdir(mode=0o777)
    planted.chmod(0o777)
    try:
        with pytest.raises(embedded.EmbeddedServerFault, match="belongs to somebody else"):
            embedded.ensure_running(deep)
    finally:
        embedded.release(deep)
        planted.rmdir()


def test_a_half_made_cluster_is_made_anew(folder: Path) -> None:
    (folder / "postgres.new").mkdir(parents=True)
    (folder / "postgres.new" / "rubble").write_text("", encoding="utf-8")
    with embedded.running(folder):
        assert ask(folder, "SELECT 1") == 1


def test_a_cluster_of_another_version_is_refused(folder: Path) -> None:
    with embedded.running(folder):
        pass
    (folder / "postgres" / "PG_VERSION").write_text("14\n", encoding="utf-8")
    with pytest.raises(embedded.EmbeddedServerFault, match="was made by PostgreSQL 14"):
        embedded.ensure_running(folder)


def test_what_the_server_says_is_passed_on_when_it_does_not_start(folder: Path) -> None:
    with embedded.running(folder):
        pass
    with (folder / "postgres" / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
        settings.write("shared_buffers = 'nonsense'\n")
    with pytest.raises(embedded.EmbeddedServerFault, match="shared_buffers"):
        embedded.ensure_running(folder)


@pytest.mark.parametrize("closed", [True, False])
def test_it_runs_as_root_under_a_closed_home(folder: Path, *, closed: bool) -> None:
    if os.geteuid() != 0:
        assert embedded.Server(folder).account is None
        return
    home = folder / "home"
    home.mkdir(mode=0o700 if closed else 0o755)
    data = home / "data"
    try:
        with embedded.running(data):
            assert ask(data, "SELECT 1") == 1
            assert psutil.Process(postmaster(data)).uids().effective != 0
        assert home.stat().st_mode & 0o077 == (0 if closed else 0o055)
    finally:
        embedded.stop(data)
