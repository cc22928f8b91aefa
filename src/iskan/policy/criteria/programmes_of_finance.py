"""The criteria that hold for one programme of finance alone: Tas'heel, Tas'heel+, Mazaya, Tumooh."""

from datetime import date

from iskan.core.counted import YEAR, counted
from iskan.core.days import day_text, years_after
from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome
from iskan.core.text import Text
from iskan.policy import facts, finance_facts
from iskan.policy.criteria.financing import age_between, arrears_within, owns_another, price_within, within_ceiling
from iskan.policy.instruments import (
    DECISION_950_2025,
    FINANCE_PROGRAMMES_2022,
    HOUSING_SYSTEM,
    TASHEEL_PLUS_PAGE,
    TUMOOH_PAGE,
    basis,
)
from iskan.policy.parameters import finance, financing

_TASHEEL = basis(FINANCE_PROGRAMMES_2022, "S30, S31", "B")
_PLUS = basis(TASHEEL_PLUS_PAGE, "S6", "A")
_MAZAYA = basis(HOUSING_SYSTEM, "S5", "A", 42)
_TUMOOH = basis(TUMOOH_PAGE, "S208", "A")
_DECISION = basis(DECISION_950_2025, "S209", "B")

_SINCE = Text(
    ar="اشتُري العقار الأول في {day}، ومدة الانتظار {years}",
    en="The first property was bought on {day}; the wait is {years}",
)
_FIRST = Text(ar="يمكن التقديم ابتداءً من {first}.", en="You may apply from {first}.")
_KIND = Text(ar="كان التمويل السابق لشراء: {kind}", en="The earlier finance bought: {kind}")
_FLAT_ALONE = Text(
    ar="طموح لمن اشترى شقة بتمويل سابق.", en="Tumooh is for those who bought a flat with earlier finance."
)
_NO_AMANAT = Text(ar="لا انتفاع سابق ببرنامج الأمانات", en="The former Amanat Program was not used")
_HAD_AMANAT = Text(ar="سبق الانتفاع ببرنامج الأمانات", en="The former Amanat Program was used")
_NOT_AFTER_AMANAT = Text(
    ar="لا يُمنح تمويل طموح لمن انتفع ببرنامج الأمانات.", en="Tumooh is not granted after the Amanat Program."
)
_NONE_BEFORE = Text(ar="لا تمويل تكميلي سابق في الأسرة", en="No supplementary finance in the family before")
_HAD_ONE = Text(
    ar="سبق لأحد أفراد الأسرة الحصول على تمويل تكميلي", en="A family member had supplementary finance before"
)
_NOT_TWICE = Text(ar="لا يُمنح التمويل التكميلي للأسرة مرتين.", en="A family is not granted it twice.")
_NO_OTHER = Text(ar="لا عقار للأسرة سوى ما هو موضوع الطلب", en="The family owns no other property")
_OTHERS = Text(
    ar="للأسرة أكثر من عقار، أو كان لها عقار آخر خلال {years} قبل التقديم",
    en="The family owns more than one property, or had another within {years} before filing",
)
_OWN_NO_OTHER = Text(
    ar="يُقبل الطلب متى مضت المدة على آخر عقار آخر. إن كان السجل غير صحيح فيمكن الاعتراض عليه في الطلب.",
    en="Accepted once that time has passed since the last other property. Object in the application if the register is wrong.",
)


def _wait(inquiry: CriterionContext) -> CriterionOutcome:
    day: date = inquiry.fact(finance_facts.FIRST_HOME_ON)
    years = inquiry.figure(financing.TUMOOH_WAIT_YEARS)
    first = years_after(day, years)
    value, met = _SINCE.format(day=day_text(day), years=counted(years, YEAR)), first <= inquiry.day
    return CriterionOutcome(met=met, value=value, remedy=None if met else _FIRST.format(first=day_text(first)))


def _was_flat(inquiry: CriterionContext) -> CriterionOutcome:
    kind: str = inquiry.fact(finance_facts.FIRST_HOME_KIND)
    value, met = _KIND.format(kind=finance_facts.FIRST_HOME_KIND.choice(kind)), kind == "flat"
    return CriterionOutcome(met=met, value=value, remedy=None if met else _FLAT_ALONE)


def _no_amanat(inquiry: CriterionContext) -> CriterionOutcome:
    if inquiry.fact(finance_facts.AMANAT):
        return CriterionOutcome(met=False, value=_HAD_AMANAT, remedy=_NOT_AFTER_AMANAT)
    return CriterionOutcome(met=True, value=_NO_AMANAT)


def _arrears(inquiry: CriterionContext) -> CriterionOutcome:
    return arrears_within(inquiry, financing.TUMOOH_ARREARS_MONTHS)


def _none_before(inquiry: CriterionContext) -> CriterionOutcome:
    if inquiry.fact(finance_facts.SUPPLEMENTARY_BEFORE):
        return CriterionOutcome(met=False, value=_HAD_ONE, remedy=_NOT_TWICE)
    return CriterionOutcome(met=True, value=_NONE_BEFORE)


def _no_other(inquiry: CriterionContext) -> CriterionOutcome:
    if not owns_another(inquiry, financing.TUMOOH_LOOK_BACK_YEARS):
        return CriterionOutcome(met=True, value=_NO_OTHER)
    years = counted(inquiry.figure(financing.TUMOOH_LOOK_BACK_YEARS), YEAR, oblique=True)
    return CriterionOutcome(met=False, value=_OTHERS.format(years=years), remedy=_OWN_NO_OTHER)


