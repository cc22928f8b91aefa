"""`iskan run`: everything this system is made of, started in order, on this machine, for one terminal."""

import fcntl
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import django

from iskan.config import banner, children, console, embedded, environment, ports, setup_steps
from iskan.config.children import Child, ProcessSpec
from iskan.config.progress import RunFault, say, step

HELPERS = {"registers": 1, "sms": 2, "ekey": 3, "mail": 4, "beacon": 5, "timestamps": 6, "payments": 7, "treasury": 8}


def run(_arguments: Sequence[str]) -> int:
    """Start everything, print who can sign in where, and stay until told to stop or a process ends."""
    port = environment.number("PORT", default=8000, most=environment.HIGHEST_PORT)
    with _hold(port) as own, ExitStack() as held:
        helpers = {name: held.enter_context(ports.bind_near(port + offset)) for name, offset in HELPERS.items()}
        places = {name: ports.number(kept) for name, kept in helpers.items()}
        setup_steps.install_front_end()
        setup_steps.build_assets()
        os.environ.update(_addresses(port, places))
        django.setup()
        return _serve(port, places, let_helpers_go=held.close, let_go=own.close)


def _serve(port: int, places: dict[str, int], *, let_helpers_go: Callable[[], None], let_go: Callable[[], None]) -> int:
    from django.conf import settings  # noqa: PLC0415 -- settings are read once the environment is known

    def prepare() -> None:
        setup_steps.prepare_data()
        let_go()

    with _alone(settings.DATA_DIR), _database(settings.DATA_DIR):
        let_helpers_go()
        with (
            children.all_started(
                _parts(port), os.environ, settings.DATA_DIR / "logs",
                early=_helpers(places, settings.DATA_DIR), meanwhile=prepare,
            ) as started,
            suppress(KeyboardInterrupt),
        ):  # fmt: skip
            banner.show(settings.SITE_URL, settings.DATA_DIR)
            children.watch(started, meanwhile=lambda: _look_after(started, settings.DATA_DIR / "logs"))
    return 0


def stop(_arguments: Sequence[str]) -> int:
    """End the system that runs on this data folder, if one does."""
    folder = _data_dir()
    if pid := _running_pid(folder):
        with step("Stopping the running system"):
            os.kill(pid, signal.SIGTERM)
            _wait_until_gone(folder)
    embedded.stop(folder)
    return 0


def reset(arguments: Sequence[str]) -> int:
    """End the running system and wipe its data: database, documents, mails, keys."""
    stop(arguments)
    folder = _data_dir()
    with step(f"Wiping {folder}"):
        for name in setup_steps.DATA:
            _remove(folder / name)
    return 0


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _data_dir() -> Path:
    from django.conf import settings  # noqa: PLC0415 -- settings are read once the environment is known

    folder: Path = settings.DATA_DIR
    return folder


def _addresses(port: int, places: dict[str, int]) -> dict[str, str]:
    """Return what the processes must know of each other; what the environment already says stands."""
    told = {
        "PORT": str(port),
        "ISKAN_REGISTERS_URL": f"http://{ports.LOOPBACK}:{places['registers']}",
        "ISKAN_SMS_URL": f"http://{ports.LOOPBACK}:{places['sms']}",
        "ISKAN_EKEY_URL": f"http://{ports.LOOPBACK}:{places['ekey']}",
        "ISKAN_TIMESTAMP_URL": f"http://{ports.LOOPBACK}:{places['timestamps']}",
        "ISKAN_PAYMENTS_URL": f"http://{ports.LOOPBACK}:{places['payments']}",
        "ISKAN_TREASURY_URL": f"http://{ports.LOOPBACK}:{places['treasury']}",
        "EMAIL_URL": f"smtp://{ports.LOOPBACK}:{places['mail']}",
    }
    if os.environ.get("ISKAN_BEACON", "stand-in") == "stand-in":
        told["ISKAN_BEACON_URLS"] = f"http://{ports.LOOPBACK}:{places['beacon']}"
    return told | {name: os.environ[name] for name in told if name in os.environ}


