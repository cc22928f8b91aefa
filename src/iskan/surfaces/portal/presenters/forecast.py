"""The forecast's public page: how it is made, how well the method held, and what it rests on today."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iskan.apps.forecasts.queries.forecasts import ForecastBasis, ForecastRecord, MethodCalibration
from iskan.core.forecast.calibration import STATED
from iskan.policy.forecasting import ASSUMED_NOTE, CONDITION_NAMES, METHOD
from iskan.policy.parameters.nomination import HOUSEHOLD_FOR_FOUR_BEDROOMS
from iskan.surfaces.ui.formatting import language, number, percent, t

SIDE, MARGIN = 320, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An interval on the chart: what was stated, what was found, and where the dot stands."""

    stated: str
    found: str
    x: float
    y: float
    is_main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A square chart; in Arabic it reads from right to left."""

    side: int
    points: tuple[Point, ...]
    line: str
    diagonal: tuple[float, float, float, float]
    ticks: tuple[tuple[str, float, float], ...]
    origin: float
    edge: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionView:
    name: str
    value: str
    source: str
    is_measured: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastPage:
    method: tuple[str, ...]
    calibration: MethodCalibration | None
    main: str
    chart: Chart | None
    basis: ForecastBasis | None
    conditions: tuple[ConditionView, ...]
    record: ForecastRecord
    record_share: str
    made_at: datetime | None


def forecast_page(
    calibration: MethodCalibration | None, basis: ForecastBasis | None, record: ForecastRecord
) -> ForecastPage:
    """Return the page."""
    return ForecastPage(
        method=tuple(t(sentence) for sentence in METHOD),
        calibration=calibration,
        main=percent(dict(calibration.covered)[STATED]) if calibration else "",
        chart=_chart(calibration) if calibration else None,
        basis=basis,
        conditions=_conditions(basis) if basis else (),
        record=record,
        record_share=percent(record.within / record.count) if record.count else "",
        made_at=basis.made_at if basis else None,
    )


def _chart(found: MethodCalibration) -> Chart:
    points = tuple(
        Point(
            stated=percent(stated),
            found=percent(share),
            x=_across(stated),
            y=_up(share),
            is_main=stated == STATED,
        )
        for stated, share in found.covered
    )
    marks = (0.0, 0.25, 0.5, 0.75, 1.0)
    return Chart(
        side=SIDE,
        points=points,
        line=" ".join(f"{point.x},{point.y}" for point in points),
        diagonal=(_across(0), _up(0), _across(1), _up(1)),
        ticks=tuple((percent(mark), _across(mark), _up(mark)) for mark in marks),
        origin=_across(0),
        edge=_across(1),
    )


def _across(share: float) -> float:
    along = MARGIN + share * (SIDE - 1.5 * MARGIN)
    return round(SIDE - along if language() == "ar" else along, 1)


def _up(share: float) -> float:
    return round(SIDE - MARGIN - share * (SIDE - 1.5 * MARGIN), 1)


def _conditions(basis: ForecastBasis) -> tuple[ConditionView, ...]:
    told, measured = basis.basis, basis.basis["measured"]
    values = {
        "slip": _("%(percent)s%% of the planned duration") % {"percent": f"{told['slip'] * 100:.0f}"},
        "gate": _months(told["gate_years"]),
        "keys": _months(told["key_years"]),
        "withdrawal": _("%(share)s of the list a year") % {"share": f"{told['withdrawal']:.1%}"},
    }
    rows = [
        ConditionView(
            name=t(CONDITION_NAMES[name]), value=value, source=_source(measured[name]), is_measured=measured[name] > 0
        )
        for name, value in values.items()
    ]
    new = sum(max(yearly, default=0) for yearly in told["new"].values())
    return (*rows, ConditionView(
        name=t(CONDITION_NAMES["new"]),
        value=_homes_a_year(new) if new else _("none counted on"),
        source=_("Homes of past years, or the figure set by the ministry") if new else _("Not configured"),
        is_measured=new > 0,
    ), _four_bedrooms(told.get("four_bedrooms")))  # fmt: skip


def _four_bedrooms(smallest: int | None) -> ConditionView:
    return ConditionView(
        name=t(HOUSEHOLD_FOR_FOUR_BEDROOMS.label),
        value=_("no home is left out for its number of bedrooms") if smallest is None else number(smallest),
        source=_("Not configured") if smallest is None else _("the figure set by the ministry"),
        is_measured=smallest is not None,
    )


def _source(cases: int) -> str:
    if not cases:
        return t(ASSUMED_NOTE)
    return ngettext("measured on %(count)s case", "measured on %(count)s cases", cases) % {"count": number(cases)}


def _months(years: float) -> str:
    months = round(years * 12)
    return (
        ngettext("%(count)s month", "%(count)s months", months) % {"count": number(months)} if months else _("no wait")
    )


def _homes_a_year(homes: int) -> str:
    return ngettext("up to %(count)s home a year", "up to %(count)s homes a year", homes) % {"count": number(homes)}
