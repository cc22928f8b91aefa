"""Reading forecasts: a case's own, what a computation rests on, how the method and past forecasts held."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from iskan.apps.allocation.models import CalibrationRun, ForecastProject, ForecastRun
from iskan.core.text import Text
from iskan.foundation.reading import Beside

NEW = "new"
_OF_CASE = """
WITH run AS (SELECT id, made_at FROM allocation_forecastrun ORDER BY id DESC LIMIT 1)
SELECT run.made_at, f.early_on, f.middle_on, f.late_on, f.projects, e.place, e.place_in_governorate,
       coalesce(p.units, 0), coalesce(p.local_units, 0), coalesce(p.likely, '[]')
FROM run
JOIN allocation_waitinglistentry e ON e.case_id = c.id AND e.status = 'waiting'
JOIN LATERAL (
    SELECT * FROM allocation_forecast WHERE case_id = e.case_id ORDER BY run_id DESC LIMIT 1
) f ON true
LEFT JOIN LATERAL (
    SELECT sum(units) FILTER (WHERE NOT is_local OR governorate = e.governorate) AS units,
           sum(units) FILTER (WHERE governorate = e.governorate) AS local_units,
           jsonb_agg(to_jsonb(likely)) FILTER (WHERE likely.share IS NOT NULL) AS likely
    FROM (
        SELECT project.*, named.share FROM allocation_forecastproject project
        LEFT JOIN LATERAL (
            SELECT (pair ->> 1)::float AS share FROM jsonb_array_elements(f.projects) pair
            WHERE pair ->> 0 = project.code
        ) named ON true
        WHERE project.run_id = run.id AND project.programme = e.programme
    ) likely
) p ON true
"""
# The forecast that stood a year before the key was handed over, against the day it was.
_RECORD = """
SELECT count(*), count(*) FILTER (WHERE change.at::date BETWEEN told.early_on AND told.late_on + interval '1 month'),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(change.at::date - told.middle_on))
FROM allocation_listchange change
JOIN allocation_waitinglistentry entry ON entry.reference = change.reference
JOIN LATERAL (
    SELECT kept.* FROM allocation_forecast kept JOIN allocation_forecastrun run ON run.id = kept.run_id
    WHERE kept.case_id = entry.case_id AND run.made_at <= change.at - interval '1 year'
    ORDER BY kept.run_id DESC LIMIT 1
) told ON told.late_on IS NOT NULL
WHERE change.kind = 'left' AND change.ground = 'housed'
"""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastLine:
    """What is foretold of a case; a missing day lies beyond what can be foretold."""

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
        projects=len({code for code, _units in rows}),
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


def _read(value: Any) -> Sequence[Any]:
    """Return a JSON column's value: a plain cursor hands it over as text."""
    found: Sequence[Any] = json.loads(value) if isinstance(value, str) else value
    return found


def _project(row: dict[str, Any]) -> LikelyProject:
    planned = row["planned_on"]
    return LikelyProject(
        code=row["code"],
        name=Text(ar=row["name_ar"], en=row["name_en"]),
        governorate=row["governorate"],
        is_local=row["is_local"],
        share=row["share"],
        units=row["units"],
        percent=row["percent"],
        planned_on=date.fromisoformat(planned) if planned else None,
        gates_open=tuple(row["gates_open"]),
    )


def _forecast(row: Sequence[Any]) -> ForecastLine:
    made_at, early, middle, late, told, place, place_there, units, local_units, likely = row
    return ForecastLine(
        early_on=early,
        middle_on=middle,
        late_on=late,
        made_at=made_at,
        place=place,
        place_in_governorate=place_there,
        units=units,
        local_units=local_units,
        new_share=dict(_read(told)).get(NEW, 0.0),
        projects=tuple(sorted((_project(each) for each in _read(likely)), key=lambda each: -each.share)),
    )


FORECAST = Beside(10, _OF_CASE, _forecast)
