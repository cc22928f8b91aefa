"""Reading forecasts: a case's own, what a computation rests on, how the method and past forecasts held."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import connection

from iskan.apps.forecasts.models import CalibrationRun, ForecastProject, ForecastRun
from iskan.apps.waiting_lists.queries.fragments import ENTRIES, LEAVINGS, WAITING
from iskan.core.text import Text
from iskan.foundation.reading import RelatedRead, cached_in_process
from iskan.policy.nomination import comes_last

NEW = "new"
_OF_CASE = f"""
SELECT run.id, run.made_at, f.early_on, f.middle_on, f.late_on, f.projects, f.classes, f.needs_accessible,
       e.place, e.place_in_governorate, e.programme, e.governorate
FROM (SELECT id, made_at FROM forecasts_forecastrun ORDER BY id DESC LIMIT 1) run
JOIN {WAITING} e ON e.case_id = c.id
JOIN LATERAL (
    SELECT * FROM forecasts_forecast WHERE case_id = e.case_id ORDER BY run_id DESC LIMIT 1
) f ON true
"""  # noqa: S608 -- tables our own apps expose
# The forecast that stood a year before the key was handed over, against the day it was.
_RECORD = f"""
SELECT count(*), count(*) FILTER (WHERE change.at::date BETWEEN told.early_on AND told.late_on + interval '1 month'),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(change.at::date - told.middle_on))
FROM {LEAVINGS} change
JOIN {ENTRIES} entry ON entry.reference = change.reference
JOIN LATERAL (
    SELECT kept.* FROM forecasts_forecast kept JOIN forecasts_forecastrun run ON run.id = kept.run_id
    WHERE kept.case_id = entry.case_id AND run.made_at <= change.at - interval '1 year'
    ORDER BY kept.run_id DESC LIMIT 1
) told ON told.late_on IS NOT NULL
WHERE change.ground = 'housed'
"""  # noqa: S608 -- tables our own apps expose


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyProject:
    """A project the turn may well come in, and what its handover hangs on."""

    code: str
    name: Text
    governorate: str
    is_local: bool
    share: float
    units: int
    percent: int | None
    planned_on: date | None
    gates_open: tuple[str, ...]


class ClassEligibility(StrEnum):
    """Whether homes of a class are counted for a household, come to it last of all, or may not be given to it."""

    COUNTED = "counted"
    LAST = "last"
    NOT_FOR_IT = "not_for_it"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomesOfAClass:
    """Announced homes of one class that are open to a household's governorate, and how they stand to it."""

    unit_class: str
    units: int
    local_units: int
    standing: ClassEligibility


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastLine:
    """What is foretold of a case; a missing day lies beyond what can be foretold.

    ``units`` are the announced homes counted for it; ``homes`` tells them by class, and those that are not.
    """

    early_on: date | None
    middle_on: date | None
    late_on: date | None
    made_at: datetime
    place: int
    place_in_governorate: int
    units: int
    local_units: int
    new_share: float
    projects: tuple[LikelyProject, ...]
    homes: tuple[HomesOfAClass, ...] = ()
    needs_accessible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastBasis:
    """What the newest computation rests on."""

    made_at: datetime
    runs: int
    applications: int
    basis: dict[str, Any]
    projects: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodCalibration:
    """How well the method foretold histories it had not seen."""

    made_at: datetime
    histories: int
    count: int
    covered: tuple[tuple[float, float], ...]
    before: float
    after: float
    years_covered: float
    error_years: float
    width_years: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRecord:
    """How the forecasts of a year before held for those who have since received a home."""

    count: int
    within: int
    error_days: int | None


def forecast_of(case_id: int) -> ForecastLine | None:
    """Return the forecast of a waiting case, if one was made; the caller has been let into the case."""
    return FORECAST.of(id=case_id)


def forecast_basis() -> ForecastBasis | None:
    """Return what the newest computation rests on, if there has been one."""
    run = ForecastRun.objects.order_by("-pk").first()
    if run is None:
        return None
    rows = ForecastProject.objects.filter(run=run).values_list("code", "units")
    return ForecastBasis(
        made_at=run.made_at,
        runs=run.runs,
        applications=run.application_count,
        basis=run.basis,
        projects=len({code.partition("/")[0] for code, _units in rows}),
        units=sum(units for _code, units in rows),
    )


