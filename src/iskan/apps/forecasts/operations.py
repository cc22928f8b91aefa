"""Making forecasts for every list, and measuring the method on histories it has not seen."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils.timezone import localdate

from iskan.apps.cases.queries.fragments import CASES
from iskan.apps.catalogue.queries import figures
from iskan.apps.forecasts.models import CalibrationRun, ForecastProject, ForecastRun
from iskan.apps.forecasts.queries.pipeline import PipelineWork, known_past, new_programmes, set_aside, works_for
from iskan.apps.housing_stock.queries.pipeline import PipelinePart, pipeline
from iskan.apps.waiting_lists.queries.entitlements import NEEDS, PROGRAMME_CODES, entitlements, members
from iskan.apps.waiting_lists.queries.fragments import WAITING
from iskan.core.dated import FigureBook
from iskan.core.days import month_after
from iskan.core.forecast.calibration import Calibration, calibration, quantiles
from iskan.core.forecast.history import world
from iskan.core.forecast.outcomes import BEYOND, Outcomes, outcomes
from iskan.core.forecast.queue import ANYTHING, HouseholdKind, Ints, Queue
from iskan.core.forecast.simulation import walk
from iskan.core.forecast.supply import Conditions, NewProgrammes, PastYears, conditions, measured
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM
from iskan.policy.forecasting import ASSUMED, RUNS, SEED
from iskan.policy.nomination import figure_or
from iskan.policy.parameters.nomination import HOUSEHOLD_FOR_FOUR_BEDROOMS

LEAST_SHARE = 0.05
_WAITING = """
SELECT e.case_id, e.governorate, e.place, {needs}, {members} FROM {waiting} e
JOIN {cases} c ON c.id = e.case_id
WHERE e.programme = %s ORDER BY e.seniority_at, e.lot
"""
_PROGRAMMES = f"SELECT programme, count(*) FROM {WAITING} waiting GROUP BY 1 ORDER BY 1"  # noqa: S608 -- a table the lists expose
_FRESH = """
CREATE TEMPORARY TABLE fresh_forecast (case_id bigint, place int, early_on date, middle_on date, late_on date,
    projects jsonb, classes jsonb, needs_accessible bool) ON COMMIT DROP
"""
# A line is added where the years, the projects or the classes a reader sees are other than in the newest one.
_KEEP = """
INSERT INTO forecasts_forecast (run_id, case_id, place, early_on, middle_on, late_on, projects, classes,
    needs_accessible)
SELECT %s, f.case_id, f.place, f.early_on, f.middle_on, f.late_on, f.projects, f.classes, f.needs_accessible
FROM fresh_forecast f
LEFT JOIN (
    SELECT DISTINCT ON (case_id) * FROM forecasts_forecast ORDER BY case_id, run_id DESC
) kept ON kept.case_id = f.case_id
WHERE kept.id IS NULL
   OR (date_trunc('year', kept.early_on), date_trunc('year', kept.middle_on), date_trunc('year', kept.late_on))
      IS DISTINCT FROM (date_trunc('year', f.early_on), date_trunc('year', f.middle_on), date_trunc('year', f.late_on))
   OR jsonb_path_query_array(kept.projects, '$[*][0]') <> jsonb_path_query_array(f.projects, '$[*][0]')
   OR (kept.classes, kept.needs_accessible) IS DISTINCT FROM (f.classes, f.needs_accessible)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A programme's list with what the forecast makes of it."""

    programme: str
    cases: Sequence[tuple[int, str, int]]
    works: tuple[PipelineWork, ...]
    coming: tuple[NewProgrammes, ...]
    kind_of: Ints
    kinds: tuple[HouseholdKind, ...]
    found: Outcomes


def run_forecast(*, at: datetime, reason: str = "event", runs: int = RUNS) -> ForecastRun:
    """Work out every waiting application's forecast again, and keep those that changed."""
    today = localdate(at)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_PROGRAMMES)
        counts: dict[str, int] = dict(cursor.fetchall())
        past = known_past(sum(counts.values()), today)
        given = conditions(past, ASSUMED, set_aside=set_aside(figures(), today))
        stock = pipeline()
        lists = [_list(cursor, programme, stock, given, today=today, runs=runs) for programme in counts]
        run = ForecastRun.objects.create(
            made_at=at,
            seed=SEED,
            runs=runs,
            reason=reason,
            basis=_basis(past, given, lists, today),
            application_count=sum(counts.values()),
            changed_count=0,
        )
        run.changed_count = _keep(cursor, run, lists, today)
        run.save(update_fields=["changed_count"])
        _keep_projects(run, lists)
        audit.record(
            scope=SYSTEM, action="forecast.make", subject_kind="forecast", subject=str(run.pk), at=at,
            applications=run.application_count, changed=run.changed_count,
        )  # fmt: skip
    return run


def measure_method(
    *, at: datetime, first_seed: int = 7000, histories: int = 60, applications: int = 2000
) -> CalibrationRun:
    """Foretell made-up histories, compare with what came of them, and keep the outcome for all to see."""
    found = calibration(_foretold(seed, applications) for seed in range(first_seed, first_seed + histories))
    return CalibrationRun.objects.create(
        made_at=at, first_seed=first_seed, histories=histories, outcome=_calibration_json(found)
    )


