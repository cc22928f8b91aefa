"""The figures of a load run: each beside the yardstick's own, and the table they make."""

import os
import platform
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.generator import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure. ``baseline`` is the yardstick's own in the same run; ``ratio`` is value to baseline."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    ratio: float | None = None
    target: str
    met: bool


def rate_beside(name: str, measured: Measured, base: Measured, target: str, met: Callable[[float], bool]) -> Figure:
    """Return a rate judged by its ratio to the yardstick's."""
    ratio = measured.rate / base.rate
    return _figure(name, measured.rate, "/s", base.rate, target, met=met(ratio))


def rate(name: str, measured: Measured, base: Measured, least: float) -> Figure:
    """Return a rate judged by itself."""
    return _figure(name, measured.rate, "/s", base.rate, f"≥ {least:g} /s", met=measured.rate >= least)


def p95(name: str, measured: Measured, base: Measured, most: float) -> Figure:
    """Return the time within which 95 of 100 were served, in milliseconds."""
    value = measured.percentile(95)
    return _figure(name, value, "ms", base.percentile(95), f"≤ {most:g} ms", met=value <= most)


def at_most(name: str, value: float, unit: str, most: float) -> Figure:
    """Return a figure that has no yardstick."""
    return _figure(name, value, unit, None, f"≤ {most:g} {unit}".rstrip(), met=value <= most)


def told(name: str, value: float, unit: str) -> Figure:
    """Return a figure nobody set a bar for; it is met by being known."""
    return _figure(name, value, unit, None, "told", met=True)


def _figure(name: str, value: float, unit: str, base: float | None, target: str, *, met: bool) -> Figure:
    ratio = round(value / base, 3) if base else None
    baseline = round(base, 1) if base is not None else None
    return Figure(name=name, value=round(value, 1), unit=unit, baseline=baseline, ratio=ratio, target=target, met=met)


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
