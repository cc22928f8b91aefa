"""The finance calculator as a page: the questions, every programme side by side, and each with what it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from iskan.core.counted import YEAR, counted
from iskan.core.figure_words import figure_text
from iskan.core.finance import NOTHING, Barrier, BarrierKind, FinanceEstimate, FinancePlan, FinanceWanted
from iskan.core.money import Money
from iskan.core.text import listed
from iskan.policy.finance_questions import QUESTIONS
from iskan.surfaces.portal.calculation import APPLY, CalculationSheet
from iskan.surfaces.ui.charts import YearBars, year_bars
from iskan.surfaces.ui.fields import AnswerView, FieldView, Filling, answers_of, fields_of, named_errors
from iskan.surfaces.ui.formatting import money, number, t

_OPEN, _SHUT, _UNSET = "success", "danger", "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationForm:
    """The questions, as filled in, and what must be mended."""

    fields: tuple[FieldView, ...]
    answers: tuple[AnswerView, ...]
    errors: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A figure an estimate rests on: its value, since when, by which instrument, and what is not known of it."""

    label: str
    value: str
    since: date
    basis: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateView:
    """One programme's answer."""

    name: str
    summary: str
    tone: str
    verdict: str
    reasons: tuple[str, ...]
    missing: str
    lines: tuple[dict[str, str], ...]
    compared: tuple[str, ...]
    chart: YearBars | None
    chart_summary: str
    is_shared: bool
    years: tuple[tuple[str, str, str, str], ...]
    assumptions: tuple[Assumption, ...]
    notes: tuple[str, ...]
    banks: str
    apply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationResult:
    """What all programmes come to, those with a plan first."""

    programmes: tuple[EstimateView, ...]
    open_count: int


def calculation_form(sheet: CalculationSheet) -> CalculationForm:
    """Return the form with the words typed into it."""
    filling = Filling(words=sheet.words, answers=sheet.reading.answers, faults=sheet.reading.faults)
    fields = fields_of(QUESTIONS, filling)
    said = answers_of(QUESTIONS, sheet.reading.answers, {})
    return CalculationForm(
        fields=fields,
        answers=tuple(view for view in said if view.value),
        errors=named_errors(fields, sheet.reading.faults),
        kept=tuple((name, value) for name, values in sheet.words.items() for value in values),
    )


def calculation_result(found: Sequence[FinanceEstimate], wanted: FinanceWanted) -> CalculationResult:
    """Return the answer of every programme."""
    return CalculationResult(
        programmes=tuple(_programme(one, wanted) for one in found),
        open_count=sum(one.plan is not None for one in found),
    )


def _programme(found: FinanceEstimate, wanted: FinanceWanted) -> EstimateView:
    programme, plan = found.programme, found.plan
    tone = _OPEN if plan else _SHUT if found.barriers else _UNSET
    verdicts = {_OPEN: _("Possible"), _SHUT: _("Not by these answers"), _UNSET: _("Not all figures are set")}
    return EstimateView(
        name=t(programme.name),
        summary=t(programme.summary),
        tone=tone,
        verdict=verdicts[tone],
        reasons=tuple(map(_reason, found.barriers)),
        missing=t(listed([t(figure.label) for figure in found.missing])),
        lines=tuple(_lines(found, wanted)) if plan else (),
        compared=_compared(t(programme.name), plan) if plan else (),
        chart=year_bars([(year.household.fils, year.ministry.fils) for year in plan.years]) if plan else None,
        chart_summary=_chart_summary(plan) if plan else "",
        is_shared=bool(plan and plan.ministry.fils),
        years=_years(plan) if plan else (),
        assumptions=tuple(_assumptions(found)),
        notes=tuple(map(t, programme.notes)),
        banks=t(listed([t(bank) for bank in programme.banks])),
        apply=f"{APPLY}{programme.code}" if plan else "",
    )


def _reason(barrier: Barrier) -> str:
    sentences = {
        BarrierKind.INCOME_TOO_LOW: _("Your income is below %(limit)s."),
        BarrierKind.INCOME_TOO_HIGH: _("Your income is above %(limit)s."),
        BarrierKind.TOO_YOUNG: _("It begins at the age of %(limit)s."),
        BarrierKind.TOO_OLD: _("It ends at the age of %(limit)s."),
        BarrierKind.PRICE_TOO_HIGH: _("The price of the home is above %(limit)s."),
    }
    return sentences[barrier.kind] % {"limit": t(figure_text(barrier.figure, barrier.limit))}


def _lines(found: FinanceEstimate, wanted: FinanceWanted) -> Iterator[dict[str, str]]:
    """Yield what a plan comes to, in the order a household asks."""
    plan = found.plan
    assert plan is not None  # noqa: S101 -- asked of plans alone; this tells the type checker
    yield {"label": _("Finance"), "value": money(plan.financed)}
    if plan.granted.fils:
        note = _("Not paid back: it fills the finance up to the least amount")
        yield {"label": _("Grant"), "value": money(plan.granted), "note": note}
    yield {"label": _("You pay a month"), "value": money(plan.household)}
    if plan.ministry.fils:
        note = _("The whole instalment is %(amount)s") % {"amount": money(plan.instalment)}
        yield {"label": _("The ministry pays a month"), "value": money(plan.ministry), "note": note}
    yield {"label": _("Repayment"), "value": t(_term(found))}
    if wanted.price is not None:
        yield {"label": _("Of the price you bring"), "value": money(plan.own), "note": _short(found, plan)}


def _term(found: FinanceEstimate) -> Any:
    years = found.programme.years
    return next(figure_text(figure, version.value) for figure, version in found.versions if figure is years)


def _short(found: FinanceEstimate, plan: FinancePlan) -> str:
    if not plan.short.fils:
        return ""
    words = _("%(amount)s more than your savings") % {"amount": money(plan.short)}
    for figure, version in found.versions:
        if figure is found.programme.top_up:
            most = {"amount": money(version.value or NOTHING)}
            return f"{words}. " + _("A bank may add up to %(amount)s against the same home, without support.") % most
    return words


def _compared(name: str, plan: FinancePlan) -> tuple[str, ...]:
    parts = (plan.financed, plan.granted, plan.household, plan.ministry, plan.own)
    return (name, *(money(part) if part.fils else "—" for part in parts))


def _chart_summary(plan: FinancePlan) -> str:
    household = Money(sum(year.household.fils for year in plan.years))
    ministry = Money(sum(year.ministry.fils for year in plan.years))
    said = {
        "years": t(counted(len(plan.years), YEAR, oblique=True)),
        "household": money(household),
        "ministry": money(ministry),
    }
    if not ministry.fils:
        return _("Over %(years)s you pay %(household)s.") % said
    return _("Over %(years)s you pay %(household)s and the ministry %(ministry)s.") % said


def _years(plan: FinancePlan) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(
        (number(year.number), money(year.household), money(year.ministry), money(year.owed)) for year in plan.years
    )


def _assumptions(found: FinanceEstimate) -> Iterator[Assumption]:
    for figure, version in found.versions:
        yield Assumption(
            label=t(figure.label),
            value=t(figure_text(figure, version.value)),
            since=version.first_day,
            basis=t(version.basis.cited()),
            note=t(version.note) if version.note else "",
        )
