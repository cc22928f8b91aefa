"""What restoration finance asks besides nationality and income: age, one home, years since, arrears, ceiling."""

from datetime import date

from iskan.core.counted import MONTH, YEAR, counted, money_text
from iskan.core.days import age_on, day_text, years_after
from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy import facts, finance_facts
from iskan.policy.instruments import DECISION_950_2025, RESTORATION_PAGE, basis
from iskan.policy.parameters import restoration as figures
from iskan.policy.parameters.entitlements import RESTORATION_WAIT_YEARS

_PAGE = basis(RESTORATION_PAGE, "S4, S206, S207", "A")
_DECISION = basis(DECISION_950_2025, "S209", "B")

_AGE = Text(ar="السن {age}؛ والمقبول من {low} إلى {high}", en="{age} old; accepted from {low} to {high}")
_TOO_YOUNG = Text(ar="يمكن التقديم ابتداءً من {first}.", en="You may apply from {first}.")
_TOO_OLD = Text(ar="كان آخر يوم للتقديم {last}.", en="The last day to apply was {last}.")
_NO_SERVICE = Text(ar="لم تنتفع الأسرة بخدمة تمليك سابقة", en="The family has had no earlier ownership service")
_SINCE = Text(
    ar="كانت الخدمة السابقة في {day}، ومدة الانتظار {years}", en="The earlier service was on {day}; the wait is {years}"
)
_FIRST = Text(ar="يمكن التقديم ابتداءً من {first}.", en="You may apply from {first}.")
_NO_ARREARS = Text(ar="لا متأخرات، فلا خدمة سابقة", en="No arrears: there was no earlier service")
_ARREARS = Text(ar="المتأخرات {months}، والمقبول حتى {most}", en="Arrears of {months}; accepted up to {most}")
_PAY = Text(
    ar="يُقبل الطلب متى سُددت الأقساط المتأخرة إلى {most} أو أقل.",
    en="Accepted once the instalments in arrears are paid down to {most} or less.",
)
_ASKED = Text(ar="المبلغ المطلوب {asked}، والحد الأعلى {most}", en="{asked} asked for; the ceiling is {most}")
_LESS = Text(ar="يمكن طلب مبلغ لا يتجاوز {most}.", en="Ask for no more than {most}.")
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


def _age(inquiry: CriterionContext) -> CriterionOutcome:
    born: date = inquiry.fact(facts.BIRTH_DATE)
    low, high = inquiry.figure(figures.RESTORATION_AGE_MIN), inquiry.figure(figures.RESTORATION_AGE_MAX)
    age = age_on(born, inquiry.day)
    value = _AGE.format(age=counted(age, YEAR), low=str(low), high=counted(high, YEAR))
    if age < low:
        return CriterionOutcome(
            met=False, value=value, remedy=_TOO_YOUNG.format(first=day_text(years_after(born, low)))
        )
    last = date.fromordinal(years_after(born, high + 1).toordinal() - 1)
    return CriterionOutcome(
        met=age <= high, value=value, remedy=None if age <= high else _TOO_OLD.format(last=day_text(last))
    )


def _only_home(inquiry: CriterionContext) -> CriterionOutcome:
    owned = [item for item in inquiry.fact(facts.PROPERTIES) if not item.get("disposed_on")]
    if not owned:
        return CriterionOutcome(met=False, value=_NO_HOME, remedy=_OWN_ONE)
    years, filed = inquiry.figure(figures.RESTORATION_LOOK_BACK_YEARS), inquiry.filed_on or inquiry.day
    disposed = (item.get("disposed_on") for item in inquiry.fact(facts.PROPERTIES))
    lately = [day for day in disposed if day and years_after(day, years) > filed]
    if len(owned) == 1 and not lately:
        return CriterionOutcome(met=True, value=_ONE_HOME)
    return CriterionOutcome(met=False, value=_OTHERS.format(years=counted(years, YEAR, oblique=True)), remedy=_OWN_ONE)


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
    months: int = inquiry.fact(finance_facts.ARREARS_MONTHS)
    most = inquiry.figure(figures.RESTORATION_ARREARS_MONTHS)
    value = _ARREARS.format(months=counted(months, MONTH), most=counted(most, MONTH))
    met = months <= most
    return CriterionOutcome(met=met, value=value, remedy=None if met else _PAY.format(most=counted(most, MONTH)))


def _not_before(inquiry: CriterionContext) -> CriterionOutcome:
    if inquiry.fact(finance_facts.EARLIER_RESTORATION):
        return CriterionOutcome(met=False, value=_HAD_ONE, remedy=_NOT_TWICE)
    return CriterionOutcome(met=True, value=_NONE_BEFORE)


def _ceiling(inquiry: CriterionContext) -> CriterionOutcome:
    asked: Money = inquiry.fact(finance_facts.FINANCE_ASKED)
    most = inquiry.figure(figures.RESTORATION_CEILING)
    value = _ASKED.format(asked=money_text(asked), most=money_text(most))
    met = asked <= most
    return CriterionOutcome(met=met, value=value, remedy=None if met else _LESS.format(most=money_text(most)))


AGE_RESTORATION = Criterion(
    code="age_restoration",
    label=Text(ar="السن عند طلب تمويل الترميم", en="Age when applying for restoration finance"),
    legal_basis=_PAGE,
    needs=(facts.BIRTH_DATE,),
    test=_age,
    figures=(figures.RESTORATION_AGE_MIN, figures.RESTORATION_AGE_MAX),
    of_filing=True,
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
WITHIN_CEILING = Criterion(
    code="within_ceiling",
    label=Text(ar="مبلغ التمويل ضمن الحد الأعلى", en="Finance within the ceiling"),
    legal_basis=_DECISION,
    needs=(finance_facts.FINANCE_ASKED,),
    test=_ceiling,
    figures=(figures.RESTORATION_CEILING,),
)
