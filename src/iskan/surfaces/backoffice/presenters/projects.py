"""The stock as its keepers see it: projects, gates to close, units, and what a sheet would do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as day_type
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from iskan.apps.housing_stock.enums import ProjectKind, ProjectProgramme, UnitState
from iskan.apps.housing_stock.queries.projects import Dates, GateLine, PhaseLine, ProjectCard, ProjectPage
from iskan.apps.housing_stock.queries.units import UnitFilter, UnitPage
from iskan.policy.governorates import GOVERNORATES
from iskan.surfaces.ui import stock
from iskan.surfaces.ui.charts import ProgressChart, progress_chart
from iskan.surfaces.ui.formatting import date, number, t


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectDesk:
    """A project's page on the desk."""

    view: stock.ProjectView
    facts: list[dict[str, str]]
    chart: ProgressChart | None
    summary: str
    reports: tuple[tuple[str, str, str, str], ...]
    phases: tuple[dict[str, Any], ...]
    gates: tuple[dict[str, Any], ...]
    columns: list[Any]
    rows: list[list[str]]
    units: tuple[stock.UnitView, ...]
    filters: tuple[dict[str, Any], ...]
    next_after: str
    next_phase: int


def project_rows(cards: Iterable[ProjectCard]) -> tuple[stock.ProjectView, ...]:
    """Return the projects in a list."""
    return tuple(map(stock.project_view, cards))


def project_desk(page: ProjectPage, units: UnitPage, wanted: UnitFilter) -> ProjectDesk:
    """Return everything a project's page on the desk says."""
    columns, rows = stock.class_table(page.card.counts)
    classes, states = stock.choices_of(page.card.counts)
    names = {phase.number: stock.phase_name(phase) for phase in page.phases}
    return ProjectDesk(
        view=stock.project_view(page.card),
        facts=_facts(page),
        chart=progress_chart([(one.on, one.percent) for one in page.history], page.card.dates.planned_on),
        summary=stock.progress_summary(page.history),
        reports=tuple(
            (date(one.on), names.get(one.phase or 0, _("The whole project")), f"{one.percent}%", one.note)
            for one in reversed(page.reports)
        ),
        phases=tuple(map(_phase, page.phases)),
        gates=tuple(_gate(gate, names) for gate in page.gates),
        columns=columns,
        rows=rows,
        units=tuple(map(stock.unit_view, units.lines)),
        filters=(
            {"name": "class", "label": _("Type"), "choices": classes, "value": wanted.unit_class},
            {"name": "state", "label": _("State"), "choices": states, "value": wanted.state},
        ),
        next_after=units.next_after,
        next_phase=max(names, default=0) + 1,
    )


def _facts(page: ProjectPage) -> list[dict[str, str]]:
    card = page.card
    return [
        {"label": _("Code"), "value": card.code},
        {"label": _("Town"), "value": f"{t(card.town)} · {stock.project_view(card).governorate}"},
        {"label": _("Kind"), "value": f"{card.kind.label} · {card.programme.label}"},
        {"label": _("Works begun"), "value": _planned_and_done(card.dates.planned_start_on, card.dates.started_on)},
        {"label": _("Completion"), "value": _planned_and_done(card.dates.planned_on, card.dates.completed_on)},
    ]


def _planned_and_done(planned: day_type | None, done: day_type | None) -> str:
    words = [_("planned %(day)s") % {"day": date(planned)}] if planned else []
    if done:
        words.append(_("actual %(day)s") % {"day": date(done)})
    return stock.listed(words)


def _phase(phase: PhaseLine) -> dict[str, Any]:
    return {
        "number": phase.number,
        "name": stock.phase_name(phase),
        "percent": phase.percent or 0,
        "words": f"{phase.percent}%" if phase.percent is not None else _("not reported"),
        "units": number(phase.unit_count),
        "completion": _planned_and_done(phase.dates.planned_on, phase.dates.completed_on) or "–",
    }


def _gate(gate: GateLine, names: dict[int, str]) -> dict[str, Any]:
    words, tone = stock.gate_status(gate)
    return {
        "id": gate.id,
        "label": str(gate.kind.label),
        "phase": names.get(gate.phase or 0, _("The whole project")),
        "words": words,
        "tone": tone,
        "open": gate.is_open,
        "required": gate.is_required,
        "note": gate.note,
    }


def gate_view(page: ProjectPage, gate: GateLine) -> dict[str, Any]:
    """Return one gate with the name of what it is for."""
    return _gate(gate, {phase.number: stock.phase_name(phase) for phase in page.phases})


def gate_words(gate: GateLine, today: day_type) -> dict[str, Any]:
    """Return what the forms of a gate begin with."""
    planned = gate.planned_on.isoformat() if gate.planned_on else ""
    return {"done_on": today.isoformat(), "planned_on": planned, "required": "yes" if gate.is_required else ""}


def choices() -> dict[str, Any]:
    """Return what a project's form offers to choose from."""
    return {
        "governorates": [(code, t(name)) for code, name in GOVERNORATES.items()],
        "kinds": [(kind.value, str(kind.label)) for kind in ProjectKind],
        "programmes": [(one.value, str(one.label)) for one in ProjectProgramme],
    }


def kept_words(page: ProjectPage) -> dict[str, Any]:
    """Return a project's details as its form shows them."""
    card = page.card
    return {
        "name_ar": card.name.ar, "name_en": card.name.en, "town_ar": card.town.ar, "town_en": card.town.en,
        "about_ar": page.about.ar, "about_en": page.about.en, "governorate": card.governorate,
        "kind": card.kind.value, "programme": card.programme.value, "version": page.version,
        "land_hectares": _plain(page.land_hectares), "latitude": _plain(card.latitude),
        "longitude": _plain(card.longitude), **day_words(card.dates),
    }  # fmt: skip


def phase_words(phase: PhaseLine | None) -> dict[str, Any]:
    """Return a phase as its form shows it; a new one is empty."""
    return {"name_ar": phase.name.ar, "name_en": phase.name.en, **day_words(phase.dates)} if phase else {}


def day_words(dates: Dates) -> dict[str, str]:
    """Return the days as the fields of a form take them."""
    named = {
        "planned_start_on": dates.planned_start_on, "planned_on": dates.planned_on,
        "started_on": dates.started_on, "completed_on": dates.completed_on,
    }  # fmt: skip
    return {name: day.isoformat() if day else "" for name, day in named.items()}


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def move_choices(page: ProjectPage) -> dict[str, Any]:
    """Return what the form that moves units offers: phases, types, and the states before a household."""
    classes, _states = stock.choices_of(page.card.counts)
    keepers = [state for state in UnitState if not state.is_given]
    return {
        "phases": [(phase.number, stock.phase_name(phase)) for phase in page.phases],
        "classes": classes,
        "sources": [(state.value, str(state.label)) for state in UnitState],
        "targets": [(state.value, str(state.label)) for state in keepers],
    }
