"""Projects as anybody may read them: where, how far, how many units of which type in which state, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from iskan.apps.housing_stock.enums import GateKind, ProjectKind, ProjectProgramme, UnitState, UnitType
from iskan.apps.housing_stock.models import Gate, Phase, ProgressReport, Project, ProjectBoundary, Unit
from iskan.core.text import Text


class NoSuchProject(LookupError):
    """No project has that code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The days works were meant to begin and end, and those on which they did."""

    planned_start_on: date | None
    planned_on: date | None
    started_on: date | None
    completed_on: date | None


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many units of one class stand in one state."""

    type: UnitType
    unit_class: str
    state: UnitState
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCard:
    """A project in a list."""

    code: str
    name: Text
    town: Text
    governorate: str
    kind: ProjectKind
    programme: ProjectProgramme
    percent: int | None
    dates: Dates
    counts: tuple[UnitCount, ...]
    latitude: Decimal | None
    longitude: Decimal | None

    @property
    def unit_count(self) -> int:
        return sum(part.count for part in self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLine:
    """A phase, and how far it has come."""

    number: int
    name: Text
    dates: Dates
    percent: int | None
    unit_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLine:
    """A gate of the project or of one phase."""

    id: int
    kind: GateKind
    phase: int | None
    is_required: bool
    planned_on: date | None
    done_on: date | None
    note: str

    @property
    def is_open(self) -> bool:
        return self.done_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksProgress:
    """How far the works had come on a day."""

    on: date
    percent: int
    phase: int | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPage:
    """Everything a project's page tells."""

    card: ProjectCard
    about: Text
    land_hectares: Decimal | None
    boundary: Mapping[str, Any] | None
    boundary_id: int
    version: int
    phases: tuple[PhaseLine, ...]
    gates: tuple[GateLine, ...]
    reports: tuple[WorksProgress, ...]

    @property
    def history(self) -> tuple[WorksProgress, ...]:
        """Return the reports on the project as a whole, oldest first."""
        return tuple(report for report in self.reports if report.phase is None)


def projects() -> tuple[ProjectCard, ...]:
    """Return every project: the unfinished first, by the day they are planned to end, then the latest finished."""
    counts = _counts(Unit.objects.all())
    rows = _with_percent(Project.objects.order_by(F("completed_on").desc(nulls_first=True), "planned_on", "code"))
    return tuple(_card(row, counts.get(row.pk, ())) for row in rows)


def project(code: str) -> ProjectPage:
    """Return a project whole.

    Raises:
        NoSuchProject: none has that code.
    """
    drawn = ProjectBoundary.objects.filter(project=OuterRef("pk")).order_by("-id").values("pk")
    row = _with_percent(Project.objects.filter(code=code)).annotate(boundary_id=Subquery(drawn[:1])).first()
    if row is None:
        raise NoSuchProject(code)
    reports = _reports(row)
    return ProjectPage(
        card=_card(row, _counts(row.units.all()).get(row.pk, ())),
        about=Text(ar=row.about_ar, en=row.about_en),
        land_hectares=row.land_hectares,
        boundary=row.boundary,
        boundary_id=getattr(row, "boundary_id", None) or 0,
        version=row.version,
        phases=_phases(row, reports),
        gates=_gates(row),
        reports=reports,
    )


def project_names() -> dict[str, Text]:
    """Return the name of every project by its code, in the order of the codes."""
    rows = Project.objects.order_by("code").values_list("code", "name_ar", "name_en")
    return {code: Text(ar=arabic, en=english) for code, arabic, english in rows}


def project_name(code: str) -> Text:
    """Return a project's name.

    Raises:
        NoSuchProject: none has that code.
    """
    found = Project.objects.filter(code=code).values_list("name_ar", "name_en").first()
    if found is None:
        raise NoSuchProject(code)
    return Text(ar=found[0], en=found[1])


def _with_percent(rows: QuerySet[Project]) -> QuerySet[Project]:
    latest = ProgressReport.objects.filter(project=OuterRef("pk"), phase__isnull=True).order_by("-on", "-id")
    return rows.annotate(percent=Subquery(latest.values("percent")[:1]))


def _counts(units: QuerySet[Unit]) -> dict[int, tuple[UnitCount, ...]]:
    counted = units.values_list("project_id", "type", "unit_class", "state").annotate(Count("pk"))
    found: dict[int, tuple[UnitCount, ...]] = {}
    for project_id, kind, unit_class, state, count in counted.order_by("project_id", "unit_class"):
        part = UnitCount(UnitType(kind), unit_class, UnitState(state), count)
        found[project_id] = (*found.get(project_id, ()), part)
    return found


def _card(row: Project, counts: tuple[UnitCount, ...]) -> ProjectCard:
    return ProjectCard(
        code=row.code,
        name=Text(ar=row.name_ar, en=row.name_en),
        town=Text(ar=row.town_ar, en=row.town_en),
        governorate=row.governorate,
        kind=ProjectKind(row.kind),
        programme=ProjectProgramme(row.programme),
        percent=getattr(row, "percent", None),
        dates=_dates(row),
        counts=counts,
        latitude=row.latitude,
        longitude=row.longitude,
    )


def _dates(row: Project | Phase) -> Dates:
    return Dates(
        planned_start_on=row.planned_start_on,
        planned_on=row.planned_on,
        started_on=row.started_on,
        completed_on=row.completed_on,
    )


def _reports(row: Project) -> tuple[WorksProgress, ...]:
    """Return the last word on each day; what it corrects stays in the table."""
    said = row.reports.order_by("on", "id").values_list("on", "phase__number", "percent", "note")
    last = {
        (on, phase): WorksProgress(on=on, phase=phase, percent=percent, note=note) for on, phase, percent, note in said
    }
    return tuple(last.values())


def _phases(row: Project, reports: tuple[WorksProgress, ...]) -> tuple[PhaseLine, ...]:
    percents = {report.phase: report.percent for report in reports}
    return tuple(
        PhaseLine(
            number=phase.number,
            name=Text(ar=phase.name_ar, en=phase.name_en),
            dates=_dates(phase),
            percent=percents.get(phase.number),
            unit_count=getattr(phase, "unit_count", 0),
        )
        for phase in row.phases.annotate(unit_count=Count("units")).order_by("number")
    )


def _gates(row: Project) -> tuple[GateLine, ...]:
    order = {kind: place for place, kind in enumerate(GateKind.values)}
    lines = [
        GateLine(
            id=gate.pk,
            kind=GateKind(gate.kind),
            phase=gate.phase.number if gate.phase else None,
            is_required=gate.is_required,
            planned_on=gate.planned_on,
            done_on=gate.done_on,
            note=gate.note,
        )
        for gate in Gate.objects.filter(project=row).select_related("phase")
    ]
    return tuple(sorted(lines, key=lambda line: (line.phase or 0, order[line.kind])))
