"""The system's own processes, each a verb of `iskan`: web server, worker, and a mail server for demonstrations."""

import asyncio
import logging
import signal
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import django
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from granian.constants import Interfaces
from granian.server import Server
from procrastinate.exceptions import ConnectorException

from iskan.config import console, environment

logger = logging.getLogger(__name__)

SHORTEST_WAIT, LONGEST_WAIT = 1.0, 30.0


def web(_arguments: Sequence[str]) -> int:
    """Serve the pages and the API until told to stop."""
    with console.database_for("web", []):
        Server(
            "iskan.config.wsgi:application",
            address=environment.text("ISKAN_HOST", default="127.0.0.1"),
            port=int(environment.text("PORT", default="8000")),
            interface=Interfaces.WSGI,
            workers=int(environment.text("ISKAN_WEB_WORKERS", default="2")),
            blocking_threads=int(environment.text("ISKAN_WEB_THREADS", default="4")),
            # A thread keeps its database connection, so threads are kept too.
            blocking_threads_idle_timeout=600,
            websockets=False,
            respawn_failed_workers=True,
            workers_kill_timeout=15,
        ).serve()
    return 0


def worker(_arguments: Sequence[str]) -> int:
    """Run background jobs until told to stop; a database that goes away is waited for."""
    django.setup()
    with console.database_for("worker", []):
        wait = SHORTEST_WAIT
        while not asyncio.run(_work_until_stopped()):
            logger.warning("The worker lost the database; trying again in %.0f s", wait)
            time.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
    return 0


async def _work_until_stopped() -> bool:
    """Work, and return whether the end was asked for rather than suffered."""
    from procrastinate.contrib.django import app, django_connector  # noqa: PLC0415 -- exists once Django is set up

    connector = django_connector.DjangoConnector().get_worker_connector()
    asked = asyncio.Event()
    with app.replace_connector(connector) as working:
        try:
            async with working.open_async():
                work = asyncio.ensure_future(working.run_worker_async(install_signal_handlers=False))
                _stop_on_signal(asked, work)
                await asyncio.wait([work])
        except ConnectorException:
            return asked.is_set()
    if not asked.is_set() and not work.cancelled() and (fault := work.exception()):
        logger.error("The worker stopped: %s", type(fault).__name__, exc_info=fault)
    return asked.is_set()


def _stop_on_signal(asked: asyncio.Event, work: asyncio.Future[None]) -> None:
    def stop() -> None:
        asked.set()
        work.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)


def mail(arguments: Sequence[str]) -> int:
    """Take in mail by SMTP on the port given and keep each message as a file in the data folder, for demonstrations."""
    from django.conf import settings  # noqa: PLC0415 -- settings are read once the environment is known

    folder = settings.DATA_DIR / "mail"
    folder.mkdir(parents=True, exist_ok=True)
    port = int(next(iter(arguments), "8025"))
    controller = Controller(Mailbox(folder), hostname="127.0.0.1", port=port)
    controller.start()
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
    controller.stop()
    return 0


class Mailbox:
    """Keeps each message as one `.eml` file that a mail program opens, the newest last by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count(1)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- the library's name
        name = f"{datetime.now(tz=UTC):%Y%m%dT%H%M%S}-{next(self.numbers):04}.eml"
        (self.folder / name).write_bytes(envelope.original_content or b"")
        return "250 Message kept"
