"""How long `iskan run` takes on an installation that has been started before."""

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import figures
from tests.bench.figures import Figure
from tests.bench.plain_python import seconds_for
from tests.ports import free_ports
from tests.started import started

from iskan.config import supervisor

# Beside hashing and sorting as many tickets.
TICKETS, MOST_TIMES = 1_000_000, 8.0


def second_start() -> Figure:
    """Start a system of its own twice, with its demonstration, and return the seconds the second start took."""
    with TemporaryDirectory() as folder:
        env = _told(Path(folder))
        with started(env):
            pass
        begun = time.monotonic()
        with started(env):
            seconds = time.monotonic() - begun
    return figures.times("second start", seconds, seconds_for(TICKETS), MOST_TIMES)


def _told(folder: Path) -> dict[str, str]:
    """Return what an installation on a folder of its own is told, and nothing of this run's."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("ISKAN_", "DJANGO_", "EMAIL_"))
    }
    port, *_others = free_ports(1 + len(supervisor.HELPERS))
    return inherited | {"ISKAN_DATA_DIR": str(folder), "PORT": str(port), "DATABASE_URL": ""}


if __name__ == "__main__":
    sys.stdout.write(figures.table([second_start()]))
