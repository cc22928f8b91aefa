"""Finance: against a spreadsheet of its own, and what must hold whatever is typed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.core.dated import FigureBook, Version
from iskan.core.finance import NOTHING, BarrierKind, Credit, FinanceEstimate, FinancePlan, FinanceWanted, estimate
from iskan.core.money import Money
from iskan.core.text import same
from iskan.policy.finance_programmes import FINANCE_PROGRAMMES, MAZAYA, TASHEEL, TASHEEL_PLUS, TUMOOH
from iskan.policy.parameters.figures import since
from iskan.policy.parameters.finance import TASHEEL_PLUS_YEARS, TUMOOH_RATE, TUMOOH_SHARE, TUMOOH_YEARS

TODAY = date(2026, 12, 1)
PROGRAMMES = {programme.code: programme for programme in FINANCE_PROGRAMMES}
# Twenty cases worked out apart from the product, in exact fractions month by month: dinars in; fils out, as financed,
# granted, the whole instalment, the household's and the ministry's part, and what the household brings of the price.
SHEET: tuple[tuple[str, int, int | None, int, tuple[int, ...]], ...] = (
    ("tasheel", 320, None, 0, (18975150, 21024850, 80000, 80000, 0, 0)),
    ("tasheel", 400, None, 0, (23718938, 16281062, 100000, 100000, 0, 0)),
    ("tasheel", 500, None, 0, (29648672, 10351328, 125000, 125000, 0, 0)),
    ("tasheel", 676, None, 0, (40085005, 0, 169000, 169000, 0, 0)),
    ("tasheel", 750, 95000, 8000, (44473009, 0, 187500, 187500, 0, 50526991)),
    ("tasheel", 900, 60000, 0, (53367610, 0, 225000, 225000, 0, 6632390)),
    ("tasheel", 1000, 120000, 30000, (59297345, 0, 250000, 250000, 0, 60702655)),
    ("tasheel", 1100, 40000, 45000, (0, 0, 0, 0, 0, 40000000)),
    ("tasheel", 1181, None, 0, (70000000, 0, 295123, 295123, 0, 0)),
    ("tasheel", 1200, 110000, 5000, (70000000, 0, 295123, 295123, 0, 40000000)),
    ("mazaya", 600, None, 0, (81000000, 0, 427101, 150000, 277101, 0)),
    ("mazaya", 700, 120000, 0, (81000000, 0, 427101, 175000, 252101, 39000000)),
    ("mazaya", 750, 95000, 8000, (81000000, 0, 427101, 187500, 239601, 14000000)),
    ("mazaya", 800, 81000, 0, (81000000, 0, 427101, 200000, 227101, 0)),
    ("mazaya", 850, 60000, 10000, (50000000, 0, 263643, 212500, 51143, 10000000)),
    ("mazaya", 900, 30000, 0, (30000000, 0, 158186, 158186, 0, 0)),
    ("mazaya", 1000, 120000, 39000, (81000000, 0, 427101, 250000, 177101, 39000000)),
    ("mazaya", 1100, 100000, 25000, (75000000, 0, 395464, 275000, 120464, 25000000)),
    ("mazaya", 1150, 85000, 4000, (81000000, 0, 427101, 287500, 139601, 4000000)),
    ("mazaya", 1200, 50000, 50000, (0, 0, 0, 0, 0, 50000000)),
)
INCOMES = st.integers(600_000, 1_200_000).map(Money)
AMOUNTS = st.integers(0, 120_000_000).map(Money)
CREDITS = st.builds(Credit, st.integers(0, 1_500), st.integers(1, 30))


def asked(income: Money, price: Money | None = None, savings: Money = NOTHING, age: int = 30) -> FinanceWanted:
    return FinanceWanted(income=income, age=age, price=price, savings=savings)


def found(code: str, wanted: FinanceWanted, figures: FigureBook | None = None) -> FinanceEstimate:
    return estimate(PROGRAMMES[code], wanted, figures or FigureBook(), TODAY)


def plan_of(code: str, wanted: FinanceWanted) -> FinancePlan:
    plan = found(code, wanted).plan
    assert plan is not None
    return plan


@pytest.mark.parametrize(("code", "income", "price", "savings", "fils"), SHEET)
def test_estimates_agree_with_the_spreadsheet(
    code: str, income: int, price: int | None, savings: int, fils: tuple[int, ...]
) -> None:
    dearest = None if price is None else Money.bhd(price)
    plan = plan_of(code, asked(Money.bhd(income), dearest, Money.bhd(savings)))
    parts = (plan.financed, plan.granted, plan.instalment, plan.household, plan.ministry, plan.own)
    assert tuple(part.fils for part in parts) == fils
    assert plan.short == max(Money(0), plan.own - Money.bhd(savings))


@given(st.sampled_from([TASHEEL.code, MAZAYA.code]), INCOMES, INCOMES, st.none() | AMOUNTS, AMOUNTS)
def test_more_income_never_brings_less(
    code: str, one: Money, other: Money, price: Money | None, savings: Money
) -> None:
    less, more = (plan_of(code, asked(income, price, savings)) for income in sorted((one, other)))
    assert less.financed <= more.financed
    assert less.financed + less.granted <= more.financed + more.granted
    assert less.household <= more.household
    assert less.ministry >= more.ministry


@given(st.sampled_from([TASHEEL.code, MAZAYA.code]), INCOMES, st.none() | AMOUNTS, AMOUNTS)
def test_no_bound_is_passed(code: str, income: Money, price: Money | None, savings: Money) -> None:
    programme, plan = PROGRAMMES[code], plan_of(code, asked(income, price, savings))
    ceiling, share = (FigureBook().value(figure, TODAY) for figure in (programme.ceiling, programme.share))
    assert plan.financed <= ceiling
    assert plan.household.fils * 100 <= income.fils * share
    assert plan.household + plan.ministry == plan.instalment
    assert min(plan.financed, plan.granted, plan.household, plan.ministry, plan.own, plan.short) >= Money(0)
    if price is not None:
        assert plan.financed + plan.granted + plan.own == price


@given(CREDITS, st.integers(0, 200_000_000), st.integers(0, 100))
def test_the_parts_of_all_years_add_up_to_the_fils(credit: Credit, fils: int, share: int) -> None:
    principal = Money(fils)
    instalment = credit.instalment(principal)
    household = Money(instalment.fils * share // 100)
    years = credit.paid(principal, household)
    owed = fils
    for year in years:
        paid = year.household + year.ministry
        profit = year.owed.fils - owed + paid.fils
        assert profit >= 0
        assert year.number == credit.years or paid.fils <= instalment.fils * 12
        owed = year.owed.fils
    assert [year.number for year in years] == list(range(1, credit.years + 1))
    assert years[-1].owed == Money(0)
    total = sum(year.household.fils + year.ministry.fils for year in years)
    # Half a fils a month, grown at the rate until the end, is all that rounding may add.
    grown = sum((1 + credit.rate / 120_000) ** month for month in range(credit.years * 12)) / 2
    assert fils <= total <= instalment.fils * credit.years * 12 + grown
    assert credit.rate or total == fils


@given(CREDITS, st.integers(1, 1_000_000))
def test_what_an_instalment_pays_back_needs_no_more_than_it(credit: Credit, fils: int) -> None:
    principal = credit.principal(Money(fils))
    assert credit.instalment(principal) <= Money(fils)
    assert credit.instalment(principal + Money(credit.years * 12 + 1)) > credit.instalment(principal)


def test_published_amounts_come_out_of_the_inferred_rates() -> None:
    assert plan_of("tasheel", asked(Money.bhd(320))).financed == Money(18_975_150)
    assert str(plan_of("mazaya", asked(Money.bhd(1200))).instalment) == "427.101"


@pytest.mark.parametrize(
    ("wanted", "kind", "limit"),
    [
        (asked(Money.bhd("599.999")), BarrierKind.INCOME_TOO_LOW, Money.bhd(600)),
        (asked(Money.bhd("1200.001")), BarrierKind.INCOME_TOO_HIGH, Money.bhd(1200)),
        (asked(Money.bhd(900), age=20), BarrierKind.TOO_YOUNG, 21),
        (asked(Money.bhd(900), age=41), BarrierKind.TOO_OLD, 40),
        (asked(Money.bhd(900), Money.bhd("120000.001")), BarrierKind.PRICE_TOO_HIGH, Money.bhd(120_000)),
    ],
)
def test_a_bound_that_is_passed_is_named_with_its_limit(wanted: FinanceWanted, kind: BarrierKind, limit: Any) -> None:
    answer = found("mazaya", wanted)
    assert [(barrier.kind, barrier.limit) for barrier in answer.barriers] == [(kind, limit)]
    assert answer.plan is None


@pytest.mark.parametrize("wanted", [asked(Money.bhd(600), age=21), asked(Money.bhd(1200), Money.bhd(120_000), age=40)])
def test_a_bound_itself_is_within(wanted: FinanceWanted) -> None:
    assert found("mazaya", wanted).plan is not None


def test_a_cap_binds_a_household_of_high_income() -> None:
    band = Version(value=Money.bhd(5_000), first_day=TODAY, basis=MAZAYA.income_max.versions[0].basis)
    answer = found("mazaya", asked(Money.bhd(3_000)), FigureBook({"mazaya_income_max": (band,)}))
    assert answer.plan is not None
    assert answer.plan.household == Money.bhd(427)


def test_what_nobody_has_set_is_named_and_nothing_is_guessed() -> None:
    plus, tumooh = (found(one.code, asked(Money.bhd(900))) for one in (TASHEEL_PLUS, TUMOOH))
    assert (plus.missing, plus.plan) == ((TASHEEL_PLUS_YEARS,), None)
    assert (tumooh.missing, tumooh.plan) == ((TUMOOH_SHARE, TUMOOH_RATE, TUMOOH_YEARS), None)


def test_a_figure_the_ministry_sets_is_worked_with_at_once() -> None:
    published = since(TODAY, 25, TASHEEL_PLUS_YEARS.versions[0].basis, same("set"))
    answer = found("tasheel_plus", asked(Money.bhd(900)), FigureBook({TASHEEL_PLUS_YEARS.code: (published,)}))
    assert answer.plan is not None
    assert answer.plan.household == Money.bhd(315)
    assert [figure for figure, version in answer.versions if version is published] == [TASHEEL_PLUS_YEARS]


def test_a_programme_without_a_floor_grants_nothing() -> None:
    basis = TUMOOH_RATE.versions[0].basis
    set_now = {
        figure.code: (since(TODAY, value, basis),)
        for figure, value in ((TUMOOH_SHARE, 10), (TUMOOH_RATE, 300), (TUMOOH_YEARS, 15))
    }
    answer = found("tumooh", asked(Money.bhd(900)), FigureBook(set_now))
    assert answer.plan is not None
    assert (answer.plan.granted, answer.plan.ministry) == (NOTHING, NOTHING)
    assert answer.plan.financed == Credit(300, 15).principal(Money.bhd(90))