def method_calibration() -> MethodCalibration | None:
    """Return the newest measurement of the method, if there has been one."""
    run = CalibrationRun.objects.order_by("-pk").first()
    if run is None:
        return None
    told = run.outcome
    return MethodCalibration(
        made_at=run.made_at,
        histories=run.histories,
        count=told["count"],
        covered=tuple((width, share) for width, share in told["covered"]),
        before=told["before"],
        after=told["after"],
        years_covered=told["years_covered"],
        error_years=told["error_years"],
        width_years=told["width_years"],
    )


def forecast_record() -> ForecastRecord:
    """Score the forecasts that stood a year before each home was received."""
    with connection.cursor() as cursor:
        cursor.execute(_RECORD)
        count, within, error = cursor.fetchone()
    return ForecastRecord(count=count, within=within, error_days=None if error is None else round(error))


@cached_in_process(maxsize=64)
def _announced(run_id: int, programme: str) -> dict[str, ForecastProject]:
    """Return the projects a run took for a list, by code; nothing of a run changes once it is there."""
    return {row.code: row for row in ForecastProject.objects.filter(run_id=run_id, programme=programme)}


@cached_in_process(maxsize=1024)
def _homes(
    run_id: int, programme: str, governorate: str, classes_told: str | None, *, needs: bool
) -> tuple[HomesOfAClass, ...]:
    """Return what is announced by class, the fittest first; a line from before classes were told counts them all."""
    units, local_units = Counter[str](), Counter[str]()
    for project in _announced(run_id, programme).values():
        if not project.is_local or project.governorate == governorate:
            units.update(project.homes)
        if project.governorate == governorate:
            local_units.update(project.homes)
    classes: Sequence[str] | None = classes_told and json.loads(classes_told)
    order = {unit_class: index for index, unit_class in enumerate(sorted(units) if classes is None else classes)}
    return tuple(
        HomesOfAClass(
            unit_class=unit_class,
            units=units[unit_class],
            local_units=local_units[unit_class],
            standing=_standing(unit_class, is_given=unit_class in order, needs=needs or classes is None),
        )
        for unit_class in sorted(units, key=lambda each: (order.get(each, len(order)), each))
    )


def _standing(unit_class: str, *, is_given: bool, needs: bool) -> ClassEligibility:
    if not is_given:
        return ClassEligibility.NOT_FOR_IT
    return ClassEligibility.LAST if comes_last(unit_class, needs_accessible=needs) else ClassEligibility.COUNTED


def _project(row: ForecastProject, share: float, counted: Collection[str]) -> LikelyProject:
    return LikelyProject(
        code=row.code,
        name=Text(ar=row.name_ar, en=row.name_en),
        governorate=row.governorate,
        is_local=row.is_local,
        share=share,
        units=sum(units for unit_class, units in row.homes.items() if unit_class in counted) or row.units,
        percent=row.percent,
        planned_on=row.planned_on,
        gates_open=tuple(row.gates_open),
    )


def _forecast(row: Sequence[Any]) -> ForecastLine:
    run_id, made_at, early, middle, late, told, classes, needs, place, place_there, programme, governorate = row
    homes = _homes(run_id, programme, governorate, classes, needs=needs)
    counted = {each.unit_class: each for each in homes if each.standing is ClassEligibility.COUNTED}
    announced, shares = _announced(run_id, programme), dict(json.loads(told))
    likely = [_project(announced[code], share, counted) for code, share in shares.items() if code in announced]
    return ForecastLine(
        early_on=early,
        middle_on=middle,
        late_on=late,
        made_at=made_at,
        place=place,
        place_in_governorate=place_there,
        units=sum(each.units for each in counted.values()),
        local_units=sum(each.local_units for each in counted.values()),
        new_share=shares.get(NEW, 0.0),
        projects=tuple(sorted(likely, key=lambda each: -each.share)),
        homes=homes,
        needs_accessible=needs,
    )


FORECAST = RelatedRead(12, _OF_CASE, _forecast)
