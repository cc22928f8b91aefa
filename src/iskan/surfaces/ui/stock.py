"""Projects and units as every surface words them: states, types, classes, counts side by side."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from iskan.apps.housing_stock.enums import UnitState, UnitType
from iskan.apps.housing_stock.queries.projects import (
    GateLine,
    PhaseLine,
    ProjectCard,
    ProjectPage,
    UnitCount,
    WorksProgress,
)
from iskan.apps.housing_stock.queries.units import UnitLine
from iskan.policy.governorates import governorate_name
from iskan.policy.unit_classes import class_name
from iskan.surfaces.ui.formatting import date, language, number, t

TONES: Final[Mapping[UnitState, str]] = {
    UnitState.PLANNED: "neutral",
    UnitState.BUILDING: "sand",
    UnitState.READY: "success",
    UnitState.WITHHELD: "danger",
    UnitState.OFFERED: "info",
    UnitState.ALLOCATED: "info",
    UnitState.HANDED_OVER: "palm",
}


@dataclass(frozen=True, slots=True)
class StatePart:
    """How many units stand in a state, and where its stretch of the bar begins, in thousandths."""

    state: str
    label: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """A class of units with its count in each state."""

    code: str
    name: str
    total: int
    by_state: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectView:
    """A project in a list."""

    code: str
    name: str
    governorate: str
    town: str
    kind: str
    programme: str
    percent: int
    is_reported: bool
    unit_count: int
    types: str
    parts: tuple[StatePart, ...]
    when: str
    is_done: bool
    ready_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """A unit in a list."""

    code: str
    class_name: str
    phase: int
    place: str
    area: str
    state: str
    tone: str


def project_view(card: ProjectCard) -> ProjectView:
    """Return a project as its card shows it."""
    states = Counter[UnitState]()
    for part in card.counts:
        states[part.state] += part.count
    return ProjectView(
        code=card.code,
        name=t(card.name),
        governorate=t(governorate_name(card.governorate)),
        town=t(card.town),
        kind=str(card.kind.label),
        programme=str(card.programme.label),
        percent=card.percent or 0,
        is_reported=card.percent is not None,
        unit_count=card.unit_count,
        types=listed(types_of(card.counts)),
        parts=state_parts(states),
        when=when_of(card),
        is_done=card.dates.completed_on is not None,
        ready_count=states[UnitState.READY],
    )


def when_of(card: ProjectCard) -> str:
    """Say when the project was or is to be finished."""
    if card.dates.completed_on:
        return _("Completed %(day)s") % {"day": date(card.dates.completed_on)}
    if card.dates.planned_on:
        return _("Completion planned for %(day)s") % {"day": date(card.dates.planned_on)}
    return _("Completion not yet planned")


def types_of(counts: Iterable[UnitCount]) -> tuple[str, ...]:
    """Return how many houses, flats and plots there are, in words."""
    totals = Counter[UnitType]()
    for part in counts:
        totals[part.type] += part.count
    return tuple(_counted(kind, totals[kind]) for kind in UnitType if totals[kind])


def _counted(kind: UnitType, count: int) -> str:
    words = {
        UnitType.HOUSE: ngettext("%(count)s house", "%(count)s houses", count),
        UnitType.FLAT: ngettext("%(count)s flat", "%(count)s flats", count),
        UnitType.PLOT: ngettext("%(count)s plot", "%(count)s plots", count),
    }
    return words[kind] % {"count": number(count)}


def listed(words: Iterable[str]) -> str:
    """Join words as a list in the reader's language."""
    return ("، " if language() == "ar" else ", ").join(words)


def state_parts(states: Mapping[UnitState, int]) -> tuple[StatePart, ...]:
    """Return the states side by side in the order a unit passes them."""
    whole, begun, parts = sum(states.values()), 0.0, []
    for state in UnitState:
        if count := states.get(state, 0):
            width = 1000 * count / whole
            parts.append(StatePart(state.value, str(state.label), count, round(begun, 1), round(width, 1)))
            begun += width
    return tuple(parts)


def class_rows(counts: Sequence[UnitCount]) -> tuple[ClassRow, ...]:
    """Return each class with its count in each state."""
    found: dict[str, dict[str, int]] = {}
    for part in counts:
        found.setdefault(part.unit_class, {})[part.state.value] = part.count
    return tuple(
        ClassRow(code=code, name=t(class_name(code)), total=sum(by_state.values()), by_state=by_state)
        for code, by_state in sorted(found.items())
    )