def _helpers(places: dict[str, int], folder: Path) -> list[ProcessSpec]:
    """Return the stand-ins, which need no database: they get ready while it is prepared."""
    mailbox = (sys.executable, "-m", "iskan.config.mailbox", str(places["mail"]), str(folder / "mail"))
    return [
        _simulator("registers", "Registers of other bodies (simulated)", "iskan.integrations.simulators", places),
        _simulator("ekey", "eKey sign-in (simulated)", "iskan.integrations.ekey.simulator", places),
        _simulator("sms", "SMS gateway (simulated)", "iskan.integrations.sms.simulator", places),
        _simulator("beacon", "Public beacon (a stand-in)", "iskan.integrations.beacon.simulator", places),
        _simulator(
            "timestamps", "Time-stamping authority (a stand-in)", "iskan.integrations.timestamps.simulator", places
        ),
        _simulator("payments", "Payment provider (a stand-in)", "iskan.integrations.payment_gateway.simulator", places),
        _simulator("treasury", "Bank that pays (a stand-in)", "iskan.integrations.treasury.simulator", places),
        ProcessSpec("mail", "Mail server (keeps what it gets)", mailbox, port=places["mail"]),
    ]


def _parts(port: int) -> list[ProcessSpec]:
    """Return the system's own processes."""
    return [
        ProcessSpec("worker", "Worker", _verb("worker")),
        *_archive(),
        ProcessSpec("web", "Web server", _verb("web"), port=port, health=f"http://{ports.LOOPBACK}:{port}/healthz"),
    ]


def _archive() -> list[ProcessSpec]:
    """Return the receiver of the database's log, where the installation has a place for it."""
    from django.conf import settings  # noqa: PLC0415 -- settings are read once the environment is known

    if settings.ISKAN_BACKUP_DIR is None or settings.ISKAN_BACKUP_LOG == "off":
        return []
    return [ProcessSpec("archive", "Receiver of the database's log", _verb("archive"), is_dispensable=True)]


def _simulator(name: str, title: str, module: str, places: dict[str, int]) -> ProcessSpec:
    command = (sys.executable, "-m", module, "--port", str(places[name]))
    return ProcessSpec(
        name, title, command, port=places[name], health=f"http://{ports.LOOPBACK}:{places[name]}/healthz"
    )


def _verb(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "iskan", *words)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Refuse to run twice on one data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "run.lock").open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise RunFault(f"The system already runs on {folder}. Stop it first: .venv/bin/iskan stop") from held
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
        lock.truncate(0)


@contextmanager
def _database(folder: Path) -> Iterator[None]:
    if not console.uses_embedded_server():
        yield
        return
    with step("PostgreSQL"):
        embedded.ensure_running(folder)
    try:
        yield
    finally:
        with suppress(embedded.EmbeddedServerFault):
            embedded.release(folder)


def _look_after(started: list[Child], logs: Path) -> None:
    """Start again the embedded server, and what the others do without for a while, should they have been killed."""
    if console.uses_embedded_server():
        embedded.ensure_running(_data_dir())
    for title in children.start_again(started, os.environ, logs):
        say(f"{title} ended and was started again; what it said is in {logs}.")


def _running_pid(folder: Path) -> int | None:
    path = folder / "run.lock"
    if not path.exists():
        return None
    with path.open("r", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(lock.read())
    return None


def _wait_until_gone(folder: Path) -> None:
    deadline = time.monotonic() + children.STOP_SECONDS + 10
    while _running_pid(folder):
        if time.monotonic() > deadline:
            raise RunFault(f"The system on {folder} does not stop. Its number is in {folder / 'run.lock'}.")
        time.sleep(0.2)


def _hold(port: int) -> socket.socket:
    try:
        return ports.hold(port)
    except OSError as taken:
        message = f"Port {port} is taken by another program. Choose another: make run PORT={port + 100}"
        raise RunFault(message) from taken
