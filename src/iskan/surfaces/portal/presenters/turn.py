"""When a household's turn may come and why its place moved, as the status page tells it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iskan.apps.forecasts.queries.forecasts import ClassEligibility, ForecastLine, HomesOfAClass, LikelyProject
from iskan.apps.housing_stock.enums import GateKind
from iskan.apps.waiting_lists.enums import ChangeGround, ChangeKind
from iskan.apps.waiting_lists.queries.cancellations import CancelledLine
from iskan.apps.waiting_lists.queries.moves import Moved
from iskan.core.dated import FigureBook
from iskan.policy.data_update import interval_on
from iskan.policy.governorates import governorate_name
from iskan.policy.nomination import is_accessible
from iskan.policy.unit_classes import class_name
from iskan.surfaces.ui.formatting import date as day_words
from iskan.surfaces.ui.formatting import language, number, t

LIKELY, SLIGHT = 0.5, 0.1
MOST_YEARS = 16
LABELS = 6
LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """A year of the picture: outside the range, inside it, or its middle; and whether its number is written."""

    year: int
    state: str
    is_labelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyProjectView:
    name: str
    where: str
    chance: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """The forecast in years; without years it says so and what is known all the same."""

    headline: str
    middle: str
    years: tuple[YearView, ...]
    is_known: bool
    projects: tuple[LikelyProjectView, ...]
    new_programmes: str
    hangs_on: tuple[str, ...]
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChange:
    """Why the place moved in the last year."""

    before: int
    now: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledView:
    """A formal decision to cancel, and until when the application may be revived."""

    ground: str
    reason: str
    decided_on: date
    revive_until: date | None
    may_be_revived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateView:
    """When the household last confirmed its details, and by when it should do so again, where a time is set."""

    renewed_on: date | None
    due_on: date | None
    is_late: bool


def cancelled_view(found: CancelledLine, today: date) -> CancelledView:
    """Return the decision that took a case off its list."""
    return CancelledView(
        ground=str(found.ground.label),
        reason=found.reason,
        decided_on=found.decided_on,
        revive_until=found.revive_until,
        may_be_revived=found.revive_until is not None and today <= found.revive_until,
    )


def update_view(renewed_on: date | None, figures: FigureBook, today: date) -> UpdateView:
    """Return how fresh a waiting household's details are; while no interval is configured none is due."""
    interval = interval_on(figures, today)
    if interval is None:
        return UpdateView(renewed_on=renewed_on, due_on=None, is_late=False)
    due_on = None if renewed_on is None else interval.due_on(renewed_on)
    return UpdateView(renewed_on=renewed_on, due_on=due_on, is_late=due_on is None or due_on < today)


def turn_view(told: ForecastLine) -> TurnView:
    """Return a forecast as it is shown."""
    return TurnView(
        headline=_headline(told),
        middle=_middle(told),
        years=_years(told),
        is_known=told.early_on is not None,
        projects=tuple(_project(project) for project in told.projects),
        new_programmes=_chance(told.new_share) if told.new_share >= SLIGHT else "",
        hangs_on=_hangs_on(told),
        made_at=told.made_at,
    )


def looked_back_to(today: date) -> datetime:
    """Return since when moves are told."""
    return make_aware(datetime.combine(today - LOOKED_BACK, time()))


def moves_view(moves: tuple[Moved, ...], place: int) -> PlaceChange | None:
    """Return why a place moved in the last year, if it did."""
    came = sum(move.count for move in moves if move.kind == ChangeKind.ENTERED)
    left = sum(move.count for move in moves if move.kind == ChangeKind.LEFT)
    if not moves:
        return None
    return PlaceChange(before=place + left - came, now=place, reasons=tuple(_reason(move) for move in moves))


def _headline(told: ForecastLine) -> str:
    if told.early_on is None:
        return _("The announced projects do not reach your place yet")
    if told.late_on is None:
        return _("Not before %(year)s") % {"year": told.early_on.year}
    if told.early_on.year == told.late_on.year:
        return _("During %(year)s") % {"year": told.early_on.year}
    return _("Between %(early)s and %(late)s") % {"early": told.early_on.year, "late": told.late_on.year}


def _middle(told: ForecastLine) -> str:
    if told.early_on is None:
        return _("When further projects are announced, the forecast is worked out anew and shown here.")
    if told.late_on is None:
        return _("The rest depends on projects not yet announced, so no later year can be named.")
    if told.middle_on is None or told.early_on.year == told.late_on.year:
        return ""
    return _("%(year)s is the middle of what the forecast expects.") % {"year": told.middle_on.year}


