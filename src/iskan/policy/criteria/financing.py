"""What programmes of finance ask in common: age, amount, price, what else is owned, instalments paid."""

from datetime import date

from iskan.core.counted import MONTH, YEAR, counted, money_text
from iskan.core.dated import Dated, LegalBasis
from iskan.core.days import age_on, day_text, years_after
from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy import facts, finance_facts

_AGE = Text(ar="السن {age}؛ والمقبول من {low} إلى {high}", en="{age} old; accepted from {low} to {high}")
_TOO_YOUNG = Text(ar="يمكن التقديم ابتداءً من {first}.", en="You may apply from {first}.")
_TOO_OLD = Text(ar="كان آخر يوم للتقديم {last}.", en="The last day to apply was {last}.")
_ASKED = Text(ar="المبلغ المطلوب {asked}، والحد الأعلى {most}", en="{asked} asked for; the ceiling is {most}")
_LESS = Text(ar="يمكن طلب مبلغ لا يتجاوز {most}.", en="Ask for no more than {most}.")
_PRICE = Text(ar="ثمن المسكن {price}، والحد الأعلى {most}", en="The home costs {price}; the highest price is {most}")
_CHEAPER = Text(ar="يُقبل الطلب لمسكن لا يتجاوز ثمنه {most}.", en="Accepted for a home that costs no more than {most}.")
_ARREARS = Text(ar="المتأخرات {months}، والمقبول حتى {most}", en="Arrears of {months}; accepted up to {most}")
_PAY = Text(
    ar="يُقبل الطلب متى سُددت الأقساط المتأخرة إلى {most} أو أقل.",
    en="Accepted once the instalments in arrears are paid down to {most} or less.",
)


def age_between(*, code: str, label: Text, basis: LegalBasis, low: Dated[int], high: Dated[int]) -> Criterion:
    """Return the criterion that the applicant's age lies between two figures on the day of filing."""

    def test(inquiry: CriterionContext) -> CriterionOutcome:
        born: date = inquiry.fact(facts.BIRTH_DATE)
        least, most = inquiry.figure(low), inquiry.figure(high)
        age = age_on(born, inquiry.day)
        value = _AGE.format(age=counted(age, YEAR), low=str(least), high=counted(most, YEAR))
        if age < least:
            first = day_text(years_after(born, least))
            return CriterionOutcome(met=False, value=value, remedy=_TOO_YOUNG.format(first=first))
        last = date.fromordinal(years_after(born, most + 1).toordinal() - 1)
        remedy = None if age <= most else _TOO_OLD.format(last=day_text(last))
        return CriterionOutcome(met=age <= most, value=value, remedy=remedy)

    needs = (facts.BIRTH_DATE,)
    return Criterion(
        code=code, label=label, legal_basis=basis, needs=needs, test=test, figures=(low, high), of_filing=True
    )


def within_ceiling(*, code: str, label: Text, basis: LegalBasis, ceiling: Dated[Money]) -> Criterion:
    """Return the criterion that no more is asked for than a figure."""

    def test(inquiry: CriterionContext) -> CriterionOutcome:
        asked: Money = inquiry.fact(finance_facts.FINANCE_ASKED)
        most = inquiry.figure(ceiling)
        value, met = _ASKED.format(asked=money_text(asked), most=money_text(most)), asked <= most
        return CriterionOutcome(met=met, value=value, remedy=None if met else _LESS.format(most=money_text(most)))

    needs = (finance_facts.FINANCE_ASKED,)
    return Criterion(code=code, label=label, legal_basis=basis, needs=needs, test=test, figures=(ceiling,))


def price_within(*, code: str, label: Text, basis: LegalBasis, highest: Dated[Money]) -> Criterion:
    """Return the criterion that the home costs no more than a figure."""

    def test(inquiry: CriterionContext) -> CriterionOutcome:
        price: Money = inquiry.fact(finance_facts.HOME_PRICE)
        most = inquiry.figure(highest)
        value, met = _PRICE.format(price=money_text(price), most=money_text(most)), price <= most
        return CriterionOutcome(met=met, value=value, remedy=None if met else _CHEAPER.format(most=money_text(most)))

    needs = (finance_facts.HOME_PRICE,)
    return Criterion(code=code, label=label, legal_basis=basis, needs=needs, test=test, figures=(highest,))


def arrears_within(inquiry: CriterionContext, months: Dated[int]) -> CriterionOutcome:
    """Judge that no more months of instalments are in arrears than a figure."""
    late: int = inquiry.fact(finance_facts.ARREARS_MONTHS)
    most = inquiry.figure(months)
    value = _ARREARS.format(months=counted(late, MONTH), most=counted(most, MONTH))
    met = late <= most
    return CriterionOutcome(met=met, value=value, remedy=None if met else _PAY.format(most=counted(most, MONTH)))


def owns_another(inquiry: CriterionContext, years: Dated[int]) -> bool:
    """Say whether the family owns more than one property, or had another within a figure of years before filing."""
    look_back, filed = inquiry.figure(years), inquiry.filed_on or inquiry.day
    properties = inquiry.fact(facts.PROPERTIES)
    owned = [item for item in properties if not item.get("disposed_on")]
    disposed = (item.get("disposed_on") for item in properties)
    return len(owned) > 1 or any(day and years_after(day, look_back) > filed for day in disposed)
