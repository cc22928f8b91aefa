"""Statistics a supervisor acts on: each number leads to the rows of the worklist it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iskan.apps.cases.queries.counts import ALL, FREE
from iskan.apps.cases.queries.lists import WorklistFilter
from iskan.apps.cases.queries.statistics import AGES, Counted, WorkStatistics, decided, received, waiting
from iskan.apps.catalogue import queries as catalogue
from iskan.core.counted import DAY, counted
from iskan.core.promises import Alarm
from iskan.core.text import Text
from iskan.surfaces.backoffice.presenters.dues import alarm_label
from iskan.surfaces.backoffice.presenters.worklist import WorklistAddress, kept_of
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.charts import DayBars, day_bars
from iskan.surfaces.ui.formatting import date as date_words
from iskan.surfaces.ui.formatting import number as figure
from iskan.surfaces.ui.formatting import t

PERIODS: Final = (4, 8, 26)


@dataclass(frozen=True, slots=True)
class OpeningFigure:
    """A number, and the list it opens."""

    value: int
    href: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One service, official, department, week or age, and its numbers."""

    label: str
    figures: tuple[OpeningFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """One table of numbers; none of no rows is shown."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsView:
    """The page."""

    periods: tuple[dict[str, Any], ...]
    totals: tuple[tuple[str, OpeningFigure], ...]
    oldest: str
    oldest_url: str
    received_chart: DayBars
    decided_chart: DayBars
    received_words: str
    decided_words: str
    tables: tuple[FigureTable, ...]


def statistics_view(
    told: WorkStatistics, officials: Mapping[int, Text], departments: Mapping[int, Text], weeks: int
) -> StatisticsView:
    """Return the page of a department's, or of all departments', work."""
    first, today = told.first_day, told.today
    oldest_day = told.oldest or today
    weekly_received, weekly_decided = told.received[Counted.WEEK_FILED], told.decided[Counted.WEEK_DECIDED]
    return StatisticsView(
        periods=tuple(_period(count, weeks) for count in PERIODS),
        totals=(
            (_("Received"), _sum(told.received[Counted.SERVICE], received(first, today))),
            (_("Decided"), _sum(told.decided[Counted.SERVICE], decided(first, today))),
            (_("Open cases"), _sum(told.waiting[Counted.SERVICE], waiting(today))),
            (alarm_label(Alarm.BREACHED), _sum(told.late, waiting(today, alarm=int(Alarm.BREACHED)))),
        ),
        oldest=t(counted((today - oldest_day).days, DAY)) if told.oldest else "",
        oldest_url=_leads(waiting(today, ((today - oldest_day).days, None))),
        received_chart=_chart(told.weeks, weekly_received),
        decided_chart=_chart(told.weeks, weekly_decided),
        received_words=_weekly(_("Received each week"), told.weeks, weekly_received),
        decided_words=_weekly(_("Decided each week"), told.weeks, weekly_decided),
        tables=(
            _by_week(told),
            _by_age(told),
            _by_service(told),
            _by_official(told, officials),
            *((_by_department(told, departments),) if len(told.waiting[Counted.DEPARTMENT]) > 1 else ()),
        ),
    )


def _period(count: int, chosen: int) -> dict[str, Any]:
    label = ngettext("%(num)s week", "%(num)s weeks", count) % {"num": figure(count)}
    return {"label": label, "href": f"{url('backoffice:statistics')}?weeks={count}", "current": count == chosen}


def _leads(wanted: WorklistFilter, tab: str = ALL) -> str:
    """Return the address of the worklist that brings exactly what a filter does."""
    kept = kept_of(WorklistAddress(tab=tab, filter=wanted, cursor=""))
    return f"{url('backoffice:worklist')}?{urlencode(kept)}"


def _sum(counts: Mapping[Any, int], wanted: WorklistFilter) -> OpeningFigure:
    return OpeningFigure(sum(counts.values()), _leads(wanted))


def _chart(weeks: tuple[date, ...], counts: Mapping[Any, int]) -> DayBars:
    return day_bars([(week, float(counts.get(week, 0)), False) for week in reversed(weeks)])


def _weekly(title: str, weeks: tuple[date, ...], counts: Mapping[Any, int]) -> str:
    """Say a chart in words: its most and its last."""
    most = max((counts.get(week, 0) for week in weeks), default=0)
    return _("%(title)s. At most %(most)s; this week %(last)s.") % {
        "title": title, "most": figure(most), "last": figure(counts.get(weeks[0], 0)),
    }  # fmt: skip


def _by_week(told: WorkStatistics) -> FigureTable:
    came, done = told.received[Counted.WEEK_FILED], told.decided[Counted.WEEK_DECIDED]
    rows = []
    for week in told.weeks:
        last = min(week + timedelta(days=6), told.today)
        label = _("Week of %(day)s") % {"day": date_words(week)}
        figures = (
            OpeningFigure(came.get(week, 0), _leads(received(week, last))),
            OpeningFigure(done.get(week, 0), _leads(decided(week, last))),
        )
        rows.append(FigureRow(label, figures))
    return FigureTable(title=_("By week"), columns=(_("Week"), _("Received"), _("Decided")), rows=tuple(rows))


def _by_age(told: WorkStatistics) -> FigureTable:
    rows = tuple(
        FigureRow(_age(*age), (OpeningFigure(count, _leads(waiting(told.today, age))),))
        for age, count in zip(AGES, told.ages, strict=True)
    )
    return FigureTable(title=_("Age of open cases"), columns=(_("Days since filing"), _("Open cases")), rows=rows)


def _age(least: int, most: int | None) -> str:
    if most is None:
        return _("From %(least)s") % {"least": least}
    return _("%(smallest)s to %(largest)s") % {"smallest": least, "largest": most}


def _by_service(told: WorkStatistics) -> FigureTable:
    names = {service.code: t(service.name) for service in catalogue.services()}
    first, today = told.first_day, told.today
    came, done, open_now = (counts[Counted.SERVICE] for counts in (told.received, told.decided, told.waiting))
    rows = tuple(
        FigureRow(
            names.get(code, code),
            (
                OpeningFigure(came.get(code, 0), _leads(received(first, today, service=code))),
                OpeningFigure(done.get(code, 0), _leads(decided(first, today, service=code))),
                OpeningFigure(open_now.get(code, 0), _leads(waiting(today, service=code))),
            ),
        )
        for code in _busiest(came, done, open_now)
    )
    return FigureTable(title=_("By service"), columns=(_("Service"), *_course()), rows=rows)


def _by_department(told: WorkStatistics, names: Mapping[int, Text]) -> FigureTable:
    first, today = told.first_day, told.today
    came, done, open_now = (counts[Counted.DEPARTMENT] for counts in (told.received, told.decided, told.waiting))
    rows = tuple(
        FigureRow(
            t(names[office]),
            (
                OpeningFigure(came.get(office, 0), _leads(received(first, today, department_id=office))),
                OpeningFigure(done.get(office, 0), _leads(decided(first, today, department_id=office))),
                OpeningFigure(open_now.get(office, 0), _leads(waiting(today, department_id=office))),
            ),
        )
        for office in _busiest(came, done, open_now)
    )
    return FigureTable(title=_("By department"), columns=(_("Department"), *_course()), rows=rows)


def _by_official(told: WorkStatistics, names: Mapping[int, Text]) -> FigureTable:
    first, today, late = told.first_day, told.today, int(Alarm.BREACHED)
    done, held = told.decided[Counted.DECIDER], told.waiting[Counted.HOLDER]
    rows = [
        FigureRow(
            t(names[pk]),
            (
                OpeningFigure(done.get(pk, 0), _leads(decided(first, today, by=pk))),
                OpeningFigure(held.get(pk, 0), _leads(waiting(today, assignee=str(pk)))),
                OpeningFigure(told.late.get(pk, 0), _leads(waiting(today, assignee=str(pk), alarm=late))),
            ),
        )
        for pk in _busiest(held, done)
        if pk is not None
    ]
    if free := held.get(None, 0):
        leads = (_leads(waiting(today, assignee="nobody"), FREE), _leads(waiting(today, alarm=late), FREE))
        unheld = (OpeningFigure(0, ""), OpeningFigure(free, leads[0]), OpeningFigure(told.late.get(None, 0), leads[1]))
        rows.append(FigureRow(_("Unassigned"), unheld))
    columns = (_("Official"), _("Decided"), _("Open cases"), alarm_label(Alarm.BREACHED))
    return FigureTable(title=_("By official"), columns=columns, rows=tuple(rows))


def _course() -> tuple[str, str, str]:
    return _("Received"), _("Decided"), _("Open cases")


def _busiest(*counts: Mapping[Any, int]) -> list[Any]:
    """Return everything counted, that with the most at its head."""
    found = {key: sum(each.get(key, 0) for each in counts) for each in counts for key in each}
    return sorted(found, key=lambda key: (-found[key], str(key)))
