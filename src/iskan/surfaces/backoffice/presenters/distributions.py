"""Distributions as officials read them: parameters with their source, pools, how far each reached, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from iskan.apps.accounts import rules as accounts
from iskan.apps.allocation.enums import DistributionState
from iskan.apps.allocation.queries.distribution import NominatedLine
from iskan.apps.housing_stock.queries.projects import project_names
from iskan.core.distribution.explaining import ApplicationResult, Explanation, Reason, Wish
from iskan.core.text import Text
from iskan.foundation.scope import Duty, Scope
from iskan.policy import registry
from iskan.policy.governorates import governorate_name
from iskan.policy.unit_classes import class_name
from iskan.surfaces.backoffice.presenters.trail import actor_name
from iskan.surfaces.ui.formatting import number, t

TONES: Final = {
    DistributionState.PREPARED: "info",
    DistributionState.RECOMMENDED: "warning",
    DistributionState.APPROVED: "success",
    DistributionState.CANCELLED: "neutral",
}
STANDINGS: Final = {
    ApplicationResult.NOMINATED: gettext_noop("Nominated"),
    ApplicationResult.RESERVE: gettext_noop("In reserve"),
    ApplicationResult.NOT_REACHED: gettext_noop("Its turn was not reached"),
    ApplicationResult.NOTHING_ASKED: gettext_noop("None of these homes is open to this household"),
    ApplicationResult.LEFT_OUT: gettext_noop("Dropped out"),
}
REASONS: Final = {
    Reason.GIVEN: gettext_noop("Nominated here"),
    Reason.DEARER_GIVEN: gettext_noop("Nominated for a wish that came before this one"),
    Reason.RAN_OUT: gettext_noop("The homes ran out before its turn"),
    Reason.KEPT_FOR_NEED: gettext_noop("Accessible homes went to households that need them"),
    Reason.NO_HOMES: gettext_noop("There was no home to give"),
    Reason.LEFT_OUT: gettext_noop("Dropped out"),
}
Names = Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A figure of the distribution with where it comes from."""

    label: str
    value: str
    source: str
    is_configured: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolView:
    """One pool in words."""

    project: str
    unit_class: str
    governorate: str
    is_local: bool
    units: int
    set_aside: int
    candidates: int
    nominated: int
    by_exception: int
    in_reserve: int
    reached_on: date | None
    reached_local_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far the turn came among a governorate's applicants; ``share`` places it between first and last."""

    governorate: str
    on: date
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionView:
    """A whole distribution, and what the reader may do with it."""

    found: Any
    tone: str
    label: str
    projects: str
    parameters: tuple[Parameter, ...]
    pools: tuple[PoolView, ...]
    reached: tuple[Reached, ...]
    people: tuple[tuple[str, str, Any, str], ...]
    may_recommend: bool
    may_approve: bool
    may_call_off: bool
    why_not: str


def distribution_view(found: Any, scope: Scope) -> DistributionView:
    """Return a distribution as its page shows it."""
    names = project_names()
    works = scope.may(Duty.REVIEW)
    decides = accounts.can_approve(scope)
    awaited = found.state == DistributionState.RECOMMENDED
    own = scope.user_id in {found.recommended_by_id, found.prepared_by_id}
    return DistributionView(
        found=found,
        tone=TONES[DistributionState(found.state)],
        label=found.get_state_display(),
        projects=_listed(found.projects, names),
        parameters=tuple(_parameter(kept) for kept in found.parameters),
        pools=tuple(_pool(row, names) for row in found.pools.order_by("project_code", "unit_class")),
        reached=reached_views(found.reached),
        people=_people(found),
        may_recommend=works and found.state == DistributionState.PREPARED,
        may_approve=decides and awaited and not own,
        may_call_off=(works or decides) and found.state in {DistributionState.PREPARED, DistributionState.RECOMMENDED},
        why_not=_("Whoever prepared or recommended it may not approve it; a second official must.")
        if awaited and decides and own
        else "",
    )


def distribution_rows(found: Iterable[Any]) -> list[tuple[Any, str, str, str]]:
    """Return distributions with their projects, label and tone, for the list."""
    names = project_names()
    return [(d, _listed(d.projects, names), d.get_state_display(), TONES[DistributionState(d.state)]) for d in found]


