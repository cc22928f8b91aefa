"""The figures of a load run: each judged by its ratio to the yardstick's own in the same run, and their table."""

import os
import platform
from dataclasses import dataclass

from tests.bench.generator import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure. ``yardstick`` is the yardstick's own in the same run; ``ratio`` is value to yardstick."""

    name: str
    value: float
    unit: str
    yardstick: float | None = None
    ratio: float | None = None
    target: str
    met: bool


def rate(name: str, value: float, base: Measured, least: float) -> Figure:
    """Return how many a second, judged by the ratio to the yardstick's pages a second."""
    met = value / base.rate >= least
    return _figure(name, value, "/s", base.rate, f"≥ {least:g} × yardstick", met=met)


def p95(name: str, measured: Measured, base: Measured, most: float) -> Figure:
    """Return the time within which 95 of 100 were served, judged by the ratio to the yardstick's."""
    value, yardstick = measured.percentile(95), base.percentile(95)
    return _figure(name, value, "ms", yardstick, f"≤ {most:g} × yardstick", met=value <= most * yardstick)


def times(name: str, seconds: float, base: float, most: float) -> Figure:
    """Return a duration, judged by how many times a yardstick's it is."""
    return _figure(name, seconds, "s", base, f"≤ {most:g} × yardstick", met=seconds <= most * base)


def at_most(name: str, value: float, unit: str, most: float) -> Figure:
    """Return a size or a count, which has no yardstick."""
    return _figure(name, value, unit, None, f"≤ {most:g} {unit}".rstrip(), met=value <= most)


def told(name: str, value: float, unit: str, base: float | None = None) -> Figure:
    """Return a figure nobody set a bar for; it is met by being known."""
    return _figure(name, value, unit, base, "told", met=True)


def _figure(name: str, value: float, unit: str, base: float | None, target: str, *, met: bool) -> Figure:
    ratio = round(value / base, 3) if base else None
    yardstick = round(base, 1) if base is not None else None
    return Figure(name=name, value=round(value, 1), unit=unit, yardstick=yardstick, ratio=ratio, target=target, met=met)


def table(figures: list[Figure]) -> str:
    """Return the figures as a Markdown table under a line about the machine."""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    lines = [f"\n{machine}\n", "| figure | value | yardstick | ratio | target | met |", "|---|---:|---:|---:|---|---|"]
    for f in figures:
        base = "—" if f.yardstick is None else f"{f.yardstick:,} {f.unit}"
        ratio = "—" if f.ratio is None else f"{f.ratio:g}"
        lines.append(
            f"| {f.name} | {f.value:,} {f.unit} | {base} | {ratio} | {f.target} | {'yes' if f.met else 'no'} |"
        )
    return "\n".join(lines) + "\n"
