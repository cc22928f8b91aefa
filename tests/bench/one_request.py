"""What one request costs: `python -m tests.bench.one_request [--rounds 300]`, on the load run's database.

Pages are asked for in turns in one process, through every middleware and without a network, so that what else the
machine does falls on all alike. Run it under callgrind with two numbers of rounds to count instructions.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench import stack

PROJECT = Path(__file__).resolve().parents[2]
WARM_UP = 20
Page = Callable[[], object]


def main() -> None:
    """Print the middle processor time of each page, its own and the database's, and its statements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", action="append", help="only these pages")
    parser.add_argument("--cases", type=int, default=stack.FULL_SIZE, help="the size of the load run")
    parser.add_argument("--rounds", type=int, default=300)
    options = parser.parse_args()
    folder = stack.folder(options.cases)
    os.environ |= {
        "ISKAN_DATA_DIR": str(folder),
        "ISKAN_SERVICE_FOLDERS": str(PROJECT / "tests" / "bench" / "services"),
        "ISKAN_STATIC_ROOT": str(PROJECT / ".data" / "static"),
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
    }
    from iskan.config import embedded  # noqa: PLC0415 -- it reads the environment just set

    with embedded.running(folder):
        import django  # noqa: PLC0415 -- settings are named only now

        django.setup()
        _measure(options.name, options.rounds)


def _measure(names: list[str] | None, rounds: int) -> None:
    from tests.bench.pages import pages  # noqa: PLC0415 -- models are ready only now

    chosen = {name: page for name, page in pages().items() if not names or name in names}
    statements = {name: _statements(page) for name, page in chosen.items()}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in chosen}
    for turn in range(WARM_UP + rounds):
        for name, page in chosen.items():
            own, database = time.process_time(), stack.backend_seconds()
            page()
            if turn >= WARM_UP:
                taken[name].append((time.process_time() - own, stack.backend_seconds() - database))
    yardstick = 0.0
    for name, found in taken.items():
        own, database = (median(part) * 1000 for part in zip(*found, strict=True))
        yardstick = yardstick or own + database
        sys.stdout.write(
            f"{name:>20}: {own:7.3f} ms, database {database:6.3f} ms, {(own + database) / yardstick:5.2f} × the first; "
            f"{statements[name]} statements\n"
        )


def _statements(page: Page) -> int:
    """Return how many statements a page costs once it has been opened."""
    from django.db import connection  # noqa: PLC0415 -- settings are named only now
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- likewise

    page()
    with CaptureQueriesContext(connection) as asked:
        page()
    return len(asked)


if __name__ == "__main__":
    main()
