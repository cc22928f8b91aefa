"""The pipeline and the past as the forecast takes them: works for one list, new programmes, what was measured."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection

from iskan.apps.housing_stock.enums import ProjectKind, UnitType
from iskan.apps.housing_stock.queries.history import finished_works, gate_waits, homes_by_year, key_waits
from iskan.apps.housing_stock.queries.pipeline import PipelinePart
from iskan.apps.waiting_lists.queries.fragments import LEAVINGS
from iskan.core.dated import FigureBook, NotConfigured
from iskan.core.forecast.supply import EVERYWHERE, NewProgrammes, PastYears, Work
from iskan.policy.forecasting import USUAL_YEARS
from iskan.policy.nomination import TYPES, classes_for, is_accessible
from iskan.policy.parameters.entitlements import GOVERNORATE_SET_ASIDE, NEW_HOMES_A_YEAR

YEAR = 365.25
NEWS_AFTER = 3.0
FEWEST_YEARS = 3
YEARS_BACK = 15
_WITHDRAWN = f"""
SELECT extract(year FROM at)::int, count(*) FROM {LEAVINGS} leaving
WHERE ground IN ('withdrawn', 'cancelled') AND at < make_date(%s, 1, 1)
GROUP BY 1 ORDER BY 1
"""  # noqa: S608 -- tables our own apps expose


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineWork:
    """A phase with its homes of one class for one list."""

    part: PipelinePart
    work: Work

    @property
    def percent(self) -> int | None:
        return self.part.percents[-1][1] if self.part.percents else None


def works_for(programme: str, parts: Iterable[PipelinePart], today: date) -> tuple[PipelineWork, ...]:
    """Return the homes that come to a programme's list, phase by phase and class by class."""
    return tuple(work for part in parts for work in _works(part, programme, today))


def new_programmes(
    programme: str, works: Sequence[PipelineWork], figures: FigureBook, today: date
) -> tuple[NewProgrammes, ...]:
    """Return what may come beyond the announced: as past years brought, or as officials have set; else nothing."""
    yearly = _homes_of_years(programme, today) or _homes_configured(figures, today)
    last = max((work.work.begins + work.work.years for work in works), default=0)
    return (NewProgrammes(region=EVERYWHERE, yearly=yearly, begins=max(NEWS_AFTER, last)),) if any(yearly) else ()


def known_past(waiting: int, today: date) -> PastYears:
    """Return what is on record of delays, infrastructure and withdrawals."""
    slips = tuple(
        (
            work.completed_on.year,
            max((work.completed_on - work.planned_start_on).days, 1) / (work.planned_on - work.planned_start_on).days,
        )
        for work in finished_works()
    )
    return PastYears(
        slips=slips,
        gate_years=tuple(days / YEAR for days in gate_waits()),
        key_years=tuple(days / YEAR for days in key_waits()),
        withdrawals=_withdrawals(waiting, today),
    )


def set_aside(figures: FigureBook, today: date) -> float:
    """Return the share of a general project kept for its governorate; where the law's figure is not set, none."""
    try:
        return figures.value(GOVERNORATE_SET_ASIDE, today) / 100
    except NotConfigured:
        return 0.0


def _works(part: PipelinePart, programme: str, today: date) -> Iterator[PipelineWork]:
    """Tell apart what is ready and what is still to be built, each in the order in which homes are asked for."""
    first, last = (_asked_for(part, programme, needs_accessible=needs) for needs in (True, False))
    for is_ready in (False, True):
        for unit_class in first:
            ready = part.ready.get(unit_class, 0)
            units = ready if is_ready else part.units[unit_class] - ready
            if units:
                work = _work(part, unit_class, units, today, is_ready=is_ready)
                yield PipelineWork(part=part, work=replace(work, last=last.index(unit_class)))


def _asked_for(part: PipelinePart, programme: str, *, needs_accessible: bool) -> tuple[str, ...]:
    if programme not in TYPES:
        return ()
    return classes_for(programme, needs_accessible=needs_accessible, bedrooms=0, classes=part.units)


def _work(part: PipelinePart, unit_class: str, units: int, today: date, *, is_ready: bool) -> Work:
    begins, years = _dates(part, today)
    return Work(
        code=part.code,
        region=part.governorate,
        local=part.kind == ProjectKind.LOCAL,
        units=units,
        begins=-years if is_ready else begins,
        years=years,
        done=1 if is_ready else _done(part, begins),
        gates=0 if is_ready else len(set(part.gates_open)),
        unit_class=unit_class,
        accessible=is_accessible(unit_class),
    )


def _dates(part: PipelinePart, today: date) -> tuple[float, float]:
    """Return when works begin and how long they were planned to take; what is not known is as usual."""
    start, end = part.planned_start_on, part.planned_on
    if start is None and end is None:
        return 0.0, USUAL_YEARS
    if end is None:
        return _years(today, start), USUAL_YEARS
    if start is None:
        start = date(max(end.year - int(USUAL_YEARS), 1), end.month, min(end.day, 28))
    return _years(today, start), max(_years(start, end), 1 / 12)


def _done(part: PipelinePart, begins: float) -> float:
    if begins >= 0 or not part.percents:
        return 0.0
    return min(part.percents[-1][1] / 100, 0.99)


def _years(start: date, end: date | None) -> float:
    return ((end or start) - start).days / YEAR


def _homes_of_years(programme: str, today: date) -> tuple[int, ...]:
    years = {
        year: count
        for kind, counts in homes_by_year().items()
        if UnitType(kind).programme == programme
        for year, count in counts.items()
        if today.year - YEARS_BACK <= year < today.year
    }
    return tuple(years.get(year, 0) for year in range(min(years), today.year)) if len(years) >= FEWEST_YEARS else ()


def _homes_configured(figures: FigureBook, today: date) -> tuple[int, ...]:
    try:
        usual = figures.value(NEW_HOMES_A_YEAR, today)
    except NotConfigured:
        return ()
    return (usual * 2 // 3, usual, usual * 4 // 3)


def _withdrawals(waiting: int, today: date) -> tuple[float, ...]:
    """Return the share of the list that left without a home in each whole year on record, the first not being whole."""
    with connection.cursor() as cursor:
        cursor.execute(_WITHDRAWN, [today.year])
        rows = cursor.fetchall()
    return tuple(count / max(waiting, 1) for _year, count in rows[1:])
