"""What is on its way: each project's units still to be given, its progress and gates, and how late others were."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, F

from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Gate, Phase, ProgressReport, Project, Unit
from iskan.core.text import Text

TO_COME: Final = (UnitState.PLANNED, UnitState.BUILDING, UnitState.READY)
Percents = dict[int, dict[date, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineProject:
    """A project with units no household stands behind yet; ``units`` counts all of them by class, the ready among them.

    ``percents`` are the reports on the project as a whole, oldest first.
    """

    code: str
    name: Text
    governorate: str
    kind: str
    programme: str
    units: Mapping[str, int]
    ready: Mapping[str, int]
    planned_start_on: date | None
    planned_on: date | None
    percents: tuple[tuple[date, int], ...]
    gates_open: tuple[str, ...]
    gates_required: int


@dataclass(frozen=True, slots=True)
class PastDelay:
    """When finished works were meant to end, and when they did."""

    code: str
    planned_on: date
    completed_on: date


def pipeline() -> tuple[PipelineProject, ...]:
    """Return every project with units still to be given, in the order of their codes."""
    units, ready = _units_by_class()
    percents, gates = _percents(), _required_gates()
    return tuple(
        PipelineProject(
            code=row.code,
            name=Text(ar=row.name_ar, en=row.name_en),
            governorate=row.governorate,
            kind=row.kind,
            programme=row.programme,
            units=units[row.pk],
            ready=ready.get(row.pk, {}),
            planned_start_on=row.planned_start_on,
            planned_on=row.planned_on,
            percents=tuple(sorted(percents.get(row.pk, {}).items())),
            gates_open=tuple(kind for kind, done in gates.get(row.pk, ()) if not done),
            gates_required=len(gates.get(row.pk, ())),
        )
        for row in Project.objects.filter(pk__in=units).order_by("code").defer("boundary")
    )


def past_delays() -> tuple[PastDelay, ...]:
    """Return the planned and actual ends of every finished project and phase."""
    finished = {"planned_on__isnull": False, "completed_on__isnull": False}
    columns = ("planned_on", "completed_on")
    wholes = Project.objects.filter(**finished).values_list("code", *columns)
    parts = Phase.objects.filter(**finished).values_list("project__code", *columns)
    return tuple(PastDelay(*row) for row in sorted([*wholes, *parts]))


def _units_by_class() -> tuple[dict[int, dict[str, int]], dict[int, dict[str, int]]]:
    whole: dict[int, dict[str, int]] = defaultdict(dict)
    ready: dict[int, dict[str, int]] = defaultdict(dict)
    counted = Unit.objects.filter(state__in=TO_COME).values_list("project_id", "unit_class", "state")
    for project_id, unit_class, state, count in counted.annotate(Count("pk")).order_by("project_id", "unit_class"):
        whole[project_id][unit_class] = whole[project_id].get(unit_class, 0) + count
        if state == UnitState.READY:
            ready[project_id][unit_class] = count
    return dict(whole), dict(ready)


def _percents() -> Percents:
    found: Percents = defaultdict(dict)
    reports = ProgressReport.objects.filter(phase__isnull=True).order_by("id")
    for project_id, on, percent in reports.values_list("project_id", "on", "percent"):
        found[project_id][on] = percent
    return found


def _required_gates() -> dict[int, list[tuple[str, bool]]]:
    found: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    required = Gate.objects.filter(is_required=True).annotate(number=F("phase__number")).order_by("number", "kind")
    for project_id, kind, done_on in required.values_list("project_id", "kind", "done_on"):
        found[project_id].append((kind, done_on is not None))
    return found