def reached_views(kept: Mapping[str, str]) -> tuple[Reached, ...]:
    """Return how far each governorate's turn came, placed on the years between the first and the last."""
    days = {code: date.fromisoformat(day) for code, day in kept.items()}
    if not days:
        return ()
    first, last = min(days.values()).replace(month=1, day=1), max(days.values())
    span = max(1, (last - first).days)
    ordered = sorted(days.items(), key=lambda each: each[1])
    return tuple(
        Reached(governorate=t(governorate_name(code)), on=day, share=max(3, round(100 * (day - first).days / span)))
        for code, day in ordered
    )


def nominated_rows(lines: Iterable[NominatedLine]) -> list[tuple[NominatedLine, str, str, str, date]]:
    """Return nominations in words."""
    names = project_names()
    return [
        (
            line,
            _name(line.project_code, names),
            t(class_name(line.unit_class)),
            t(governorate_name(line.governorate)),
            date.fromordinal(line.seniority),
        )
        for line in lines
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class WishView:
    """What became of one wish."""

    project: str
    unit_class: str
    reason: str
    place: int
    candidates: int
    units: int
    reached_on: date | None
    turn: int | None
    is_given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationView:
    """Why this household, or why not."""

    reference: str
    standing: str
    tone: str
    rank: str
    seniority_on: date
    exception: int
    wishes: tuple[WishView, ...]


def explanation_view(reference: str, told: Explanation) -> ExplanationView:
    """Return an explanation in words."""
    names = project_names()
    tones = {ApplicationResult.NOMINATED: "success", ApplicationResult.RESERVE: "info"}
    return ExplanationView(
        reference=reference,
        standing=_(STANDINGS[told.standing]),
        tone=tones.get(told.standing, "neutral"),
        rank=number(told.rank),
        seniority_on=date.fromordinal(told.seniority),
        exception=told.exception,
        wishes=tuple(_wish(wish, names) for wish in told.wishes),
    )


def _wish(wish: Wish, names: Names) -> WishView:
    figures = wish.figures
    return WishView(
        project=_name(figures.lot.project, names),
        unit_class=t(class_name(figures.lot.unit_class)),
        reason=_(REASONS[wish.reason]),
        place=wish.place,
        candidates=figures.candidates,
        units=figures.lot.units,
        reached_on=date.fromordinal(figures.reached) if figures.reached else None,
        turn=wish.turn,
        is_given=wish.reason is Reason.GIVEN,
    )


def _parameter(kept: Mapping[str, Any]) -> Parameter:
    if kept["configured"]:
        cited = t(Text(ar=kept["basis_ar"], en=kept["basis_en"]))
        source = _("%(basis)s, in force since %(day)s") % {"basis": cited, "day": kept["first_day"]}
    elif kept["chosen"]:
        source = _("Not configured; chosen for this distribution by whoever prepared it")
    else:
        source = _("Not configured; nothing is set aside until the ministry approves a value")
    label = t(registry.figures()[kept["code"]].label)
    return Parameter(label=label, value=f"{kept['value']}%", source=source, is_configured=kept["configured"])


def _pool(row: Any, names: Names) -> PoolView:
    return PoolView(
        project=_name(row.project_code, names),
        unit_class=t(class_name(row.unit_class)),
        governorate=t(governorate_name(row.governorate)),
        is_local=row.kind == "local",
        units=row.units,
        set_aside=row.set_aside,
        candidates=row.candidates,
        nominated=row.nominated,
        by_exception=row.by_exception,
        in_reserve=row.in_reserve,
        reached_on=row.reached_on,
        reached_local_on=row.reached_local_on,
    )


def _people(found: Any) -> tuple[tuple[str, str, Any, str], ...]:
    """Return who did what and when."""
    steps = (
        (_("Prepared by"), found.prepared_by, found.prepared_at, ""),
        (_("Recommended by"), found.recommended_by, found.recommended_at, found.recommendation),
        (_("Approved by"), found.approved_by, found.approved_at, ""),
        (_("Called off by"), found.cancelled_by, found.cancelled_at, found.cancellation_reason),
    )
    return tuple((label, actor_name(user), at, words) for label, user, at, words in steps if user is not None)


def _listed(codes: Iterable[str], names: Names) -> str:
    return _(", ").join(_name(code, names) for code in codes)


def _name(code: str, names: Names) -> str:
    return t(names[code]) if code in names else code
