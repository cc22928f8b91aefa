"""Policy trials as the desk shows them: what was tried, who would move, by group, with a chart drawn on the server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from iskan.apps.accounts.queries import names_of
from iskan.apps.waiting_lists.enums import TrialKind, TrialStatus
from iskan.apps.waiting_lists.queries.points import Trial
from iskan.core.money import Money
from iskan.core.points import PointsScheme
from iskan.core.text import Text
from iskan.policy import choices
from iskan.policy.governorates import governorate_name
from iskan.policy.registry import schemes
from iskan.surfaces.ui.formatting import language, ltr, money, number, t

_TONES = {
    TrialStatus.QUEUED: "info",
    TrialStatus.RUNNING: "info",
    TrialStatus.DONE: "success",
    TrialStatus.FAILED: "danger",
}
CHART_WIDTH, ROW, NAME_WIDTH = 640, 30, 150
_NOT_KNOWN = Text(ar="غير معلوم", en="Not known")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialView:
    """One trial."""

    id: int
    title: str
    programme: str
    parameters: tuple[tuple[str, str], ...]
    note: str
    status: str
    tone: str
    progress: int
    is_done: bool
    is_open: bool
    started_by: str
    created_at: datetime
    finished_at: datetime | None
    figures: tuple[tuple[str, str, str], ...]
    groups: tuple["GroupView", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementBar:
    """A group's row of the chart: those who move up on one side of the axis, those who move down on the other."""

    name: str
    y: float
    up_x: float
    up_width: float
    down_x: float
    down_width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """One way of grouping the list: a table and the chart that says the same."""

    code: str
    name: str
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[MovementBar, ...]
    axis: float
    name_x: float
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdView:
    """One household in a trial: its place before and after, and its points item by item."""

    reference: str
    place: str
    place_after: str
    points: str
    items: tuple[tuple[str, str, str], ...]


def household_view(trial: Trial, row: Mapping[str, str]) -> HouseholdView:
    """Return a household's row of a trial as it is shown."""
    scheme = _scheme(trial)
    weights = trial.parameters.get("weights", {})
    return HouseholdView(
        reference=row["reference"],
        place=number(int(row["place"])),
        place_after=number(int(row["place_after"])) if row["place_after"] else "",
        points=number(int(row["points"])) if scheme else "",
        items=tuple(
            (t(criterion.label), number(weights[criterion.code]), number(int(row[criterion.code])))
            for criterion in (scheme.criteria if scheme else ())
        ),
    )


def trial_views(trials: Sequence[Trial]) -> tuple[TrialView, ...]:
    """Return trials as the list shows them."""
    names = names_of(frozenset(trial.started_by_id for trial in trials))
    return tuple(trial_view(trial, names) for trial in trials)


def trial_view(trial: Trial, names: Mapping[int, Text] | None = None) -> TrialView:
    """Return one trial."""
    status = TrialStatus(trial.status)
    by = names if names is not None else names_of(frozenset({trial.started_by_id}))
    return TrialView(
        id=trial.id,
        title=_title(trial),
        programme=programme_name(trial.programme),
        parameters=_parameters(trial),
        note=t(scheme.note) if (scheme := _scheme(trial)) else "",
        status=str(status.label),
        tone=_TONES[status],
        progress=trial.progress,
        is_done=status is TrialStatus.DONE,
        is_open=status in {TrialStatus.QUEUED, TrialStatus.RUNNING},
        started_by=t(by[trial.started_by_id]),
        created_at=trial.created_at,
        finished_at=trial.finished_at,
        figures=_figures(trial.outcome) if trial.outcome else (),
        groups=_groups(trial.outcome) if trial.outcome else (),
    )


def programme_name(code: str) -> str:
    """Return a programme's name."""
    return t(dict(choices.PROGRAMMES).get(code, _NOT_KNOWN))


def _scheme(trial: Trial) -> PointsScheme | None:
    return schemes()[trial.parameters["scheme"]] if trial.kind == TrialKind.SCHEME else None


def _title(trial: Trial) -> str:
    scheme = _scheme(trial)
    return t(scheme.name) if scheme else _("Another income ceiling")


def _parameters(trial: Trial) -> tuple[tuple[str, str], ...]:
    scheme = _scheme(trial)
    if scheme is None:
        return ((_("Highest income"), money(Money(trial.parameters["ceiling_fils"]))),)
    weights = trial.parameters["weights"]
    return tuple((t(criterion.label), number(weights[criterion.code])) for criterion in scheme.criteria)


def _figures(outcome: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    whole = outcome["all"]
    return (
        (_("Households on the list"), number(whole["count"]), ""),
        (_("Would move up"), number(whole["up"]), ""),
        (_("Would move down"), number(whole["down"]), ""),
        (_("Would stay"), number(whole["same"]), ""),
        (_("Would fall out"), number(whole["out"]), _("their income is known to lie above the ceiling")),
        (_("Not wholly known"), number(outcome["unknown"]), _("what is not known gives no points and bars nobody")),
    )


def _groups(outcome: Mapping[str, Any]) -> tuple[GroupView, ...]:
    categories = dict(choices.SHORT_CATEGORIES)
    namings = (
        ("governorate", _("By governorate"), lambda label: t(governorate_name(label))),
        ("category", _("By family category"), lambda label: t(categories.get(label, _NOT_KNOWN))),
        ("year", _("By year of application"), str),
    )
    return tuple(
        _group(code, name, [(naming(row["label"]), row) for row in outcome[code]]) for code, name, naming in namings
    )


def _group(code: str, name: str, rows: Sequence[tuple[str, Mapping[str, Any]]]) -> GroupView:
    keys = ("count", "up", "down", "same", "out")
    return GroupView(
        code=code,
        name=name,
        rows=tuple(
            (label, *(number(row[key]) for key in keys), ltr(f"{row['middle']:+,}" if row["middle"] else "0"))
            for label, row in rows
        ),
        bars=tuple(_bar(label, row, index) for index, (label, row) in enumerate(rows)),
        axis=_turned((CHART_WIDTH + NAME_WIDTH) / 2),
        name_x=_turned(0),
        width=CHART_WIDTH,
        height=ROW * len(rows) + 8,
    )


def _bar(label: str, row: Mapping[str, Any], index: int) -> MovementBar:
    """Lay out a row: each side of the axis is all of the group; moving up is the side the reader goes on to."""
    half = (CHART_WIDTH - NAME_WIDTH) / 2 - 4
    axis = (CHART_WIDTH + NAME_WIDTH) / 2
    up, down = (half * row[key] / max(row["count"], 1) for key in ("up", "down"))
    return MovementBar(
        name=label,
        y=index * ROW + 6,
        up_x=_left(axis + 1, up),
        up_width=round(up, 1),
        down_x=_left(axis - 1 - down, down),
        down_width=round(down, 1),
    )


def _left(x: float, width: float) -> float:
    return round(CHART_WIDTH - x - width if language() == "ar" else x, 1)


def _turned(x: float) -> float:
    return CHART_WIDTH - x if language() == "ar" else x
