"""How long the nightly verification takes: `python -m tests.bench.trail [--lines 10000000] [--data FOLDER]`.

A server of its own in a temporary folder is filled with lines by the product's own trigger, in transactions of 20,000
lines spread over every lane, and anchored as it grows; then the trail is verified as each night, and told are the time
on the clock, the processor time, and the most memory of this process and of the database's (10⁶ bytes, its shared
buffers left out). Afterwards the middle line is changed past the guards, and the same verification must find it.
Exit code 1 where a bar is missed.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from tests.bench.stack import database_seconds

LINES, IN_ONE_TRANSACTION, BETWEEN_ANCHORS = 10_000_000, 20_000, 400_000
MOST_SECONDS, MOST_MEGABYTES = 600.0, 1000.0
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
_ANOTHER_ACTOR = "UPDATE foundation_auditentry SET actor_id = actor_id + %s WHERE id = %s"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("--data", type=Path, help="a folder that is kept, and not filled again where it is full")
    options = parser.parse_args()
    with folder_for(options.data) as folder:
        os.environ |= {"ISKAN_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "iskan.config.settings.base"}
        from iskan.config import embedded  # noqa: PLC0415 -- it reads the environment just set

        # What is filled may be lost with the machine; verifying only reads.
        with embedded.running(folder, disposable=True):
            subprocess.run([sys.executable, "-m", "iskan", "migrate", "--verbosity=0"], check=True)
            import django  # noqa: PLC0415 -- settings are named only now

            django.setup()
            fill(options.lines)
            return 0 if measure(options.lines) else 1


@contextmanager
def folder_for(kept: Path | None) -> Iterator[Path]:
    """Yield the folder that is kept, or one that goes with the block."""
    if kept is not None:
        kept.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="trail-bench-") as folder:
        yield Path(folder)


def fill(lines: int) -> None:
    """Add lines as an official's day would, until there are so many; every so often the head is anchored."""
    from django.db import connection, transaction  # noqa: PLC0415 -- needs Django

    from iskan.apps.anchors.operations.anchoring import make_anchor  # noqa: PLC0415 -- likewise
    from iskan.foundation import audit  # noqa: PLC0415 -- likewise
    from iskan.foundation.audit_chain import LANES, lines_between  # noqa: PLC0415 -- likewise
    from iskan.foundation.scope import Role, Scope  # noqa: PLC0415 -- likewise

    begun, there = time.perf_counter(), lines_between(0, sys.maxsize)
    for first in range(there, lines, IN_ONE_TRANSACTION):
        at = AT + timedelta(seconds=first)
        scope = Scope(user_id=7 + first % 31, roles=frozenset({Role.REVIEWER}))
        several = [
            (f"CASE-{number % 900_001:07}", {"task": number, "stage": "review", "version": number % 9})
            for number in range(first, min(first + IN_ONE_TRANSACTION, lines))
        ]
        with transaction.atomic():
            with connection.cursor() as cursor:
                lane = str(first // IN_ONE_TRANSACTION % LANES)
                cursor.execute("SELECT set_config('iskan.audit_lane', %s, true)", [lane])
            audit.record_many(scope=scope, action=audit.READ, subject_kind=audit.CASE, lines=several, at=at)
        if first % BETWEEN_ANCHORS == 0:
            make_anchor(at=at, is_mailed=False)
    with connection.cursor() as cursor:
        # What autovacuum does of a trail that grew over years.
        cursor.execute("VACUUM (ANALYZE) foundation_auditentry, foundation_auditlink")
    say(f"filled in {time.perf_counter() - begun:.0f} s")


def measure(lines: int) -> bool:
    """Verify the trail whole and with one line changed; say what it took, and whether it kept within its bars."""
    from iskan.apps.anchors.operations.verifying import verify_trail  # noqa: PLC0415 -- needs Django

    def night() -> str:
        kept, proof = verify_trail(at=datetime.now(UTC))
        say(f"{kept.lines} lines, {kept.anchors} anchors: {kept.fault or 'intact'} {kept.detail}")
        return proof.finding.where if proof.finding else ""

    kept_within = timed(night, expected="")
    changed = lines // 2
    tamper(_ANOTHER_ACTOR, 1, changed)
    found = timed(night, expected=f"line {changed},")
    tamper(_ANOTHER_ACTOR, -1, changed)
    return kept_within and found


def timed(verify: Callable[[], str], *, expected: str) -> bool:
    """Run a verification and say what it took; whether its finding and its time are as they should be."""
    clock, spent = time.perf_counter(), database_seconds()
    with watched() as most:
        found = verify()
    took, spent = time.perf_counter() - clock, database_seconds() - spent
    asking = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    say(
        f"{took:.1f} s on the clock (bar {MOST_SECONDS:.0f}), {spent:.1f} s of the database's processor time; at most"
        f" {asking:.0f} MB in the process that asks and {most[0]:.0f} MB in one of the database's"
        f" (bar {MOST_MEGABYTES:.0f})"
    )
    is_found = found.startswith(expected) if expected else not found
    return is_found and took <= MOST_SECONDS and max(asking, most[0]) <= MOST_MEGABYTES


@contextmanager
def watched() -> Iterator[list[float]]:
    """Yield what comes to hold the most memory a process of the database had, what they share left out, in MB."""
    first = psutil.Process(int((Path(os.environ["ISKAN_DATA_DIR"]) / "postgres/postmaster.pid").read_text().split()[0]))
    most, is_over = [0.0], threading.Event()

    def watch() -> None:
        while not is_over.wait(0.5):
            for process in first.children():
                try:
                    held = process.memory_info()
                    most[0] = max(most[0], (held.rss - held.shared) / 1e6)
                except psutil.NoSuchProcess:
                    continue

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        is_over.set()
        watcher.join()


def tamper(sql: str, *values: object) -> None:
    """Run a statement as the owner of the database who has switched its guards off."""
    from django.db import connection, transaction  # noqa: PLC0415 -- needs Django

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