AGE_TASHEEL = age_between(
    code="age_tasheel",
    label=Text(ar="السن عند طلب تمويل تسهيل", en="Age when applying for Tas'heel"),
    basis=_TASHEEL,
    low=finance.TASHEEL_AGE_MIN,
    high=finance.TASHEEL_AGE_MAX,
)
AGE_TASHEEL_PLUS = age_between(
    code="age_tasheel_plus",
    label=Text(ar="السن عند طلب تمويل تسهيل+", en="Age when applying for Tas'heel+"),
    basis=_PLUS,
    low=finance.TASHEEL_PLUS_AGE_MIN,
    high=finance.TASHEEL_PLUS_AGE_MAX,
)
AGE_MAZAYA = age_between(
    code="age_mazaya",
    label=Text(ar="السن عند طلب تمويل مزايا", en="Age when applying for Mazaya"),
    basis=_MAZAYA,
    low=finance.MAZAYA_AGE_MIN,
    high=finance.MAZAYA_AGE_MAX,
)
AGE_TUMOOH = age_between(
    code="age_tumooh",
    label=Text(ar="السن عند طلب تمويل طموح", en="Age when applying for Tumooh"),
    basis=_TUMOOH,
    low=finance.TUMOOH_AGE_MIN,
    high=finance.TUMOOH_AGE_MAX,
)
CEILING_TASHEEL = within_ceiling(
    code="ceiling_tasheel",
    label=Text(ar="تمويل تسهيل ضمن الحد الأعلى", en="Tas'heel finance within the ceiling"),
    basis=_TASHEEL,
    ceiling=finance.TASHEEL_FINANCE_MAX,
)
CEILING_PLUS_FIRST = within_ceiling(
    code="ceiling_tasheel_plus_first",
    label=Text(ar="التمويل ضمن حد المسار الأول", en="Finance within the first plan's ceiling"),
    basis=_PLUS,
    ceiling=finance.TASHEEL_PLUS_FINANCE_MAX,
)
CEILING_PLUS_SECOND = within_ceiling(
    code="ceiling_tasheel_plus_second",
    label=Text(ar="التمويل ضمن حد المسار الثاني", en="Finance within the second plan's ceiling"),
    basis=_PLUS,
    ceiling=finance.TASHEEL_PLUS_SECOND_FINANCE_MAX,
)
CEILING_MAZAYA = within_ceiling(
    code="ceiling_mazaya",
    label=Text(ar="التمويل المدعوم في مزايا ضمن الحد الأعلى", en="Supported Mazaya finance within the ceiling"),
    basis=_MAZAYA,
    ceiling=finance.MAZAYA_FINANCE_MAX,
)
PRICE_MAZAYA = price_within(
    code="price_mazaya",
    label=Text(ar="ثمن المسكن ضمن حد مزايا", en="Price of the home within the bound of Mazaya"),
    basis=_MAZAYA,
    highest=finance.MAZAYA_PRICE_MAX,
)
CEILING_TUMOOH = within_ceiling(
    code="ceiling_tumooh",
    label=Text(ar="تمويل طموح ضمن الحد الأعلى", en="Tumooh finance within the ceiling"),
    basis=_DECISION,
    ceiling=finance.TUMOOH_FINANCE_MAX,
)
YEARS_SINCE_FIRST_HOME = Criterion(
    code="years_since_first_home",
    label=Text(ar="المدة منذ شراء العقار الأول", en="Years since the first property was bought"),
    legal_basis=_TUMOOH,
    needs=(finance_facts.FIRST_HOME_ON,),
    test=_wait,
    figures=(financing.TUMOOH_WAIT_YEARS,),
)
FIRST_HOME_WAS_FLAT = Criterion(
    code="first_home_was_flat",
    label=Text(ar="كان التمويل السابق لشقة", en="The earlier finance was for a flat"),
    legal_basis=_TUMOOH,
    needs=(finance_facts.FIRST_HOME_KIND,),
    test=_was_flat,
)
NO_AMANAT = Criterion(
    code="no_amanat",
    label=Text(ar="عدم الانتفاع ببرنامج الأمانات", en="The Amanat Program not used"),
    legal_basis=_TUMOOH,
    needs=(finance_facts.AMANAT,),
    test=_no_amanat,
)
ARREARS_TUMOOH = Criterion(
    code="arrears_tumooh",
    label=Text(ar="انتظام سداد أقساط التمويل السابق", en="Instalments of the earlier finance paid regularly"),
    legal_basis=_TUMOOH,
    needs=(finance_facts.ARREARS_MONTHS,),
    test=_arrears,
    figures=(financing.TUMOOH_ARREARS_MONTHS,),
)
NOT_SUPPLEMENTED_BEFORE = Criterion(
    code="not_supplemented_before",
    label=Text(ar="عدم الحصول على تمويل تكميلي سابق", en="No supplementary finance before"),
    legal_basis=_DECISION,
    needs=(finance_facts.SUPPLEMENTARY_BEFORE,),
    test=_none_before,
)
NO_OTHER_PROPERTY = Criterion(
    code="no_other_property",
    label=Text(ar="عدم تملك عقار آخر", en="No other property"),
    legal_basis=_DECISION,
    needs=(facts.PROPERTIES,),
    test=_no_other,
    figures=(financing.TUMOOH_LOOK_BACK_YEARS,),
)
