"""The age on the day of filing."""

from datetime import date

from iskan.core.counted import YEAR, counted
from iskan.core.days import age_on, day_text, years_after
from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome
from iskan.core.text import Text
from iskan.policy import facts
from iskan.policy.instruments import PUBLISHED_CRITERIA, basis
from iskan.policy.parameters.ages import AGE_MAX, AGE_MAX_CATEGORY_FIVE, AGE_MIN

_VALUE = Text(
    ar="السن {age} في {day}؛ والمقبول من {low} إلى {high}", en="{age} old on {day}; accepted from {low} to {high}"
)
_TOO_YOUNG = Text(
    ar="يمكن التقديم ابتداءً من {first}، يوم إتمام {low}.", en="You may apply from {first}, the day you turn {low}."
)
_TOO_OLD = Text(
    ar="كان آخر يوم للتقديم {last}. يجوز للزوج الآخر في الفئة الأولى أن يتقدم إذا استوفى الشروط، وتنظر الوزارة في الحالات الخاصة بقرار مسبّب.",
    en="The last day to apply was {last}. In category one the other spouse may apply if they meet the conditions; special cases need a reasoned decision of the ministry.",
)


def _age(inquiry: CriterionContext) -> CriterionOutcome:
    born: date = inquiry.fact(facts.BIRTH_DATE)
    category_five = inquiry.optional(facts.FAMILY_CATEGORY) == "5"
    low = inquiry.figure(AGE_MIN)
    high = inquiry.figure(AGE_MAX_CATEGORY_FIVE if category_five else AGE_MAX)
    age = age_on(born, inquiry.day)
    value = _VALUE.format(age=counted(age, YEAR), day=day_text(inquiry.day), low=str(low), high=_years(high))
    if age < low:
        remedy = _TOO_YOUNG.format(first=day_text(years_after(born, low)), low=_years(low))
        return CriterionOutcome(met=False, value=value, remedy=remedy)
    if age <= high or (category_five and inquiry.fact(facts.LIVES_INDEPENDENTLY)):
        return CriterionOutcome(met=True, value=value)
    return CriterionOutcome(met=False, value=value, remedy=_TOO_OLD.format(last=day_text(_last_day(born, high))))


def _years(age: int) -> Text:
    return Text(ar=counted(age, YEAR).ar, en=str(age))


def _last_day(born: date, high: int) -> date:
    return date.fromordinal(years_after(born, high + 1).toordinal() - 1)


AGE = Criterion(
    code="age",
    label=Text(ar="السن عند تقديم الطلب", en="Age at filing"),
    legal_basis=basis(PUBLISHED_CRITERIA, "S1, S2, S14", "A"),
    needs=(facts.BIRTH_DATE, facts.FAMILY_CATEGORY, facts.LIVES_INDEPENDENTLY),
    test=_age,
    figures=(AGE_MIN, AGE_MAX, AGE_MAX_CATEGORY_FIVE),
    of_filing=True,
)
