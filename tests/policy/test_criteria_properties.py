"""What must hold of the criteria for any household."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.core.catalogue import assess_service
from iskan.core.days import years_after
from iskan.core.eligibility import Criterion, FactValue, Finding, Verdict, assess
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy import choices, registry
from iskan.policy.criteria import ages, incomes
from iskan.policy.criteria.properties import PROPERTY

STATED = Text(ar="إفادة", en="Stated")
DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
AMOUNTS = st.integers(0, 3_000_000).map(Money)
ROWS = st.fixed_dictionaries(
    {
        "owner": st.sampled_from([code for code, _ in choices.OWNERS]),
        "tenure": st.sampled_from(["separate", "common"]),
        "acquired_by": st.sampled_from([code for code, _ in choices.ACQUISITIONS]),
        "area_m2": st.decimals(1, 1000, places=1),
    },
    optional={
        "disposed_on": st.dates(date(2015, 1, 1), date(2024, 1, 1)),
        "uninhabitable": st.booleans(),
        "share_percent": st.decimals(1, 100, places=1),
    },
)


def find(criterion: Criterion, day: date, **values: Any) -> Finding:
    facts = {code: FactValue(value=value, source=STATED) for code, value in values.items()}
    return assess((criterion,), facts, day).findings[0]


def owned(rows: list[dict[str, Any]], day: date) -> Verdict:
    return find(PROPERTY, day, properties=rows).verdict


@given(st.lists(ROWS, max_size=4), DAYS)
def test_property_that_does_not_count_changes_nothing(rows: list[dict[str, Any]], day: date) -> None:
    tiny = {"owner": "applicant", "tenure": "separate", "acquired_by": "purchase", "area_m2": Decimal(100)}
    assert owned([*rows, tiny], day) == owned(rows, day)


@given(ROWS, DAYS, st.integers(0, 30))
def test_after_filing_time_alone_makes_no_property_stop_counting(row: dict[str, Any], filed: date, years: int) -> None:
    """From three years before filing on whatever the family held is looked at, however long it then waits."""
    facts = {"properties": FactValue(value=[row], source=STATED)}
    judged = [assess((PROPERTY,), facts, years_after(filed, after), filed_on=filed).findings[0] for after in (0, years)]
    assert judged[0].verdict is judged[1].verdict
    assert judged[0].verdict is owned([row], filed)
    if judged[1].verdict is Verdict.NOT_MET:
        assert "before filing until the home is allocated" in judged[1].remedy.en  # type: ignore[union-attr] -- not met


@given(st.lists(ROWS, max_size=4), DAYS)
def test_property_that_counts_settles_it(rows: list[dict[str, Any]], day: date) -> None:
    villa = {"owner": "applicant", "tenure": "separate", "acquired_by": "purchase", "area_m2": Decimal(101)}
    assert owned([*rows, villa], day) is Verdict.NOT_MET


@given(st.lists(ROWS, min_size=1, max_size=4), DAYS)
def test_properties_are_assessed_each_by_itself(rows: list[dict[str, Any]], day: date) -> None:
    alone = [owned([row], day) for row in rows]
    together = owned(rows, day)
    assert (together is Verdict.NOT_MET) is (Verdict.NOT_MET in alone)
    assert (together is Verdict.MET) is (set(alone) == {Verdict.MET})


@given(ROWS, DAYS)
def test_a_sale_stops_counting_after_three_years_for_good(row: dict[str, Any], sold: date) -> None:
    first = years_after(sold, 3)
    assert owned([{**row, "disposed_on": sold}], first) is Verdict.MET
    assert owned([{**row, "disposed_on": sold}], first + timedelta(days=400)) is Verdict.MET
    day_before = owned([{**row, "disposed_on": sold}], first - timedelta(days=1))
    assert day_before is owned([{k: v for k, v in row.items() if k != "disposed_on"}], first - timedelta(days=1))


@given(ROWS, DAYS)
def test_a_report_of_unfitness_never_harms(row: dict[str, Any], day: date) -> None:
    assert owned([{**row, "uninhabitable": True}], day) is Verdict.MET


@given(st.dates(date(1950, 1, 1), date(2010, 12, 31)), DAYS)
def test_the_age_rule_is_met_from_the_21st_birthday_to_the_eve_of_the_51st(born: date, day: date) -> None:
    met = find(ages.AGE, day, birth_date=born).verdict is Verdict.MET
    assert met is (years_after(born, 21) <= day < years_after(born, 51))


def income(criterion: Criterion, basic: Money, fixed: list[Money], **more: Any) -> Verdict:
    rows = [{"amount": amount} for amount in fixed]
    return find(criterion, date(2026, 3, 14), basic_salary=basic, fixed_allowances=rows, **more).verdict


@given(AMOUNTS, st.lists(AMOUNTS, max_size=4))
def test_income_is_basic_pay_and_each_allowance_above_100(basic: Money, fixed: list[Money]) -> None:
    counted = basic.fils + sum(amount.fils for amount in fixed if amount.fils > 100_000)
    assert (income(incomes.INCOME_UNIT, basic, fixed) is Verdict.MET) is (counted <= 900_000)
    assert (income(incomes.INCOME_PLOT, basic, fixed) is Verdict.MET) is (800_000 <= counted <= 1_500_000)


@given(AMOUNTS, st.lists(AMOUNTS, max_size=4), AMOUNTS)
def test_more_pay_never_brings_a_unit_nearer(basic: Money, fixed: list[Money], more: Money) -> None:
    before, after = income(incomes.INCOME_UNIT, basic, fixed), income(incomes.INCOME_UNIT, basic + more, fixed)
    assert (before, after) != (Verdict.NOT_MET, Verdict.MET)


@given(AMOUNTS, st.lists(AMOUNTS, max_size=4), AMOUNTS)
def test_having_opted_all_allowances_count(basic: Money, fixed: list[Money], other: Money) -> None:
    counted = basic.fils + other.fils + sum(amount.fils for amount in fixed)
    verdict = income(incomes.INCOME_UNIT, basic, fixed, count_other_allowances=True, other_allowances=other)
    assert (verdict is Verdict.MET) is (counted <= 900_000)


@pytest.mark.parametrize(
    ("criterion", "accepted", "refused"),
    [
        (incomes.INCOME_UNIT_AT_NOMINATION, 1200, 1201),
        (incomes.INCOME_OWNERSHIP_FLAT_AT_NOMINATION, 1200, 1201),
        (incomes.INCOME_PLOT_AT_NOMINATION, 1500, 799),
    ],
)
def test_at_nomination_the_bands_are_their_own(criterion: Criterion, accepted: int, refused: int) -> None:
    assert income(criterion, Money.bhd(accepted), []) is Verdict.MET
    assert income(criterion, Money.bhd(refused), []) is Verdict.NOT_MET
    assert "Article 5" in criterion.legal_basis.cited().en


def test_a_household_is_judged_by_every_criterion_of_its_programme() -> None:
    service = registry.services()["new_housing_application"]
    findings = assess_service(service, {}, date(2026, 3, 14), programme="plot").findings
    assert [finding.criterion for finding in findings] == [c.code for c in service.criteria_for("plot")]
