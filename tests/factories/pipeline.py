"""Projects in the making, as few columns as a forecast's test needs."""

from datetime import UTC, date, datetime

from iskan.apps.housing_stock.models import Gate, Phase, ProgressReport, Project, Unit

SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def add_project(
    code: str,
    *,
    homes: int = 1,
    governorate: str = "BH-15",
    kind: str = "general",
    unit_class: str = "house-4br",
    ready: bool = False,
    percent: int | None = None,
    gates: tuple[str, ...] = (),
    start_on: date | None = date(2025, 1, 1),
    planned_on: date | None = date(2027, 6, 1),
    completed_on: date | None = None,
) -> Project:
    """Make a project with so many homes of a class, or add them to it."""
    project, _new = Project.objects.get_or_create(
        code=code,
        defaults={
            "name_ar": f"مشروع {code}", "name_en": f"Project {code}", "town_ar": "مدينة", "town_en": "Town",
            "governorate": governorate, "kind": kind, "programme": "unit",
            "planned_start_on": date(2018, 1, 1) if completed_on else start_on,
            "planned_on": date(2019, 6, 1) if completed_on else planned_on,
            "completed_on": completed_on,
        },
    )  # fmt: skip
    phase, _new = Phase.objects.get_or_create(project=project, number=1)
    first = Unit.objects.filter(project=project).count()
    Unit.objects.bulk_create(
        Unit(
            code=f"{code.upper()}-{first + number}", project=project, phase=phase,
            type=unit_class.partition("-")[0], unit_class=unit_class, accessible=unit_class.endswith("accessible"),
            state="ready" if ready else "building", state_since=SINCE,
        )
        for number in range(homes)
    )  # fmt: skip
    for gate in gates:
        Gate.objects.create(project=project, kind=gate)
    if percent is not None:
        ProgressReport.objects.create(project=project, on=date(2026, 2, 1), percent=percent, reported_at=SINCE)
    return project
