"""The system's own processes, each a verb of `iskan`: the web server and the worker."""

import asyncio
import logging
import signal
import time
from collections.abc import Sequence

import django
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server import Server
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

from iskan.config import console, counting, environment, fitness, loading
from iskan.foundation import budgets
from iskan.foundation.jobs import worker_connector

logger = logging.getLogger(__name__)

SHORTEST_WAIT, LONGEST_WAIT = 1.0, 30.0
A_SHORT_LIFE = 3.0


def web(_arguments: Sequence[str]) -> int:
    """Serve the pages and the API until told to stop."""
    counting.count_together("web", environment.data_dir(console.PROJECT_ROOT))
    with console.database_for("web", []):
        fitness.require_fit_for_production()
        Server(
            "iskan.config.rsgi:application",
            address=environment.text("ISKAN_HOST", default="127.0.0.1"),
            port=environment.number("PORT", default=8000, most=environment.HIGHEST_PORT),
            interface=Interfaces.RSGI,
            # What the proxy in front speaks; the other version would bring its own ways to hold a connection.
            http=HTTPModes.http1,
            http1_settings=HTTP1Settings(header_read_timeout=budgets.HEADER_MILLISECONDS),
            workers=environment.number("ISKAN_WEB_WORKERS", default=2, most=256),
            websockets=False,
            respawn_failed_workers=True,
            workers_kill_timeout=15,
        ).serve()
    return 0


def worker(_arguments: Sequence[str]) -> int:
    """Run background jobs until told to stop; a database that goes away is waited for."""
    counting.count_together("worker", environment.data_dir(console.PROJECT_ROOT))
    with loading.uncollected():
        django.setup()
        from iskan.config.preloading import preload  # noqa: PLC0415 -- models are ready only now
        from iskan.foundation import tracing  # noqa: PLC0415 -- as above

        preload()
    tracing.begin("worker")
    with console.database_for("worker", []):
        fitness.require_fit_for_production()
        wait, begun = SHORTEST_WAIT, time.monotonic()
        while not asyncio.run(_work_until_stopped()):
            wait = next_wait(wait, lasted=time.monotonic() - begun)
            logger.warning("The worker lost the database; trying again in %.0f s", wait)
            time.sleep(wait)
            begun = time.monotonic()
    return 0


def next_wait(last: float, *, lasted: float) -> float:
    """Return how long to wait: longer after each try that failed at once, shortly after one that had lasted."""
    return SHORTEST_WAIT if lasted > A_SHORT_LIFE else min(last * 2, LONGEST_WAIT)


async def _work_until_stopped() -> bool:
    """Work, and return whether the end was asked for rather than suffered."""
    from procrastinate.contrib.django import app  # noqa: PLC0415 -- exists once Django is set up

    asked = asyncio.Event()
    with app.replace_connector(worker_connector()) as working:
        try:
            async with working.open_async():
                work = asyncio.ensure_future(_work(working))
                _stop_on_signal(asked, work)
                await asyncio.wait([work])
        except (ConnectorException, PoolTimeout):
            return asked.is_set()
    if not asked.is_set() and not work.cancelled() and (fault := work.exception()):
        logger.error("The worker stopped: %s", type(fault).__name__, exc_info=fault)
    return asked.is_set()


async def _work(app: App) -> None:
    from iskan.foundation.job_measuring import measured  # noqa: PLC0415 -- brings what only servers load

    await app.run_worker_async(install_signal_handlers=False, worker_middleware=[measured])


def _stop_on_signal(asked: asyncio.Event, work: asyncio.Future[None]) -> None:
    def stop() -> None:
        asked.set()
        work.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)
