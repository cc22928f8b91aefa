"""How long a draw takes, and how much memory: `python -m tests.bench.draw [--tickets 100000]`.

The database is an embedded server of its own in a temporary folder, with its files synced to disk as in production.
Each size runs in a process of its own, whose memory is measured from its start. Judged is processor time, the draw's
own and the database's together: what else the machine does stretches only the time on the clock, told beside it.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.bench.plain_python import judged
from tests.bench.stack import backend_seconds, database_seconds

CLASSES = ("flat-3br", "house-3br", "house-4br", "house-4br-accessible", "plot-standard")
SIZES = (100_000, 1_000_000)
MOST_TIMES, MOST_TIMES_VERIFIED = 10.0, 15.0
MOST_MEGABYTES = {100_000: 150.0}
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, action="append")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        measure(options.tickets[0], Path(options.inside))
        return 0
    met = True
    with tempfile.TemporaryDirectory(prefix="draw-bench-") as folder:
        environment = {**os.environ, "ISKAN_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "iskan.config.settings.base"}
        with database(Path(folder)):
            subprocess.run([sys.executable, "-m", "iskan", "migrate", "--verbosity=0"], env=environment, check=True)
            for size in options.tickets or SIZES:
                told = subprocess.run(
                    [sys.executable, "-m", "tests.bench.draw", "--tickets", str(size), "--inside", folder],
                    env=environment, check=True, stdout=subprocess.PIPE, text=True,
                ).stdout  # fmt: skip
                met &= report(size, json.loads(told.splitlines()[-1]), stranger(Path(folder) / f"draw-{size}"))
    return 0 if met else 1


@contextmanager
def database(folder: Path) -> Iterator[None]:
    from iskan.config import embedded  # noqa: PLC0415 -- only the outer process starts a server

    with embedded.running(folder):
        yield


def measure(size: int, folder: Path) -> None:
    """Freeze, prepare and hold one draw; print what holding it took."""
    import django  # noqa: PLC0415 -- the environment is known only here

    django.setup()
    from procrastinate.contrib.django import app  # noqa: PLC0415 -- needs Django

    draw, scope = prepared(size)
    app.perform_import_paths()  # every process that holds a draw has found the tasks as it started
    from iskan.apps.draws.operations.drawing import run_draw  # noqa: PLC0415 -- needs Django
    from iskan.apps.draws.queries import draws as queries  # noqa: PLC0415 -- needs Django

    steps: dict[str, float] = {}
    before, database = memory(), database_seconds()
    clock, own, served = time.perf_counter(), time.process_time(), backend_seconds()
    # Of all the database's processes the one that serves this is asked between: looking for the others takes longer.
    run_draw(
        scope=scope, reference=draw, at=AT + timedelta(days=3),
        reached=lambda step: steps.setdefault(step, round(time.process_time() - own + backend_seconds() - served, 3)),
    )  # fmt: skip
    took, waited = time.process_time() - own, time.perf_counter() - clock
    took += database_seconds() - database
    told = {"seconds": took, "clock": waited, "before": before, "peak": memory(), "steps": steps}
    published = folder / f"draw-{size}"
    published.mkdir()
    standing = queries.draw_for(scope, draw)
    for name in queries.file_sizes(standing.id):
        (published / name).write_bytes(queries.file_of(scope, draw, name))
    sys.stdout.write(json.dumps(told) + "\n")


def prepared(size: int) -> tuple[str, object]:
    """Freeze lists of made-up tickets and take every step up to the draw; return its reference and the operator."""
    subprocess.run([sys.executable, "-m", "tests.bench.draw_lists", str(size)], check=True)
    from iskan.apps.accounts.models import User  # noqa: PLC0415 -- needs Django
    from iskan.apps.accounts.queries import scope_of  # noqa: PLC0415 -- needs Django

    return f"BENCH-{size}", scope_of(User.objects.get(username=f"bench-{size}"), AT.date())


def memory() -> float:
    """Return the most this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def stranger(published: Path) -> float:
    """Return the processor time of the stand-alone verifier, its start included."""
    from iskan.core.draw import verify_draw  # noqa: PLC0415 -- beside the others

    begun = children()
    subprocess.run([sys.executable, "-I", verify_draw.__file__, str(published)], check=True, capture_output=True)
    return children() - begun


def children() -> float:
    """Return the processor time of the processes started here that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def report(size: int, told: dict[str, Any], verified: float) -> bool:
    """Print what a draw took, and say whether it kept within its bars."""
    held, in_time = judged(told["seconds"], size, MOST_TIMES)
    checked, checked_in_time = judged(verified, size, MOST_TIMES_VERIFIED)
    most = MOST_MEGABYTES.get(size, float("inf"))
    sys.stdout.write(
        f"{size:>9} tickets: held in {held}; at most {told['peak']:.0f} MB (bar {most:g}; {told['before']:.0f} MB "
        f"before); {told['clock']:.2f} s on the clock\n"
        f"          verified by a stranger in {checked}\n          {told['steps']}\n"
    )
    sys.stdout.flush()
    return in_time and checked_in_time and bool(told["peak"] <= most)


if __name__ == "__main__":
    sys.exit(main())
