"""`make bench`: the load run. Every figure stands beside a baseline of the same run; nothing passes or fails by it."""

import argparse
import asyncio
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench import stack
from tests.bench.generator import Action, Answer, Browser, LoadFault, Measured, load

PROJECT = Path(__file__).resolve().parents[2]
RESULTS = PROJECT / "bench-results.json"
SEED = 2026
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"')
FIELDS = [[f"field_{step}_{number}" for number in range(1, 16)] for step in (1, 2, 3)]
FOUND = 302
# An official may search 120 times a minute.
BETWEEN_SEARCHES = 0.55
OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure. ``baseline`` is the yardstick's own in the same run; ``ratio`` is value to baseline."""

    name: str
    value: float
    unit: str
    baseline: float | None
    ratio: float | None
    target: str
    met: bool


def main() -> None:
    """Load the data once, serve, measure, print and keep the table."""
    options = _options()
    folder = Path(os.environ.get("ISKAN_DATA_DIR", PROJECT / ".data")) / "bench"
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
        figures = _measure(options, environment)
    RESULTS.write_text(json.dumps([asdict(figure) for figure in figures], indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(table(figures))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=15.0)
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
    from tests.bench.visitors import browser, known  # noqa: PLC0415 -- models are ready only now

    people = known()
    run = _Run(options.seconds)
    with stack.serving(stack.product(), environment) as real:
        bare = _page(lambda n: f"/bench/{people.first_case + n % 1000}/")
        base8 = run.at([browser(real.port) for _ in range(8)], bare)
        base16 = run.at([browser(real.port) for _ in range(16)], bare)
        citizens = [browser(real.port, session) for session, _ in people.citizens[:8]]
        paths = [f"/cases/{reference}/" for _, reference in people.citizens[:8]]
        status = run.at(citizens, _page(lambda n: paths[n % 8]))
        fillers = [browser(real.port, session) for session, _ in people.citizens[8:16]]
        journeys = run.at(fillers, _journey)
        desks = [browser(real.port, session) for session in people.officials]
        lists = run.at(desks, _page(lambda n: _WORKLISTS[n % len(_WORKLISTS)]))
        desks = [browser(real.port, session) for session in people.officials]
        search = run.at(desks, _search(people.numbers), pause=BETWEEN_SEARCHES)
        machines = [browser(real.port) for _ in range(8)]
        checks = run.at(machines, _eligibility())
        weights = asyncio.run(_weights(browser(real.port)))
        megabytes = real.worker_megabytes()
    return [
        _rate("signed-in status page", status, base8, "≥ 0.5 × baseline", lambda ratio: ratio >= 0.5),
        _plain(
            "completed journeys, 3 steps and 45 fields, 8 in flight",
            journeys.rate,
            "/s",
            baseline=base8.rate,
            target="≥ 30 /s",
            met=journeys.rate >= 30,
        ),
        _p95("journey p95, 8 in flight", journeys, base8, 500),
        _p95(f"worklist p95 over {options.cases:,} cases, 16 users", lists, base16, 100),
        _p95(f"CPR search p95 over {options.people:,} people, 16 users", search, base16, 80),
        _plain(
            "eligibility over the API, with its explanation",
            checks.rate,
            "/s",
            baseline=base8.rate,
            target="≥ 800 /s",
            met=checks.rate >= 800,
        ),
        _plain("first page, transferred", weights[0], "kB", target="≤ 150 kB", met=weights[0] <= 150),
        _plain("later page, transferred", weights[1], "kB", target="≤ 30 kB", met=weights[1] <= 30),
        _plain("web process, resident", megabytes, "MB", target="≤ 200 MB", met=megabytes <= 200),
    ]


class _Run:
    """Warms up, then measures; an answer other than the expected one ends the run with its words."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def at(self, browsers: list[Browser], action: Action, pause: float = 0.0) -> Measured:
        asyncio.run(load(browsers, action, seconds=min(2.0, self.seconds), pause=pause))
        measured = asyncio.run(load(browsers, action, seconds=self.seconds, pause=pause))
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


def _eligibility() -> Action:
    facts = json.loads((PROJECT / "tests" / "bench" / "household.json").read_text(encoding="utf-8"))
    body = json.dumps({"facts": facts, "programme": "unit", "on": "2026-03-02"}).encode()

    async def ask(browser: Browser, _turn: int) -> None:
        answer = _expect(await browser.post_json("/api/v1/services/new_housing_application/eligibility", body), OK)
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


def _rate(name: str, measured: Measured, base: Measured, target: str, met: Callable[[float], bool]) -> Figure:
    ratio = measured.rate / base.rate
    return Figure(
        name=name,
        value=round(measured.rate, 1),
        unit="/s",
        baseline=round(base.rate, 1),
        ratio=round(ratio, 3),
        target=target,
        met=met(ratio),
    )


def _p95(name: str, measured: Measured, base: Measured, limit: float) -> Figure:
    value, yard = measured.percentile(95), base.percentile(95)
    return Figure(
        name=name,
        value=round(value, 1),
        unit="ms",
        baseline=round(yard, 1),
        ratio=round(value / yard, 2),
        target=f"≤ {limit:g} ms",
        met=value <= limit,
    )


def _plain(name: str, value: float, unit: str, *, target: str, met: bool, baseline: float | None = None) -> Figure:
    ratio = round(value / baseline, 3) if baseline else None
    return Figure(
        name=name,
        value=round(value, 1),
        unit=unit,
        baseline=round(baseline, 1) if baseline else None,
        ratio=ratio,
        target=target,
        met=met,
    )


def table(figures: list[Figure]) -> str:
    """Return the figures as a Markdown table under a line about the machine."""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    lines = [f"\n{machine}\n", "| figure | value | baseline | ratio | target | met |", "|---|---:|---:|---:|---|---|"]
    for f in figures:
        base = "—" if f.baseline is None else f"{f.baseline:,} {f.unit}"
        ratio = "—" if f.ratio is None else f"{f.ratio:g}"
        lines.append(
            f"| {f.name} | {f.value:,} {f.unit} | {base} | {ratio} | {f.target} | {'yes' if f.met else 'no'} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
