"""Projects with phases, gates and units, as tests need them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from tests.factories.cast import AT

from iskan.apps.housing_stock.enums import GateKind, ProjectKind, ProjectProgramme, UnitState, UnitType
from iskan.apps.housing_stock.models import Gate, Phase, ProgressReport, Project, Unit

DONE = date(2026, 1, 15)


def make_project(
    code: str = "east-sitra",
    *,
    units: Mapping[str, int] | None = None,
    state: UnitState = UnitState.BUILDING,
    open_gates: tuple[GateKind, ...] = (),
    governorate: str = "BH-13",
    kind: ProjectKind = ProjectKind.GENERAL,
    reports: Mapping[date, int] | None = None,
    at: datetime = AT,
) -> Project:
    """Make a project of one phase; its gates are closed but for those named, its units are so many of each class."""
    project = Project.objects.create(
        code=code, name_ar=f"مشروع {code}", name_en=f"Project {code}", town_ar="سترة", town_en="Sitra",
        governorate=governorate, kind=kind, programme=ProjectProgramme.UNIT, latitude=Decimal("26.152"),
        longitude=Decimal("50.632"), planned_start_on=date(2023, 1, 1), planned_on=date(2027, 1, 1),
        started_on=date(2023, 2, 1),
    )  # fmt: skip
    phase = Phase.objects.create(project=project, number=1, planned_on=date(2026, 6, 1))
    Gate.objects.bulk_create(
        Gate(project=project, kind=gate, done_on=None if gate in open_gates else DONE) for gate in GateKind
    )
    for on, percent in (reports or {}).items():
        ProgressReport.objects.create(project=project, on=on, percent=percent, reported_at=at)
    make_units(phase, units or {"house-4br": 3}, state=state, at=at)
    return project


def make_units(phase: Phase, units: Mapping[str, int], *, state: UnitState, at: datetime = AT) -> list[Unit]:
    """Make so many units of each class in a phase, side by side on the map."""
    prefix = phase.project.code.upper()
    wanted = [unit_class for unit_class, count in units.items() for _ in range(count)]
    first = phase.project.units.count()
    return Unit.objects.bulk_create(
        Unit(
            code=f"{prefix}-{number:04}", project=phase.project, phase=phase, type=UnitType(unit_class.split("-")[0]),
            unit_class=unit_class, state=state, state_since=at, accessible="accessible" in unit_class,
            latitude=Decimal("26.152") + Decimal(number) / 10_000, longitude=Decimal("50.632"),
        )
        for number, unit_class in enumerate(wanted, start=first + 1)
    )  # fmt: skip
