"""Charts drawn on the server as SVG: shapes and places only, their look is the stylesheet's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from iskan.surfaces.ui.formatting import language

WIDTH, HEIGHT = 640, 220
TOP, BOTTOM, START, END = 16, 32, 64, 16
WHOLE: Final = 100
MOST_YEARS: Final = 8


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where it stands, and its words."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressChart:
    """Percentages over time; in Arabic time runs from the right, as the page does."""

    line: str
    area: str
    dots: tuple[tuple[float, float], ...]
    shares: tuple[Tick, ...]
    years: tuple[Tick, ...]
    planned_at: float | None
    axis_at: float
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM
    start: int = START
    end: int = WIDTH - END


def progress_chart(points: Sequence[tuple[date, int]], planned_on: date | None = None) -> ProgressChart | None:
    """Return the chart of what was reported, with the day the works are planned to end; nothing of fewer than two."""
    if len(points) < 2:  # noqa: PLR2004 -- a line has two ends
        return None
    first, last = points[0][0], max(points[-1][0], planned_on or points[-1][0])
    scale = _Scale(first, last, turned=language() == "ar")
    places = [(scale.x(on), _y(percent)) for on, percent in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    base = HEIGHT - BOTTOM
    return ProgressChart(
        line=line,
        area=f"{places[0][0]:.1f},{base} {line} {places[-1][0]:.1f},{base}",
        dots=(places[-1],),
        shares=tuple(Tick(_y(share), f"{share}%") for share in (0, 50, 100)),
        years=_years(first, last, scale),
        planned_at=scale.x(planned_on) if planned_on and planned_on > first else None,
        axis_at=WIDTH - START / 2 if scale.turned else START / 2,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    turned: bool

    def x(self, on: date) -> float:
        share = (on - self.first).days / max(1, (self.last - self.first).days)
        along = START + share * (WIDTH - START - END)
        return WIDTH - along if self.turned else along


def _y(percent: int) -> float:
    return TOP + (1 - percent / WHOLE) * (HEIGHT - TOP - BOTTOM)


def _years(first: date, last: date, scale: _Scale) -> tuple[Tick, ...]:
    years = range(first.year + 1, last.year + 1)
    step = max(1, -(-len(years) // MOST_YEARS))
    return tuple(Tick(scale.x(date(year, 1, 1)), str(year)) for year in years[::step])
