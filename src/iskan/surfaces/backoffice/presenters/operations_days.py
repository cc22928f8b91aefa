"""How the system did on each of the last days: a chart of each measure, and one table that says the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from iskan.apps.anchors.queries.anchors import verifications_since
from iskan.apps.backups.enums import RunKind
from iskan.apps.backups.queries import runs_since
from iskan.foundation import queue
from iskan.surfaces.ui import formatting
from iskan.surfaces.ui.charts import DayBars, day_bars

DAYS: Final = 14
Words = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Figure:
    """What one measure came to on a day, in minutes, and whether it failed."""

    minutes: float
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureOfDays:
    """One measure over the days: its name, what its chart says in one sentence, and the chart where there is one."""

    name: str
    summary: str
    chart: DayBars | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDays:
    """The charts, and the rows of the table: the day, and each measure in words."""

    measures: tuple[MeasureOfDays, ...]
    rows: tuple[tuple[date, tuple[str, ...]], ...]


def last_days(at: datetime) -> LastDays:
    """Return how the last days were, today's so far among them."""
    today = localdate(at)
    days = [today - timedelta(days=ago) for ago in reversed(range(DAYS))]
    since = at - timedelta(days=DAYS)
    named = (
        (_("Longest wait of a job"), _waits(since)),
        (_("Backup"), _runs(RunKind.BACKUP, since)),
        (_("Restore drill"), _runs(RunKind.DRILL, since)),
        (_("Verification of the audit trail"), _verifications(since)),
    )
    return LastDays(
        measures=tuple(_measure(name, found, days) for name, found in named),
        rows=tuple((day, tuple(_cell(found.get(day)) for _name, found in named)) for day in reversed(days)),
    )


def _waits(since: datetime) -> Mapping[date, Figure]:
    return {
        day: Figure(jobs.waited.total_seconds() / 60, failed=jobs.failed > 0)
        for day, jobs in queue.days_of_jobs(since).items()
    }


def _runs(kind: RunKind, since: datetime) -> Mapping[date, Figure]:
    return {localdate(at): Figure(seconds / 60, failed) for of, at, seconds, failed in runs_since(since) if of is kind}


def _verifications(since: datetime) -> Mapping[date, Figure]:
    return {localdate(one.at): Figure(one.seconds / 60, not one.is_intact) for one in verifications_since(since)}


def _measure(name: str, found: Mapping[date, Figure], days: Sequence[date]) -> MeasureOfDays:
    shown = [found.get(day) for day in days]
    if not any(shown):
        return MeasureOfDays(name=name, summary=_("Nothing is kept of these days."), chart=None)
    most = max(figure.minutes for figure in shown if figure)
    failed = sum(figure.failed for figure in shown if figure)
    words = {"most": _minutes(most), "failed": formatting.number(failed)}
    return MeasureOfDays(
        name=name,
        summary=_("At most %(most)s; days with a failure: %(failed)s.") % words,
        chart=day_bars([(day, found[day].minutes if day in found else None, _failed(found, day)) for day in days]),
    )


def _failed(found: Mapping[date, Figure], day: date) -> bool:
    return day in found and found[day].failed


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    said = _minutes(figure.minutes)
    return _("%(minutes)s, failed") % {"minutes": said} if figure.failed else said


def _minutes(minutes: float) -> str:
    return _("%(minutes)s min") % {"minutes": formatting.number(round(minutes, 1))}
