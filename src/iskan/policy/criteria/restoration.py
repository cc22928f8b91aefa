"""What restoration finance asks besides nationality and income: age, one home, years since, arrears, ceiling."""

from datetime import date

from iskan.core.counted import YEAR, counted
from iskan.core.days import day_text, years_after
from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome
from iskan.core.text import Text
from iskan.policy import facts, finance_facts
from iskan.policy.criteria.financing import age_between, arrears_within, owns_another, within_ceiling
from iskan.policy.instruments import DECISION_950_2025, RESTORATION_PAGE, basis
from iskan.policy.parameters import restoration as figures
from iskan.policy.parameters.entitlements import RESTORATION_WAIT_YEARS

_PAGE = basis(RESTORATION_PAGE, "S4, S206, S207", "A")
_DECISION = basis(DECISION_950_2025, "S209", "B")

_NO_SERVICE = Text(ar="لم تنتفع الأسرة بخدمة تمليك سابقة", en="The family has had no earlier ownership service")
_SINCE = Text(
    ar="كانت الخدمة السابقة في {day}، ومدة الانتظار {years}", en="The earlier service was on {day}; the wait is {years}"
)
_FIRST = Text(ar="يمكن التقديم ابتداءً من {first}.", en="You may apply from {first}.")
_NO_ARREARS = Text(ar="لا متأخرات، فلا خدمة سابقة", en="No arrears: there was no earlier service")
_ONE_HOME = Text(ar="للأسرة مسكن واحد هو موضوع الطلب", en="The family owns one home, the one to be restored")
_NO_HOME = Text(ar="لا يوجد عقار باسم الأسرة", en="No property stands in the family's name")
_OTHERS = Text(
    ar="للأسرة أكثر من عقار، أو كان لها عقار آخر خلال {years} قبل التقديم",
    en="The family owns more than one property, or had another within {years} before filing",
)
_OWN_ONE = Text(
    ar="يُموَّل ترميم المسكن الوحيد الذي تملكه الأسرة. إن كان السجل غير صحيح فيمكن الاعتراض عليه في الطلب.",
    en="Only the one home a family owns is restored with this finance. Object in the application if the register is wrong.",
)
_NONE_BEFORE = Text(ar="لا تمويل سابق لترميم المسكن", en="No earlier restoration finance on the home")
_HAD_ONE = Text(
    ar="سبق تمويل ترميم هذا المسكن أو حصل أحد أفراد الأسرة على تمويل تكميلي",
    en="The home was restored with such finance before, or a family member had a supplementary loan",
)
_NOT_TWICE = Text(ar="لا يُمنح هذا التمويل مرتين.", en="This finance is not granted twice.")


def _only_home(inquiry: CriterionContext) -> CriterionOutcome:
    if all(item.get("disposed_on") for item in inquiry.fact(facts.PROPERTIES)):
        return CriterionOutcome(met=False, value=_NO_HOME, remedy=_OWN_ONE)
    if not owns_another(inquiry, figures.RESTORATION_LOOK_BACK_YEARS):
        return CriterionOutcome(met=True, value=_ONE_HOME)
    years = counted(inquiry.figure(figures.RESTORATION_LOOK_BACK_YEARS), YEAR, oblique=True)
    return CriterionOutcome(met=False, value=_OTHERS.format(years=years), remedy=_OWN_ONE)


def _wait(inquiry: CriterionContext) -> CriterionOutcome:
    if not inquiry.fact(facts.EARLIER_SERVICE):
        return CriterionOutcome(met=True, value=_NO_SERVICE)
    day: date = inquiry.fact(finance_facts.EARLIER_SERVICE_ON)
    years = inquiry.figure(RESTORATION_WAIT_YEARS)
    first, value = years_after(day, years), _SINCE.format(day=day_text(day), years=counted(years, YEAR))
    met = first <= inquiry.day
    return CriterionOutcome(met=met, value=value, remedy=None if met else _FIRST.format(first=day_text(first)))


def _arrears(inquiry: CriterionContext) -> CriterionOutcome:
    if not inquiry.fact(facts.EARLIER_SERVICE):
        return CriterionOutcome(met=True, value=_NO_ARREARS)
    return arrears_within(inquiry, figures.RESTORATION_ARREARS_MONTHS)


def _not_before(inquiry: CriterionContext) -> CriterionOutcome:
    if inquiry.fact(finance_facts.EARLIER_RESTORATION):
        return CriterionOutcome(met=False, value=_HAD_ONE, remedy=_NOT_TWICE)
    return CriterionOutcome(met=True, value=_NONE_BEFORE)


AGE_RESTORATION = age_between(
    code="age_restoration",
    label=Text(ar="السن عند طلب تمويل الترميم", en="Age when applying for restoration finance"),
    basis=_PAGE,
    low=figures.RESTORATION_AGE_MIN,
    high=figures.RESTORATION_AGE_MAX,
)
ONLY_HOME = Criterion(
    code="only_home",
    label=Text(ar="المسكن الوحيد للأسرة", en="The family's only home"),
    legal_basis=_DECISION,
    needs=(facts.PROPERTIES,),
    test=_only_home,
    figures=(figures.RESTORATION_LOOK_BACK_YEARS,),
)
YEARS_SINCE_SERVICE = Criterion(
    code="years_since_service",
    label=Text(ar="المدة منذ خدمة تمليك سابقة", en="Years since an earlier ownership service"),
    legal_basis=_PAGE,
    needs=(facts.EARLIER_SERVICE, finance_facts.EARLIER_SERVICE_ON),
    test=_wait,
    figures=(RESTORATION_WAIT_YEARS,),
)
ARREARS = Criterion(
    code="arrears",
    label=Text(ar="انتظام سداد الأقساط", en="Instalments paid regularly"),
    legal_basis=_PAGE,
    needs=(facts.EARLIER_SERVICE, finance_facts.ARREARS_MONTHS),
    test=_arrears,
    figures=(figures.RESTORATION_ARREARS_MONTHS,),
)
NOT_RESTORED_BEFORE = Criterion(
    code="not_restored_before",
    label=Text(ar="عدم تمويل ترميم المسكن من قبل", en="No earlier restoration finance"),
    legal_basis=_DECISION,
    needs=(finance_facts.EARLIER_RESTORATION,),
    test=_not_before,
)
WITHIN_CEILING = within_ceiling(
    code="within_ceiling",
    label=Text(ar="مبلغ التمويل ضمن الحد الأعلى", en="Finance within the ceiling"),
    basis=_DECISION,
    ceiling=figures.RESTORATION_CEILING,
)