def class_table(counts: Sequence[UnitCount]) -> tuple[list[Any], list[list[str]]]:
    """Return the columns and rows of the table of classes and states; states nobody is in are left out."""
    states = [state for state in UnitState if any(part.state == state for part in counts)]
    heads: list[Any] = [_("Type"), *({"label": str(state.label), "numeric": True} for state in states)]
    heads.append({"label": _("Total"), "numeric": True})
    rows = [
        [row.name, *(number(row.by_state.get(state.value, 0)) for state in states), number(row.total)]
        for row in class_rows(counts)
    ]
    return heads, rows


def unit_view(line: UnitLine) -> UnitView:
    """Return a unit as a list shows it."""
    return UnitView(
        code=line.code,
        class_name=t(class_name(line.unit_class)),
        phase=line.phase,
        place=_place(line),
        area=area_words(line) or "–",
        state=str(line.state.label),
        tone=TONES[line.state],
    )


def _place(line: UnitLine) -> str:
    words = [_("Building %(code)s") % {"code": line.building}] if line.building else []
    return listed([*words, *filter(None, [floor_words(line)])]) or "–"


def area_words(line: UnitLine) -> str:
    """Return a unit's area, where it is known."""
    return _("%(area)s m²") % {"area": f"{line.area:,f}".rstrip("0").rstrip(".")} if line.area else ""


def floor_words(line: UnitLine) -> str:
    """Return which floor a unit is on, where it is known."""
    if line.floor is None:
        return ""
    return _("Ground floor") if line.floor == 0 else _("Floor %(number)s") % {"number": line.floor}


def phase_name(phase: PhaseLine) -> str:
    """Return a phase's number, and its name where it has one."""
    words = _("Phase %(number)s") % {"number": phase.number}
    return f"{words}: {t(phase.name)}" if t(phase.name) else words


def progress_summary(history: Sequence[WorksProgress]) -> str:
    """Say in words what the line of progress shows."""
    if not history:
        return _("No progress has been reported yet.")
    first, last = history[0], history[-1]
    words = {"first": first.percent, "since": date(first.on), "last": last.percent, "until": date(last.on)}
    return _("Progress rose from %(first)s%% on %(since)s to %(last)s%% on %(until)s.") % words


def gate_status(gate: GateLine) -> tuple[str, str]:
    """Return a gate's standing in words, and its tone."""
    if gate.done_on:
        return _("Done %(day)s") % {"day": date(gate.done_on)}, "success"
    if gate.planned_on:
        return _("Planned for %(day)s") % {"day": date(gate.planned_on)}, "warning"
    return _("Not done yet"), "warning"


def choices_of(counts: Sequence[UnitCount]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the classes and the states a project's units can be filtered by."""
    classes = [(row.code, row.name) for row in class_rows(counts)]
    states = [state for state in UnitState if any(part.state == state for part in counts)]
    return (
        [("", _("All types")), *classes],
        [("", _("All states")), *((state.value, str(state.label)) for state in states)],
    )


def names_of(counts: Sequence[UnitCount]) -> Mapping[str, str]:
    """Return the names of a project's classes and of the states, by their codes, and how a building is named."""
    states = {state.value: str(state.label) for state in UnitState}
    return (
        {row.code: row.name for row in class_rows(counts)}
        | states
        | {"building": _("Building %(code)s") % {"code": "CODE"}}
    )


def map_words() -> Mapping[str, str]:
    """Return what the map says to its reader, by the names its library knows."""
    return {
        "NavigationControl.ZoomIn": _("Zoom in"),
        "NavigationControl.ZoomOut": _("Zoom out"),
        "Map.Title": _("Map"),
        "CooperativeGesturesHandler.WindowsHelpText": _("Use Ctrl and scroll to zoom the map"),
        "CooperativeGesturesHandler.MacHelpText": _("Use ⌘ and scroll to zoom the map"),
        "CooperativeGesturesHandler.MobileHelpText": _("Use two fingers to move the map"),
    }


def units_address(page: ProjectPage) -> str:
    """Return where a project's map finds its units and ground: another address once another boundary is drawn."""
    address = reverse("api:units-map", args=[page.card.code])
    return f"{address}?boundary={page.boundary_id}" if page.boundary_id else address


def project_link(name: str, code: str, label: str) -> Markup:
    """Return a link to a project's page."""
    return Markup('<a class="ds-link" href="{}">{}</a>').format(reverse(name, args=[code]), label)
