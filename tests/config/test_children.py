"""Processes that live and die together."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from iskan.config import children
from iskan.config.children import ChildFault, ProcessSpec, all_started

SLEEPS = (sys.executable, "-c", "import time; time.sleep(120)")
SERVES = (
    "import http.server, sys;"
    "http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()"
)
HAS_A_CHILD = (
    "import subprocess, sys, time;"
    "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(120)']).pid, flush=True);"
    "time.sleep(120)"
)
# A supervisor of its own, to be killed: it says the number of its only child.
SUPERVISES = """
import os, sys, pathlib
from iskan.config.children import ProcessSpec, all_started
part = ProcessSpec("sleeper", "Sleeper", (sys.executable, "-c", "import time; time.sleep(120)"))
with all_started([part], os.environ, pathlib.Path(sys.argv[1])) as started:
    print("CHILD", started[0].process.pid, flush=True)
    started[0].process.wait()
"""


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def wait_for(condition: object, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:  # type: ignore[operator] # a function without arguments
        time.sleep(0.05)
    return bool(condition())  # type: ignore[operator] # as above


def test_a_part_is_ready_when_its_health_page_says_so(tmp_path: Path, unused_port: int) -> None:
    part = ProcessSpec(
        "server", "Server", (sys.executable, "-c", SERVES, str(unused_port)),
        port=unused_port, health=f"http://127.0.0.1:{unused_port}/",
    )  # fmt: skip
    with all_started([part], os.environ, tmp_path) as started:
        assert part.is_ready()
        pid = started[0].process.pid
    assert is_gone(pid)
    assert not part.is_ready()


def test_early_ones_run_while_the_rest_is_prepared_and_end_where_that_fails(tmp_path: Path) -> None:
    early, late = ProcessSpec("early", "Early", SLEEPS), ProcessSpec("late", "Late", SLEEPS)
    seen: list[str] = []

    def prepare() -> None:
        seen.extend(path.name for path in tmp_path.iterdir())

    with all_started([late], os.environ, tmp_path, early=[early], meanwhile=prepare) as started:
        assert seen == ["early.log"]
        assert [child.part.name for child in started] == ["early", "late"]
    before, pids = set(psutil.Process().children()), set()

    def fail() -> None:
        pids.update(set(psutil.Process().children()) - before)
        raise ChildFault("the database is another's")

    with (
        pytest.raises(ChildFault, match="another's"),
        all_started([late], os.environ, tmp_path, early=[early], meanwhile=fail),
    ):
        pass
    assert len(pids) == 1
    assert is_gone(pids.pop().pid)


def test_what_a_part_started_ends_with_it(tmp_path: Path) -> None:
    part = ProcessSpec("parent", "Parent", (sys.executable, "-c", HAS_A_CHILD))
    with all_started([part], os.environ, tmp_path) as started:
        assert wait_for(lambda: started[0].log.read_text(encoding="utf-8").strip())
        grandchild = int(started[0].log.read_text(encoding="utf-8"))
        assert not is_gone(grandchild)
    assert wait_for(lambda: is_gone(grandchild))


def test_one_that_ends_by_itself_ends_all_and_is_quoted(tmp_path: Path) -> None:
    calm = ProcessSpec("calm", "Calm", SLEEPS)
    broken = ProcessSpec("broken", "Broken", (sys.executable, "-c", "import sys; print('no such key'); sys.exit(3)"))
    started: list[children.Child] = []

    def run() -> None:
        nonlocal started
        with all_started([calm, broken], os.environ, tmp_path) as started:
            children.watch(started, meanwhile=lambda: None)

    with pytest.raises(ChildFault, match=r"(?s)Broken ended by itself \(exit code 3\).*no such key"):
        run()
    assert all(is_gone(child.process.pid) for child in started)


def test_one_that_never_gets_ready_is_given_up(
    tmp_path: Path, unused_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "READY_SECONDS", 0.5)
    deaf = ProcessSpec("deaf", "Deaf", SLEEPS, port=unused_port)
    with pytest.raises(ChildFault, match="Deaf was not ready"), all_started([deaf], os.environ, tmp_path):
        pass


def test_a_stubborn_part_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "STOP_SECONDS", 1)
    script = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(120)"
    )
    with all_started(
        [ProcessSpec("stubborn", "Stubborn", (sys.executable, "-c", script))], os.environ, tmp_path
    ) as started:
        assert wait_for(lambda: "up" in started[0].log.read_text(encoding="utf-8"))
    assert is_gone(started[0].process.pid)


def test_the_log_before_is_kept(tmp_path: Path) -> None:
    part = ProcessSpec("sleeper", "Sleeper", SLEEPS)
    for _ in range(2):
        with all_started([part], os.environ, tmp_path):
            pass
    assert {path.name for path in tmp_path.iterdir()} == {"sleeper.log", "sleeper.previous.log"}


def test_one_the_others_do_without_is_started_again(tmp_path: Path) -> None:
    calm = ProcessSpec("calm", "Calm", SLEEPS)
    spare = ProcessSpec("spare", "Spare", SLEEPS, is_dispensable=True)
    with all_started([calm, spare], os.environ, tmp_path) as started:
        killed = started[1].process
        killed.kill()
        killed.wait()
        children.raise_if_ended(started)
        assert children.start_again(started, os.environ, tmp_path) == ["Spare"]
        assert started[1].process.pid != killed.pid
        assert started[1].process.poll() is None
        assert children.start_again(started, os.environ, tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its killed parent")
def test_children_of_a_killed_supervisor_end(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SUPERVISES, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        line = next(text for text in supervisor.stdout if text.startswith("CHILD"))
        supervisor.send_signal(signal.SIGKILL)
    assert wait_for(lambda: is_gone(int(line.split()[1])))