def _years(told: ForecastLine) -> tuple[YearView, ...]:
    if told.early_on is None or told.late_on is None:
        return ()
    first, last = min(told.made_at.year, told.early_on.year), told.late_on.year + 1
    first = max(first, last - MOST_YEARS + 1)
    step = -(-(last - first + 1) // LABELS)
    return tuple(
        YearView(
            year=year,
            state=_state(year, told.early_on, told.middle_on, told.late_on),
            is_labelled=(year - first) % step == 0,
        )
        for year in range(first, last + 1)
    )


def _state(year: int, early: date, middle: date | None, late: date) -> str:
    if middle is not None and year == middle.year:
        return "middle"
    return "within" if early.year <= year <= late.year else "outside"


def _project(project: LikelyProject) -> LikelyProjectView:
    where = t(governorate_name(project.governorate))
    return LikelyProjectView(
        name=t(project.name),
        where=_("%(governorate)s, for its own governorate") % {"governorate": where} if project.is_local else where,
        chance=_chance(project.share),
        facts=_facts(language(), project.units, project.percent, project.planned_on, project.gates_open),
    )


@lru_cache(maxsize=512)
def _facts(
    _language: str, units: int, percent: int | None, planned_on: date | None, gates_open: tuple[str, ...]
) -> tuple[str, ...]:
    """Say how a project stands, in the active language: the same to thousands of households."""
    facts = [ngettext("%(count)s home", "%(count)s homes", units) % {"count": number(units)}]
    if percent is not None:
        facts.append(_("%(percent)s %% built") % {"percent": percent})
    if planned_on is not None:
        facts.append(_("planned for %(day)s") % {"day": day_words(planned_on)})
    if gates_open:
        gates = [str(GateKind(gate).label) for gate in gates_open]
        facts.append(_("still to be connected: %(gates)s") % {"gates": _(", ").join(gates)})
    return tuple(facts)


def _chance(share: float) -> str:
    if share >= LIKELY:
        return _("likely")
    return _("possible") if share >= SLIGHT else _("less likely")


def _hangs_on(told: ForecastLine) -> tuple[str, ...]:
    facts = [
        _("your place: %(place)s in all governorates, %(there)s in yours")
        % {"place": number(told.place), "there": number(told.place_in_governorate)},
        ngettext(
            "homes announced that you may be offered: %(count)s", "homes announced that you may be offered: %(count)s",
            told.units,
        ) % {"count": number(told.units)},
    ]  # fmt: skip
    if told.local_units:
        facts.append(_("of these in your governorate: %(count)s") % {"count": number(told.local_units)})
    facts += _kinds_of_home(told)
    facts.append(_("how late projects are, and how many ahead of you leave the list"))
    return tuple(facts)


def _kinds_of_home(told: ForecastLine) -> list[str]:
    """Return which classes of home were counted for the household, which come to it last, and which do not."""
    by_standing = {
        each: [homes for homes in told.homes if homes.standing is each and homes.unit_class]
        for each in ClassEligibility
    }
    counted, last, others = (by_standing[each] for each in ClassEligibility)
    facts = [_("kinds of home counted for you: %(kinds)s") % {"kinds": _named(counted)}] if counted else []
    if told.needs_accessible:
        facts.append(_need(counted))
    if last:
        told_last = _("given to you only if no household with a registered disability asks for them: %(kinds)s")
        facts.append(told_last % {"kinds": _named(last)})
    if others:
        facts.append(
            _("not counted, as they have fewer bedrooms than the size of your household calls for: %(kinds)s")
            % {"kinds": _named(others)}
        )
    return facts


def _need(counted: list[HomesOfAClass]) -> str:
    if any(is_accessible(homes.unit_class) for homes in counted):
        return _("accessible homes go first to households with a registered disability, and yours is one of them")
    return _("no accessible home is announced yet; another home is equipped to suit the disability on request")


def _named(homes: list[HomesOfAClass]) -> str:
    return _("; ").join(f"{t(class_name(each.unit_class))} ({number(each.units)})" for each in homes)


def _reason(move: Moved) -> str:
    count = {"count": number(move.count)}
    if move.kind == ChangeKind.ENTERED and move.ground == ChangeGround.REVIVED:
        return (
            ngettext(
                "%(count)s application ahead of you was revived",
                "%(count)s applications ahead of you were revived",
                move.count,
            )
            % count
        )
    if move.kind == ChangeKind.ENTERED:
        return (
            ngettext(
                "%(count)s older application was granted and stands ahead of you",
                "%(count)s older applications were granted and stand ahead of you",
                move.count,
            )
            % count
        )
    if move.ground == ChangeGround.HOUSED:
        return (
            ngettext(
                "%(count)s household ahead of you received a home",
                "%(count)s households ahead of you received a home",
                move.count,
            )
            % count
        )
    if move.ground == ChangeGround.CANCELLED:
        return (
            ngettext(
                "%(count)s application ahead of you was cancelled by a formal decision",
                "%(count)s applications ahead of you were cancelled by formal decisions",
                move.count,
            )
            % count
        )
    return (
        ngettext("%(count)s household ahead of you withdrew", "%(count)s households ahead of you withdrew", move.count)
        % count
    )
