"""Projects as citizens read them: cards, a project's page, its units and its map."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from iskan.apps.housing_stock.enums import ProjectProgramme, UnitState
from iskan.apps.housing_stock.queries.projects import ProjectCard, ProjectPage
from iskan.apps.housing_stock.queries.units import UnitFilter, UnitPage
from iskan.policy.governorates import GOVERNORATES
from iskan.surfaces.ui import stock
from iskan.surfaces.ui.charts import ProgressChart, progress_chart
from iskan.surfaces.ui.formatting import date, language, number, t


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectList:
    """The projects that fit a filter, and what all of them come to."""

    projects: tuple[stock.ProjectView, ...]
    filters: tuple[dict[str, Any], ...]
    stats: tuple[tuple[str, str], ...]
    parts: tuple[stock.StatePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectDetail:
    """A project's page."""

    view: stock.ProjectView
    about: str
    facts: tuple[tuple[str, str], ...]
    chart: ProgressChart | None
    summary: str
    reports: tuple[tuple[str, str, str], ...]
    phases: tuple[dict[str, Any], ...]
    gates: tuple[dict[str, Any], ...]
    columns: list[Any]
    rows: list[list[str]]
    has_ground: bool
    units: tuple[stock.UnitView, ...]
    filters: tuple[dict[str, Any], ...]
    next_after: str


def project_list(cards: Sequence[ProjectCard], governorate: str, programme: str) -> ProjectList:
    """Return the projects of a governorate and programme, or of all."""
    wanted = [
        card
        for card in cards
        if governorate in {"", card.governorate} and (not programme or programme in _programmes(card))
    ]
    states = Counter[UnitState]()
    for card in wanted:
        for part in card.counts:
            states[part.state] += part.count
    return ProjectList(
        projects=tuple(stock.project_view(card) for card in wanted),
        filters=_list_filters(governorate, programme),
        stats=_stats(len(wanted), states),
        parts=stock.state_parts(states),
    )


def _programmes(card: ProjectCard) -> set[str]:
    return {part.type.programme.value for part in card.counts} or {card.programme.value}


def _stats(count: int, states: Mapping[UnitState, int]) -> tuple[tuple[str, str], ...]:
    given = states.get(UnitState.ALLOCATED, 0) + states.get(UnitState.HANDED_OVER, 0)
    to_come = states.get(UnitState.PLANNED, 0) + states.get(UnitState.BUILDING, 0)
    return (
        (_("Projects"), number(count)),
        (_("Planned or under construction"), number(to_come)),
        (_("Ready"), number(states.get(UnitState.READY, 0))),
        (_("Allocated or handed over"), number(given)),
    )


def _list_filters(governorate: str, programme: str) -> tuple[dict[str, Any], ...]:
    places = [("", _("All governorates")), *((code, t(name)) for code, name in GOVERNORATES.items())]
    kinds = [("", _("All programmes")), *((kind.value, str(kind.label)) for kind in ProjectProgramme)]
    return (
        {"name": "governorate", "label": _("Governorate"), "choices": places, "value": governorate},
        {"name": "programme", "label": _("Programme"), "choices": kinds, "value": programme},
    )


def project_detail(page: ProjectPage, units: UnitPage, wanted: UnitFilter) -> ProjectDetail:
    """Return everything the page of one project says."""
    columns, rows = stock.class_table(page.card.counts)
    return ProjectDetail(
        view=stock.project_view(page.card),
        about=t(page.about),
        facts=_facts(page),
        chart=progress_chart([(report.on, report.percent) for report in page.history], page.card.dates.planned_on),
        summary=stock.progress_summary(page.history),
        reports=tuple((date(report.on), f"{report.percent}%", report.note) for report in reversed(page.history)),
        phases=_phases(page),
        gates=_gates(page),
        columns=columns,
        rows=rows,
        has_ground=page.boundary is not None,
        units=tuple(map(stock.unit_view, units.lines)),
        filters=_unit_filters(page, wanted),
        next_after=units.next_after,
    )


def _facts(page: ProjectPage) -> tuple[tuple[str, str], ...]:
    dates = page.card.dates
    land = f"{page.land_hectares:,f}".rstrip("0").rstrip(".") if page.land_hectares else ""
    facts = (
        (_("Town"), t(page.card.town)),
        (_("Kind"), str(page.card.kind.label)),
        (_("Homes and plots"), stock.listed(stock.types_of(page.card.counts))),
        (_("Land"), _("%(area)s hectares") % {"area": land} if land else ""),
        (_("Started"), date(dates.started_on) if dates.started_on else ""),
        (_("Completion planned"), date(dates.planned_on) if dates.planned_on else ""),
        (_("Completed"), date(dates.completed_on) if dates.completed_on else ""),
    )
    return tuple((label, value) for label, value in facts if value)


def _phases(page: ProjectPage) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "name": stock.phase_name(phase),
            "percent": phase.percent or 0,
            "words": f"{phase.percent}%" if phase.percent is not None else _("not reported"),
            "units": phase.unit_count,
            "planned": date(phase.dates.planned_on) if phase.dates.planned_on else "",
            "completed": date(phase.dates.completed_on) if phase.dates.completed_on else "",
        }
        for phase in page.phases
    )


def _gates(page: ProjectPage) -> tuple[dict[str, Any], ...]:
    names = {phase.number: stock.phase_name(phase) for phase in page.phases}
    groups: dict[int | None, list[dict[str, Any]]] = {}
    for gate in page.gates:
        if gate.is_required:
            words, tone = stock.gate_status(gate)
            shown = {"label": str(gate.kind.label), "words": words, "tone": tone, "done": not gate.is_open}
            groups.setdefault(gate.phase, []).append(shown)
    return tuple(
        {
            "name": names.get(phase or 0, _("The whole project")),
            "gates": gates,
            "names": stock.listed(gate["label"] for gate in gates),
        }
        for phase, gates in groups.items()
    )


def _unit_filters(page: ProjectPage, wanted: UnitFilter) -> tuple[dict[str, Any], ...]:
    classes, states = stock.choices_of(page.card.counts)
    return (
        {"name": "class", "label": _("Type"), "choices": classes, "value": wanted.unit_class},
        {"name": "state", "label": _("State"), "choices": states, "value": wanted.state},
    )


def map_of(features: str, *, code: str = "", names: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what the map's script is told: where its library, outline and features are, and its words."""
    return {
        "library": static("packages/maplibre-gl.mjs"),
        "worker": static("packages/maplibre-gl-worker.mjs"),
        "styles": static("packages/maplibre-gl.css"),
        "outline": static("stock/bahrain.json"),
        "features": features,
        "project": code,
        "names": json.dumps(dict(names or {}), ensure_ascii=False),
        "page": reverse("portal:project", args=["CODE"]),
        "language": language(),
        "words": json.dumps(stock.map_words(), ensure_ascii=False),
    }
