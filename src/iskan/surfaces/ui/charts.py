"""Charts drawn on the server as SVG: shapes and places only, their look is the stylesheet's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from iskan.surfaces.ui.formatting import date as date_words
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


BARS_HEIGHT = 96
_BAR_SHARE = 0.7
_END = 90


@dataclass(frozen=True, slots=True)
class DayBar:
    """One day's bar; without a figure it has no height, and ``failed`` sets it apart."""

    x: float
    y: float
    width: float
    height: float
    failed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBars:
    """A bar a day against the highest of them; in Arabic time runs from the right."""

    bars: tuple[DayBar, ...]
    first: Tick
    last: Tick
    width: int = WIDTH
    height: int = BARS_HEIGHT
    base: int = BARS_HEIGHT - BOTTOM


def day_bars(days: Sequence[tuple[date, float | None, bool]]) -> DayBars:
    """Return the bars of some days that follow each other, each its figure and whether something failed."""
    turned, step = language() == "ar", WIDTH / len(days)
    most = max((figure for _day, figure, _failed in days if figure), default=0.0) or 1.0
    room = BARS_HEIGHT - BOTTOM - TOP
    bars = []
    for place, (_day, figure, failed) in enumerate(days):
        height = 0.0 if figure is None else max(2.0, figure / most * room)
        left = (len(days) - 1 - place if turned else place) * step
        bars.append(
            DayBar(left + step * (1 - _BAR_SHARE) / 2, BARS_HEIGHT - BOTTOM - height, step * _BAR_SHARE, height, failed)
        )
    first, last = (_END, WIDTH - _END) if not turned else (WIDTH - _END, _END)
    return DayBars(
        bars=tuple(bars), first=Tick(first, date_words(days[0][0])), last=Tick(last, date_words(days[-1][0]))
    )


YEARS_HEIGHT = 200
_YEAR_STEP = 5


@dataclass(frozen=True, slots=True)
class YearBar:
    """One year's bar of two parts, the first at the foot."""

    x: float
    width: float
    first_y: float
    first_height: float
    second_y: float
    second_height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBars:
    """A bar a year, two parts on each other; in Arabic the years run from the right."""

    bars: tuple[YearBar, ...]
    ticks: tuple[Tick, ...]
    width: int = WIDTH
    height: int = YEARS_HEIGHT
    base: int = YEARS_HEIGHT - BOTTOM


def year_bars(years: Sequence[tuple[int, int]]) -> YearBars:
    """Return the bars of years that follow each other, each of two amounts, against the highest of them all."""
    turned, step = language() == "ar", WIDTH / len(years)
    most = max(sum(parts) for parts in years) or 1
    base, room = YEARS_HEIGHT - BOTTOM, YEARS_HEIGHT - BOTTOM - TOP
    bars, ticks = [], []
    for place, (first, second) in enumerate(years):
        left = (len(years) - 1 - place if turned else place) * step
        low, high = first / most * room, second / most * room
        x, width = left + step * (1 - _BAR_SHARE) / 2, step * _BAR_SHARE
        bars.append(YearBar(x, width, base - low, low, base - low - high, high))
        if place == 0 or (place + 1) % _YEAR_STEP == 0:
            ticks.append(Tick(left + step / 2, str(place + 1)))
    return YearBars(bars=tuple(bars), ticks=tuple(ticks))
