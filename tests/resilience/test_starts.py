"""Starting, stopping and starting again: complete, keeping what was there, and saying which part is unfit."""

import signal
import subprocess
import sys

import psutil
import pytest
from tests.resilience.citizen import CONTACT_DETAILS, Citizen
from tests.resilience.stack import Stack, eventually
from tests.started import started

MEMBERS = 7
HALF_WAY = 3
ENDS_WITHIN = 60
STAND_INS = {"ISKAN_REGISTERS_URL", "ISKAN_SMS_URL", "ISKAN_EKEY_URL"}


def _told(stack: Stack) -> dict[str, str]:
    """Return the installation's own settings; the stand-ins' places are for `iskan run` to choose."""
    return {name: value for name, value in stack.env.items() if name not in {"EMAIL_URL", *STAND_INS}}


def _family(process: "subprocess.Popen[str]") -> list[psutil.Process]:
    return [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]


def _alive(family: list[psutil.Process]) -> list[psutil.Process]:
    return [one for one in family if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def test_killed_half_way_it_starts_again_with_all_its_data_and_ends_whole(stack: Stack) -> None:
    person = Citizen(stack.site, "900702301").sign_in()
    reference = person.filed(CONTACT_DETAILS)
    with stack.at_rest():
        _start_and_kill_half_way(stack)
        with started(_told(stack)) as running:
            process = running.process
            assert stack.is_fit()
            assert reference in person.get("/cases/").text, "still signed in, and the case is there"
            family = _family(process)
            assert len(family) >= MEMBERS
            process.terminate()
            assert process.wait(ENDS_WITHIN) in {0, 128 + signal.SIGTERM}
        assert not _alive(family)
        assert not (stack.folder / "postgres" / "postmaster.pid").exists()


def _start_and_kill_half_way(stack: Stack) -> None:
    """Begin a start and kill it, as an impatient administrator or the kernel does; its processes follow it."""
    command = [sys.executable, "-m", "iskan", "run"]
    nothing = subprocess.DEVNULL
    with subprocess.Popen(command, env=_told(stack), stdout=nothing, stderr=nothing, start_new_session=True) as process:
        begun = psutil.Process(process.pid)
        assert eventually(lambda: len(begun.children()) >= HALF_WAY, within=60)
        family = [begun, *begun.children(recursive=True)]
        process.kill()
    assert eventually(lambda: not _alive(family), within=30), _alive(family)


def test_a_taken_port_is_said_in_one_line(stack: Stack) -> None:
    done = stack.iskan("run", ISKAN_DATA_DIR=str(stack.folder / "another"))
    assert done.returncode == 1
    assert f"Port {stack.port} is taken by another program. Choose another: make run PORT=" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["nonsense", "0", "٨٠٠٠"])
def test_a_port_that_is_none_is_said_in_one_line(stack: Stack, port: str) -> None:
    done = stack.iskan("run", PORT=port, ISKAN_DATA_DIR=str(stack.folder / "another"))
    assert done.returncode == 1, done.stdout
    assert "PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_migrations_that_are_missing_are_named(stack: Stack) -> None:
    newest = "SELECT app, name FROM django_migrations WHERE app = 'cases' ORDER BY id DESC LIMIT 1"
    app, name = stack.rows(newest)[0]
    stack.rows("DELETE FROM django_migrations WHERE app = %s AND name = %s", app, name)
    try:
        status, said = stack.health()
        assert status == 503
        assert said["parts"]["migrations"]["fit"] is False
        assert f"{app}.{name}" in said["parts"]["migrations"]["why"]
        assert said["parts"]["database"]["fit"]
    finally:
        stack.rows("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())", app, name)
    assert stack.is_fit()


def test_a_worker_that_stopped_in_order_is_missed_at_once(stack: Stack) -> None:
    stack.stop("worker")
    status, said = stack.health()
    assert status == 503
    assert said["parts"]["worker"] == {"fit": False, "why": "no worker runs"}
    stack.start("worker")
    assert eventually(stack.is_fit, within=30)
