"""What is on its way: each phase's units still to be given, its progress and gates, and how late others were."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count

from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Gate, Phase, ProgressReport, Project, Unit
from iskan.core.text import Text

TO_COME: Final = (UnitState.PLANNED, UnitState.BUILDING, UnitState.READY)
ByClass = dict[int, dict[str, int]]
WHOLE = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelinePart:
    """A phase with units no household stands behind yet; ``units`` counts all of them by class, the ready among them.

    Where a project has one phase, it is the project. Of a phase without any date its project's dates are taken.
    ``percents`` are reports, oldest first.
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


@dataclass(frozen=True, slots=True)
class PastDelay:
    """When finished works were meant to end, and when they did."""

    code: str
    planned_on: date
    completed_on: date


def pipeline() -> tuple[PipelinePart, ...]:
    """Return every phase with units still to be given, in the order of their projects' codes and their numbers."""
    units, ready = _units_by_class()
    percents, gates = _percents(), _required_gates()
    rows = Phase.objects.filter(pk__in=units).select_related("project").defer("project__boundary")
    counted = rows.annotate(siblings=Count("project__phases")).order_by("project__code", "number")
    return tuple(
        _part(
            phase,
            is_whole=phase.siblings == 1,
            units=units[phase.pk],
            ready=ready.get(phase.pk, {}),
            percents=_reported(phase, percents),
            gates=(*gates.get((phase.project_id, WHOLE), ()), *gates.get((phase.project_id, phase.pk), ())),
        )
        for phase in counted
    )


def past_delays() -> tuple[PastDelay, ...]:
    """Return the planned and actual ends of every finished project and phase."""
    finished = {"planned_on__isnull": False, "completed_on__isnull": False}
    columns = ("planned_on", "completed_on")
    wholes = Project.objects.filter(**finished).values_list("code", *columns)
    parts = Phase.objects.filter(**finished).values_list("project__code", *columns)
    return tuple(PastDelay(*row) for row in sorted([*wholes, *parts]))


def _part(
    phase: Phase, *, is_whole: bool, units: Mapping[str, int], ready: Mapping[str, int], percents: Mapping[date, int],
    gates: Sequence[tuple[str, bool]],
) -> PipelinePart:  # fmt: skip
    project = phase.project
    planned = phase if phase.planned_start_on or phase.planned_on else project
    return PipelinePart(
        code=project.code if is_whole else f"{project.code}/{phase.number}",
        name=Text(ar=project.name_ar, en=project.name_en) if is_whole else _name(project, phase),
        governorate=project.governorate,
        kind=project.kind,
        programme=project.programme,
        units=units,
        ready=ready,
        planned_start_on=planned.planned_start_on,
        planned_on=planned.planned_on,
        percents=tuple(sorted(percents.items())),
        gates_open=tuple(kind for kind, done in gates if not done),
    )


def _reported(phase: Any, percents: Mapping[tuple[int, int | None], Mapping[date, int]]) -> Mapping[date, int]:
    """Return the reports on a phase; where it is the whole project, those on the project serve too."""
    own = percents.get((phase.project_id, phase.pk), {})
    return own or (percents.get((phase.project_id, WHOLE), {}) if phase.siblings == 1 else {})


def _name(project: Project, phase: Phase) -> Text:
    return Text(
        ar=f"{project.name_ar}، {phase.name_ar or f'المرحلة {phase.number}'}",
        en=f"{project.name_en}, {phase.name_en or f'phase {phase.number}'}",
    )


def _units_by_class() -> tuple[ByClass, ByClass]:
    """Return the units to come, and those of them that are ready, by phase and class."""
    whole: ByClass = defaultdict(dict)
    ready: ByClass = defaultdict(dict)
    counted = Unit.objects.filter(state__in=TO_COME).values_list("phase_id", "unit_class", "state")
    for phase_id, unit_class, state, count in counted.annotate(Count("pk")).order_by("phase_id", "unit_class"):
        whole[phase_id][unit_class] = whole[phase_id].get(unit_class, 0) + count
        if state == UnitState.READY:
            ready[phase_id][unit_class] = count
    return dict(whole), dict(ready)


def _percents() -> dict[tuple[int, int | None], dict[date, int]]:
    """Return the last word on each day, by project and phase; of a whole project under no phase."""
    found: dict[tuple[int, int | None], dict[date, int]] = defaultdict(dict)
    reports = ProgressReport.objects.order_by("id").values_list("project_id", "phase_id", "on", "percent")
    for project_id, phase_id, on, percent in reports:
        found[project_id, phase_id][on] = percent
    return found


def _required_gates() -> dict[tuple[int, int | None], list[tuple[str, bool]]]:
    """Return what must be connected and whether it is, by project and phase; of a whole project under no phase."""
    found: dict[tuple[int, int | None], list[tuple[str, bool]]] = defaultdict(list)
    required = Gate.objects.filter(is_required=True).order_by("kind", "pk")
    for project_id, phase_id, kind, done_on in required.values_list("project_id", "phase_id", "kind", "done_on"):
        found[project_id, phase_id].append((kind, done_on is not None))
    return found
