"""How long the nightly comparison with the registers takes: `python -m tests.bench.night [--households 50000]`.

A server of its own holds a demonstration in which so many households wait (with ``--data`` in a folder that is kept,
and not filled again where it is full); the registers' stand-in answers as a process of its own. Three nights are
compared, each by a process as the worker runs it: the first, when no household was ever compared; one on which nothing
has changed; and one on which a register changed something of some households, killed halfway and begun again. Told are
the time on the clock and the processor time; a night that takes too long, or reads again what it had read before it was
killed, ends with exit code 1.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import psutil
from tests.bench.stack import database_seconds
from tests.bench.trail import folder_for, say
from tests.ports import free_port

HOUSEHOLDS, MOST_SECONDS = 50_000, 300.0
# As in the demonstration whose list is as long as Bahrain's.
PEOPLE_A_HOUSEHOLD, CASES_A_HOUSEHOLD = 7.6, 2.8
CHANGED_OF_A_THOUSAND = 10
READY_SECONDS = 60
_WAITING = "SELECT count(*) FROM waiting_lists_waitinglistentry WHERE status = 'waiting'"
_ASKED = "SELECT count(*) FROM integrations_exchange WHERE service = 'changes'"
_READ = "SELECT count(DISTINCT case_id) FROM household_life_registerknown"
_SOMEBODY = """
SELECT person.cpr FROM waiting_lists_waitinglistentry entry JOIN cases_case c ON c.id = entry.case_id
JOIN households_person person ON person.id = c.person_id JOIN accounts_user applicant ON applicant.id = c.applicant_id
WHERE entry.status = 'waiting' AND applicant.died_on IS NULL ORDER BY md5(person.cpr) LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a night took: seconds on the clock, of its own processor time, and of the database's."""

    clock: float
    own: float
    database: float

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.clock + other.clock, self.own + other.own, self.database + other.database)


def main() -> int:
    """Fill, and measure the three nights; print what each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=HOUSEHOLDS)
    parser.add_argument("--data", type=Path, help="a folder that is kept, and not filled again where it is full")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        compare(datetime.fromisoformat(options.inside))
        return 0
    people, port = round(options.households * PEOPLE_A_HOUSEHOLD), free_port()
    with folder_for(options.data) as folder:
        os.environ |= {
            "ISKAN_DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "iskan.config.settings.base",
            "ISKAN_SYNTHETIC_PEOPLE": str(people),
            "ISKAN_REGISTERS_URL": f"http://127.0.0.1:{port}",
        }
        from iskan.config import embedded  # noqa: PLC0415 -- it reads the environment just set

        with embedded.running(folder, disposable=True):
            fill(people, round(options.households * CASES_A_HOUSEHOLD))
            with stand_in(port):
                return 0 if measure(f"http://127.0.0.1:{port}") else 1


def fill(people: int, cases: int) -> None:
    """Load the demonstration of that size, unless it is there."""
    size = ["--people", str(people), "--cases", str(cases)]
    for command in (["migrate", "--verbosity=0"], ["demo", "load", *size, "--quiet"]):
        subprocess.run([sys.executable, "-m", "iskan", *command], check=True)


@contextmanager
def stand_in(port: int) -> Iterator[None]:
    """Let the registers' stand-in answer for the length of a block."""
    command = [sys.executable, "-m", "iskan.integrations.simulators", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            until = time.monotonic() + READY_SECONDS
            while not _answers(port) and time.monotonic() < until:
                time.sleep(0.2)
            yield
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=1).is_success
    except httpx.HTTPError:
        return False


def measure(registers: str) -> bool:
    """Compare the three nights, and say whether each kept within its bar and the last read nobody twice."""
    import django  # noqa: PLC0415 -- settings are named only now

    django.setup()
    today = datetime.now().astimezone()
    say(f"{count(_WAITING)} households wait")
    first = told("first night", night(today - timedelta(days=2)))
    before = count(_ASKED)
    quiet = told("a night on which nothing changed", night(today - timedelta(days=1)))
    lots, known = count(_ASKED) - before, count(_READ)
    changed = let_happen(registers)
    before = count(_ASKED)
    cut = night(today, killed_after=lots // 2)
    asked = count(_ASKED) - before
    rest = night(today)
    resumed = count(_ASKED) - before
    eventful = told(f"a night on which {changed} people's pay changed, killed halfway and begun again", cut + rest)
    say(f"{lots} lots asked about on the quiet night; {asked} before the kill, {resumed} with what came after")
    say(f"{count(_READ) - known} more households read")
    # The lot that was being read when the night was killed may be asked about once more.
    return all((first, quiet, eventful)) and resumed <= lots + 1


def night(at: datetime, killed_after: int | None = None) -> Taken:
    """Compare one night in a process of its own, killed once it has asked so many times; return what it took."""
    begun, clock, database = count(_ASKED), time.monotonic(), database_seconds()
    command = [sys.executable, "-m", "tests.bench.night", "--inside", at.isoformat()]
    with subprocess.Popen(command) as process:
        watched, own = psutil.Process(process.pid), 0.0
        while process.poll() is None:
            time.sleep(0.2)
            try:
                own = sum(watched.cpu_times()[:2]) or own
            except psutil.Error:
                break
            if killed_after is not None and count(_ASKED) - begun >= killed_after:
                process.send_signal(signal.SIGKILL)
                break
    return Taken(time.monotonic() - clock, own, database_seconds() - database)


def compare(at: datetime) -> None:
    """Compare one night, as its job does."""
    import django  # noqa: PLC0415 -- settings are named only now

    django.setup()
    from iskan.apps.household_life.operations.comparing import compare_households  # noqa: PLC0415 -- needs Django
    from iskan.apps.household_life.operations.comparing_registers import (  # noqa: PLC0415 -- likewise
        compare_registers,
    )
    from iskan.foundation.budgets import NIGHT_CONNECTIONS as LINES  # noqa: PLC0415 -- likewise

    said = {
        "compared": compare_households(at=at, connections=LINES),
        "read": compare_registers(at=at, connections=LINES),
    }
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def let_happen(registers: str) -> int:
    """Let the pay of some waiting applicants change; return of how many it did change."""
    waiting = count(_WAITING)
    pay = {"what": "wage", "basic": "1250", "employer_ar": "وزارة الصحة", "employer_en": "Ministry of Health"}
    people = _rows(_SOMEBODY, [waiting * CHANGED_OF_A_THOUSAND // 1000])
    with httpx.Client(timeout=120) as client:
        sent = [client.post(f"{registers}/control/happenings", json={**pay, "cpr": cpr}) for (cpr,) in people]
    return sum(one.is_success for one in sent)


def told(what: str, taken: Taken) -> bool:
    """Say what a night took, and whether it kept within its bar."""
    say(
        f"{what}: {taken.clock:.1f} s on the clock (bar {MOST_SECONDS:.0f}), {taken.own:.1f} s of its own processor"
        f" time and {taken.database:.1f} s of the database's"
    )
    return taken.clock <= MOST_SECONDS


def count(statement: str) -> int:
    """Return what a statement counts."""
    ((found,),) = _rows(statement)
    return int(found)


def _rows(statement: str, values: list[int] | None = None) -> list[tuple[str | int, ...]]:
    from django.db import connection  # noqa: PLC0415 -- needs Django

    with connection.cursor() as cursor:
        cursor.execute(statement, values or [])
        return list(cursor.fetchall())


if __name__ == "__main__":
    sys.exit(main())
