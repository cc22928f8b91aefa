"""When a household's turn may come, as its case's page tells it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iskan.apps.allocation.queries.offers import OFFER
from iskan.apps.forecasts.queries.forecasts import (
    FORECAST,
    ClassEligibility,
    ForecastLine,
    HomesOfAClass,
    LikelyProject,
)
from iskan.apps.housing_stock.enums import GateKind
from iskan.policy.governorates import governorate_name
from iskan.policy.nomination import is_accessible
from iskan.policy.unit_classes import class_name
from iskan.surfaces.portal.presenters.offer import is_chosen
from iskan.surfaces.ui.formatting import date as day_words
from iskan.surfaces.ui.formatting import language, number, t
from iskan.surfaces.ui.plates import Plate, PlateView, ShownCase

LIKELY, SLIGHT = 0.5, 0.1
WHOLLY = 100
MOST_YEARS = 16
LABELS = 6


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
    is_built = percent == WHOLLY
    if is_built:
        facts.append(_("construction completed"))
    elif percent is not None:
        facts.append(_("%(percent)s %% built") % {"percent": percent})
    if planned_on is not None and not is_built:
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


def _show(case: ShownCase) -> PlateView | None:
    told = case.related[FORECAST]
    return PlateView(card=turn_view(told)) if told and not is_chosen(case.related[OFFER]) else None


TURN = Plate(code="turn", position=50, template="portal/plates/turn.html", reads=(FORECAST, OFFER), show=_show)
