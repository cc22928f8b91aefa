"""`make bench`: the load run. Every figure stands beside a baseline of the same run; nothing passes or fails by it."""

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlencode

from tests.bench import figures, stack
from tests.bench.figures import Figure, table
from tests.bench.generator import Action, Answer, Browser, LoadFault, Measured, load, together
from tests.bench.measured_form import FIELDS, HIDDEN
from tests.bench.start import second_start

PROJECT = Path(__file__).resolve().parents[2]
RESULTS = PROJECT / "bench-results.json"
SEED = 2026
FOUND = 302
TURNS = 5
# An official may search 120 times a minute.
BETWEEN_SEARCHES = 0.55
OK = 200


def main() -> None:
    """Load the data once, serve, measure, print and keep the table."""
    options = _options()
    folder = stack.folder(options.cases)
    folder.mkdir(parents=True, exist_ok=True)
    environment = {
        "ISKAN_DATA_DIR": str(folder),
        "ISKAN_SERVICE_FOLDERS": str(PROJECT / "tests" / "bench" / "services"),
        "ISKAN_STATIC_ROOT": str(PROJECT / ".data" / "static"),
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}",
    }
    os.environ.update(environment)
    from iskan.config import embedded  # noqa: PLC0415 -- it reads the environment just set

    with embedded.running(folder):
        _prepare(options)
        found = [*_measure(options, environment), second_start()]
    RESULTS.write_text(json.dumps([asdict(figure) for figure in found], indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(table(found))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=stack.FULL_SIZE)
    parser.add_argument("--cases", type=int, default=stack.FULL_SIZE)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--draw-day-seconds", type=float, default=60.0)
    return parser.parse_args()


def _prepare(options: argparse.Namespace) -> None:
    size = ["--people", str(options.people), "--cases", str(options.cases), "--seed", str(SEED)]
    iskan = [sys.executable, str(PROJECT / "manage.py")]
    for command in (
        ["setup", "--static"],
        ["migrate", "--verbosity", "0"],
        ["demo", "load", *size],
        ["catalogue", "sync"],
    ):
        sys.stdout.write(f"· iskan {' '.join(command)}\n")
        sys.stdout.flush()
        subprocess.run([*iskan, *command], check=True)


def _measure(options: argparse.Namespace, environment: dict[str, str]) -> list[Figure]:
    import django  # noqa: PLC0415 -- settings are named only now

    django.setup()
    from tests.bench import draw_day  # noqa: PLC0415 -- models are ready only now
    from tests.bench.visitors import browser, key_of_machine, known  # noqa: PLC0415 -- models are ready only now

    people, day = known(), draw_day.held()
    run = _Run(options.seconds)
    with stack.serving(stack.product(), environment) as real:
        bare = _page(lambda n: f"/bench/{people.first_case + n % 1000}/")
        paths = [f"/cases/{reference}/" for _, reference in people.citizens[:8]]
        base8, status = run.in_turns(
            (lambda: [browser(real.port) for _ in range(8)], bare),
            (lambda: [browser(real.port, key) for key, _ in people.citizens[:8]], _page(lambda n: paths[n % 8])),
        )
        fillers = [browser(real.port, session) for session, _ in people.citizens[8:16]]
        journeys = run.at(fillers, _journey)
        desks = [browser(real.port, session) for session in people.officials]
        base16, lists = run.in_turns(
            (lambda: [browser(real.port) for _ in range(16)], bare),
            (lambda: desks, _page(lambda n: _WORKLISTS[n % len(_WORKLISTS)])),
        )
        search = run.at(desks, _search(people.numbers), pause=BETWEEN_SEARCHES)
        checks = run.at([browser(real.port) for _ in range(8)], _eligibility(key_of_machine()))
        base1, found = run.in_turns(
            (lambda: [browser(real.port)], bare), (lambda: [browser(real.port)], _page(_searched))
        )
        many = run.at([browser(real.port, people.with_many_cases)], _page(lambda _n: "/cases/"))
        weights = asyncio.run(_weights(browser(real.port)))
        crowd = draw_day.measure(real, day, base8, options.draw_day_seconds)
        megabytes = real.worker_megabytes()
    return [
        figures.rate("signed-in status page", status.rate, base8, 0.5),
        figures.rate("completed journeys, 3 steps and 45 fields, 8 in flight", journeys.rate, base8, 0.03),
        figures.told("journey p95, 8 in flight", journeys.percentile(95), "ms", base8.percentile(95)),
        figures.p95(f"worklist p95 over {options.cases:,} cases, 16 users", lists, base16, 4),
        figures.p95(f"CPR search p95 over {options.people:,} people, 16 users", search, base16, 3.5),
        figures.rate("eligibility over the API, with its explanation", checks.rate, base8, 0.6),
        figures.p95("catalogue search p95, written questions, one visitor", found, base1, 25),
        figures.p95("my cases, 60 of them, p95, one visitor", many, base1, 40),
        figures.at_most("first page, transferred", weights[0], "kB", 150),
        figures.at_most("later page, transferred", weights[1], "kB", 30),
        figures.at_most("web process, resident", megabytes, "MB", 200),
        *crowd,
    ]


Side = tuple[Callable[[], list[Browser]], Action]


class _Run:
    """Warms up, then measures; an answer other than the expected one ends the run with its words."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def at(self, browsers: list[Browser], action: Action, pause: float = 0.0) -> Measured:
        asyncio.run(load(browsers, action, seconds=min(2.0, self.seconds), pause=pause))
        return self._measured(browsers, action, self.seconds, pause)

    def in_turns(self, yardstick: Side, other: Side) -> tuple[Measured, Measured]:
        """Measure two in short turns, so that what else the machine does falls on both alike."""
        parts: tuple[list[Measured], list[Measured]] = ([], [])
        for turn in range(TURNS + 1):
            for side, (browsers, action) in enumerate((yardstick, other)):
                measured = self._measured(browsers(), action, self.seconds / TURNS, 0.0)
                if turn:  # the first is to warm up
                    parts[side].append(measured)
        return together(parts[0]), together(parts[1])

    @staticmethod
    def _measured(browsers: list[Browser], action: Action, seconds: float, pause: float) -> Measured:
        measured = asyncio.run(load(browsers, action, seconds=seconds, pause=pause))
        if measured.faults:
            raise LoadFault(f"{len(measured.faults)} faults, the first: {measured.faults[0]}")
        return measured


def _expect(answer: Answer, status: int) -> Answer:
    if answer.status != status:
        raise LoadFault(f"{answer.status} instead of {status}: {answer.body[:300]!r}")
    return answer


def _page(path: Callable[[int], str]) -> Action:
    async def visit(browser: Browser, turn: int) -> None:
        _expect(await browser.get(path(turn)), OK)

    return visit


def _searched(turn: int) -> str:
    """Return the list as one of the written questions asks for it, a word nobody searched for before beside it."""
    typed = _QUESTIONS[turn % len(_QUESTIONS)]
    return f"/services/?{urlencode({'q': f'{typed} {turn}'})}"


_QUESTIONS = tuple(
    line.split(",")[0] for line in (PROJECT / "tests/apps/catalogue/questions.csv").read_text("utf-8").splitlines()[1:]
)
_WORKLISTS = (
    "/staff/",
    "/staff/?assignee=nobody",
    "/staff/?assignee=me",
    "/staff/?stage=in_review",
    "/staff/?sort=newest",
)


async def _journey(browser: Browser, turn: int) -> None:
    """Start, fill three steps of fifteen fields, check, submit and read the confirmation, as a browser would."""
    answer = _expect(await browser.post("/services/bench_form/start/", {}), FOUND)
    for fields in FIELDS:
        path, form = await _follow(browser, answer.headers["location"])
        words = dict.fromkeys(fields, f"جواب {turn}")
        answer = _expect(await browser.post(path, dict(HIDDEN.findall(form.body.decode())) | words), FOUND)
    path, form = await _follow(browser, answer.headers["location"])
    filed = _expect(await browser.post(path, dict(HIDDEN.findall(form.body.decode()))), FOUND)
    await _follow(browser, filed.headers["location"])


async def _follow(browser: Browser, path: str) -> tuple[str, Answer]:
    """Return the page an address leads to, and that page's own address."""
    answer = await browser.get(path)
    while answer.status == FOUND:
        path = answer.headers["location"]
        answer = await browser.get(path)
    return path, _expect(answer, OK)


def _search(numbers: tuple[str, ...]) -> Action:
    async def visit(browser: Browser, turn: int) -> None:
        answer = _expect(await browser.post("/staff/search/", {"q": numbers[turn % len(numbers)]}), FOUND)
        await _follow(browser, answer.headers["location"])

    return visit


def _eligibility(key: str) -> Action:
    facts = json.loads((PROJECT / "tests" / "bench" / "household.json").read_text(encoding="utf-8"))
    body = json.dumps({"facts": facts, "programme": "unit", "on": "2026-03-02"}).encode()

    async def ask(browser: Browser, _turn: int) -> None:
        answer = _expect(await browser.post_json("/api/v1/services/new_housing_application/eligibility", body, key), OK)
        if b'"eligible"' not in answer.body:
            raise LoadFault(f"not the verdict expected: {answer.body[:200]!r}")

    return ask


async def _weights(browser: Browser) -> tuple[float, float]:
    """Return the kB over the wire of the first page with all it names, and of a later page alone."""
    browser.compressed = True
    page = _expect(await browser.get("/"), OK)
    seen: set[str] = set()
    total = await _fetch(browser, _named(browser, page), seen)
    later = _expect(await browser.get("/services/"), OK)
    await browser.close()
    return (len(page.body) + total) / 1000, len(later.body) / 1000


def _named(_browser: Browser, answer: Answer) -> list[str]:
    import gzip  # noqa: PLC0415 -- only here

    import brotli  # noqa: PLC0415 -- only here

    encoding = answer.headers.get("content-encoding", "")
    body = {"gzip": gzip.decompress, "br": brotli.decompress}.get(encoding, bytes)(answer.body).decode()
    named = re.findall(r'(?:href|src)="(/static/[^"#]+)', body) + re.findall(r"url\([\"']?(/static/[^)\"'#]+)", body)
    relative = re.findall(r"url\([\"']?((?!data:|/|#)[^)\"'#]+\.woff2)", body)
    return [*named, *(f"/static/built/{name.removeprefix('./')}" for name in relative)]


async def _fetch(browser: Browser, paths: list[str], seen: set[str]) -> int:
    total = 0
    for path in paths:
        if path in seen:
            continue
        seen.add(path)
        part = _expect(await browser.get(path), OK)
        total += len(part.body)
        if path.split("?")[0].endswith(".css"):
            total += await _fetch(browser, _named(browser, part), seen)
    return total


if __name__ == "__main__":
    main()