def _foretold(seed: int, applications: int) -> tuple[Any, Any]:
    made = world(seed, applications=applications)
    walked = walk(made.queue, made.works, made.coming, conditions(made.past, ASSUMED), seed=seed, runs=300)
    return outcomes(walked, quantiles()).months[~made.withdrew], made.months[~made.withdrew]


def _calibration_json(found: Calibration) -> dict[str, Any]:
    return {
        "count": found.count,
        "covered": [list(pair) for pair in found.covered],
        "before": found.before,
        "after": found.after,
        "years_covered": found.years_covered,
        "error_years": found.error_years,
        "error_share": found.error_share,
        "width_years": found.width_years,
    }


def _list(
    cursor: Any, programme: str, stock: Sequence[PipelinePart], given: Conditions, *, today: date, runs: int
) -> _List:
    book, works = figures(), works_for(programme, stock, today)
    statement = _WAITING.format(needs=NEEDS, members=members(book, today), waiting=WAITING, cases=CASES)
    cursor.execute(statement, [programme])
    waiting = cursor.fetchall()
    kind_of, kinds = _kinds(programme, waiting, works, book, today)
    coming = new_programmes(programme, works, book, today)
    queue = Queue.of([row[1] for row in waiting], kind_of, kinds)
    walked = walk(queue, [each.work for each in works], coming, given, seed=SEED, runs=runs)
    return _List(
        programme=programme,
        cases=[row[:3] for row in waiting],
        works=works,
        coming=coming,
        kind_of=kind_of,
        kinds=kinds,
        found=outcomes(walked),
    )


def _kinds(
    programme: str, waiting: Sequence[Sequence[Any]], works: Sequence[PipelineWork], book: FigureBook, today: date
) -> tuple[Ints, tuple[HouseholdKind, ...]]:
    """Tell households apart by what they may be given, as the distribution does."""
    if programme not in PROGRAMME_CODES:
        return np.zeros(len(waiting), dtype=np.int64), (ANYTHING,)
    needs, size = (np.array([row[index] for row in waiting], dtype=np.int64) for index in (3, 4))
    code = np.full(len(waiting), PROGRAMME_CODES.index(programme))
    classes = dict.fromkeys(each.work.unit_class for each in works)
    found = entitlements(code, needs, size, classes=classes, book=book, on=today)
    kinds = zip(found.classes, found.needs_accessible, strict=True)
    return found.kind_of, tuple(HouseholdKind(classes=given, needs_accessible=need) for given, need in kinds)


def _basis(past: PastYears, given: Conditions, lists: Sequence[_List], today: date) -> dict[str, Any]:
    """Return what a run rests on, with how much of it was measured."""
    return {
        "measured": measured(past, ASSUMED),
        "slip": given.slip.middle,
        "gate_years": given.gate.middle,
        "key_years": given.keys.middle,
        "withdrawal": given.withdrawal.middle,
        "set_aside": given.set_aside,
        "four_bedrooms": figure_or(HOUSEHOLD_FOR_FOUR_BEDROOMS, 0, figures(), today)[0] or None,
        "new": {each.programme: [int(n) for c in each.coming for n in c.yearly] for each in lists},
    }


def _keep(cursor: Any, run: ForecastRun, lists: Sequence[_List], today: date) -> int:
    cursor.execute(_FRESH)
    with cursor.copy("COPY fresh_forecast FROM STDIN") as copy:
        for each in lists:
            for row in _rows(each, today):
                copy.write_row(row)
    cursor.execute("ANALYZE fresh_forecast")
    cursor.execute(_KEEP, [run.pk])
    changed = int(cursor.rowcount)
    cursor.execute("DROP TABLE fresh_forecast")
    return changed


def _rows(each: _List, today: date) -> Iterator[tuple[Any, ...]]:
    days = [month_after(today, months) for months in range(int(each.found.months.max(initial=0)) + 1)]
    may = [(json.dumps(kind.classes or ()), kind.needs_accessible) for kind in each.kinds]
    columns = zip(each.cases, each.found.months.tolist(), each.kind_of.tolist(), strict=True)
    for number, ((case_id, _governorate, place), months, kind) in enumerate(columns):
        foretold = (None if month == BEYOND else days[month] for month in months)
        yield (case_id, place, *foretold, _likely(each.found, number), *may[kind])


def _likely(found: Outcomes, row: int) -> str:
    pairs = zip(found.projects[row].tolist(), np.round(found.shares[row], 3).tolist(), strict=True)
    return json.dumps([[found.names[number], share] for number, share in pairs if number >= 0 and share >= LEAST_SHARE])


def _keep_projects(run: ForecastRun, lists: Sequence[_List]) -> None:
    kept: dict[tuple[str, str], ForecastProject] = {}
    for each in lists:
        for work in each.works:
            row = kept.setdefault((each.programme, work.part.code), _project_row(run, each.programme, work))
            row.units += work.work.units
            row.homes[work.work.unit_class] = row.homes.get(work.work.unit_class, 0) + work.work.units
    ForecastProject.objects.bulk_create(kept.values())


def _project_row(run: ForecastRun, programme: str, each: PipelineWork) -> ForecastProject:
    return ForecastProject(
        run=run,
        programme=programme,
        code=each.part.code,
        name_ar=each.part.name.ar,
        name_en=each.part.name.en,
        governorate=each.part.governorate,
        is_local=each.work.local,
        units=0,
        percent=each.percent,
        planned_on=each.part.planned_on,
        gates_open=list(dict.fromkeys(each.part.gates_open)),
    )
