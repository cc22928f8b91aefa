"""What every test stands on: PostgreSQL for the session, generated examples, and no network beyond this machine."""

import gc
import ipaddress
import os
import socket
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.models.functions import Now
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoDbBlocker
from tests.factories.emptied import empty_what_is_filled
from tests.factories.migrated import migrated_database
from tests.factories.module_rows import row_maker  # noqa: F401 -- a fixture of every folder
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from iskan.config import console, embedded, supervisor
from iskan.foundation.jobs import worker_connector
from iskan.foundation.reading import clear_process_caches

hypothesis_settings.register_profile("dev", deadline=None, max_examples=40)
hypothesis_settings.register_profile(
    "ci", deadline=None, max_examples=200, derandomize=True, print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


# Slowest folders first, that no worker is left alone with one at the end. All of a folder in ONE_SYSTEM treat the same
# started system badly.
SLOWEST = ("tests/resilience/", "tests/config/", "tests/browser/", "tests/demo/", "tests/architecture/")
ONE_SYSTEM = "tests/resilience/"
# They wait for processes to start and to end. One worker takes them all: beside it the others have the processor.
WAITING = ("tests/resilience/", "tests/config/")


# Where `make run`, and `make run PORT=8100` beside it, put the web server and the stand-ins.
PORTS_OF_A_RUNNING_SYSTEM = {first + offset for first in (8000, 8100) for offset in range(1 + len(supervisor.HELPERS))}


class NetworkRefused(RuntimeError):
    """A test reached for an address outside this machine, or for a system that runs beside the tests."""


def pytest_configure(config: pytest.Config) -> None:
    """Bring PostgreSQL up before the first test; under xdist the controller alone holds it."""
    if hasattr(config, "workerinput") or config.option.collectonly or not console.uses_embedded_server():
        return
    try:
        embedded.ensure_running(settings.DATA_DIR, disposable=True)
    except embedded.EmbeddedServerFault as fault:
        raise pytest.UsageError(f"PostgreSQL for the tests could not be started. {fault}") from fault
    config.add_cleanup(lambda: embedded.release(settings.DATA_DIR))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Leave to the collector what tests make, and find what they leave open soon: what their collection loads stays."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slowest folders first, each in the order it had."""
    rank = {folder: place for place, folder in enumerate(SLOWEST)}
    items.sort(
        key=lambda item: next((rank[folder] for folder in SLOWEST if item.nodeid.startswith(folder)), len(SLOWEST))
    )


class SlowestFirst(LoadScopeScheduling):
    """Hand out modules in the order they were collected, and the tests of the one started system as one piece.

    One worker begins with those that wait, the others with the rest; who has none of theirs left takes of the others'.
    """

    def _split_scope(self, nodeid: str) -> str:
        return ONE_SYSTEM if nodeid.startswith(ONE_SYSTEM) else str(super()._split_scope(nodeid))

    def _assign_work_unit(self, node: WorkerController) -> None:
        waits = node is self.nodes[0]
        if mine := next((scope for scope in self.workqueue if scope.startswith(WAITING) is waits), None):
            self.workqueue.move_to_end(mine, last=False)
        super()._assign_work_unit(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> SlowestFirst | None:
    """Take the place of ``--dist loadscope``, which would begin with the modules of most tests."""
    if config.getoption("dist") != "loadscope":
        return None
    config.option.loadscopereorder = False
    return SlowestFirst(config, log)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,  # noqa: ARG001 -- extended
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Copy the database of the tests from one that is migrated already."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:  # noqa: ARG001 -- extended
    """Empty the tables after tests that commit by rows, not by files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: empty_what_is_filled())
        yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        # A thread that outlived its test must not keep the database from being dropped.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        # Where a browser's loop ran while the database was made, this is another connection than the one Django closes.
        connection.close()


@pytest.fixture(autouse=True)
def _read_anew() -> None:
    """Forget what a process keeps of what it read: the rows it came from are gone with the last test."""
    clear_process_caches()


@pytest.fixture(autouse=True, scope="session")
def _this_machine_only() -> Iterator[None]:
    """Refuse every connection that would leave the machine, or meet a system that runs beside the tests."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_loopback(address[0]):
            raise NetworkRefused(f"A test tried to connect to {address[0]}")
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[1] in PORTS_OF_A_RUNNING_SYSTEM:
            raise NetworkRefused(f"A test tried to connect to port {address[1]}, where `make run` may be open")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture
def run_jobs(transactional_db: None) -> Callable[[], None]:  # noqa: ARG001 -- the worker sees only what is committed
    """Return what does all the work that is due, as the worker would, until none is left."""

    def run() -> None:
        due = ProcrastinateJob.objects.filter(status="todo").exclude(scheduled_at__gt=Now())
        while due.exists():
            with app.replace_connector(worker_connector()) as working:
                working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    return run
