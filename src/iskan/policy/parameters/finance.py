"""Finance for a home: who may have it, how much, at which part of the income, over how many years (domain 2.1, 2.2)."""

from datetime import date
from typing import Any

from iskan.core.counted import A_MONTH, BASIS_POINTS_A_YEAR, PER_CENT, YEAR
from iskan.core.dated import Dated, Version
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy.instruments import (
    CABINET_ON_MAZAYA,
    DECISION_950_2025,
    FINANCE_PROGRAMMES_2022,
    HOUSING_SYSTEM,
    IN_2015,
    RESTORATION_PAGE,
    TASHEEL_PLUS_PAGE,
    basis,
)
from iskan.policy.parameters.figures import not_found, since

FROM_AUGUST_2022, FROM_NOVEMBER_2025 = date(2022, 8, 1), date(2025, 11, 1)
FROM_APRIL_2025, IN_2025 = date(2025, 4, 23), date(2025, 1, 1)
_TASHEEL = basis(FINANCE_PROGRAMMES_2022, "S30, S31, S36", "B")
_MAZAYA = basis(HOUSING_SYSTEM, "S5", "A", 42)
_PLUS, _TUMOOH = basis(TASHEEL_PLUS_PAGE, "S6", "A"), basis(DECISION_950_2025, "S208, S209", "A")
_RESTORATION = basis(RESTORATION_PAGE, "S4", "NF")
_MONTH_ONLY = Text(
    ar="لم يُعثر على يوم النفاذ، فاعتُمد أول يوم من الشهر",
    en="The day in force was not found; the first of the month is taken",
)


def _amount(code: str, label: Text, *versions: Version[Money], monthly: bool = False) -> Dated[Money]:
    return Dated(code=code, label=label, unit=A_MONTH if monthly else None, is_money=True, versions=versions)


def _number(code: str, label: Text, unit: Any, *versions: Version[int]) -> Dated[int]:
    return Dated(code=code, label=label, unit=unit, versions=versions)


_RATE_INFERRED = Text(
    ar="نسبة مستنتجة: بها وبمدة 30 سنة يقارب الحسابُ أدنى التمويل وأعلاه المنشورين. لم يُعثر على أساس احتساب الربح.",
    en="Inferred: with it and 30 years the sums come near the published least and most. How the rate is charged was not found.",
)
_RATE_ASSUMED = Text(
    ar="نسبة مفترضة للمقارنة: بها يساوي قسطُ 81,000 دينار على 25 سنة السقفَ المنشور 427 دينارًا. لكل بنك نسبته.",
    en="Assumed for comparison: at it the instalment of BHD 81,000 over 25 years equals the published cap of 427. Each bank has its own.",
)
_EARLIER_CEILING = Text(
    ar="كان السقف 90,000 دينار بين 2013 و2017، وفي المصادر اختلاف لم يُحسم.",
    en="The ceiling was BHD 90,000 between 2013 and 2017: a conflict kept open.",
)

TASHEEL_INCOME_MIN = _amount(
    "tasheel_income_min",
    Text(ar="أدنى دخل لبرنامج تسهيل", en="Lowest income for Tas'heel"),
    since(FROM_AUGUST_2022, Money.bhd(320), _TASHEEL),
    monthly=True,
)

TASHEEL_INCOME_MAX = _amount(
    "tasheel_income_max",
    Text(ar="أعلى دخل لبرنامج تسهيل", en="Highest income for Tas'heel"),
    since(FROM_AUGUST_2022, Money.bhd(1200), _TASHEEL),
    monthly=True,
)

TASHEEL_AGE_MIN = _number(
    "tasheel_age_min",
    Text(ar="أدنى سن لبرنامج تسهيل", en="Lowest age for Tas'heel"),
    YEAR,
    since(FROM_AUGUST_2022, 21, _TASHEEL),
)

TASHEEL_AGE_MAX = _number(
    "tasheel_age_max",
    Text(ar="أعلى سن لبرنامج تسهيل", en="Highest age for Tas'heel"),
    YEAR,
    since(FROM_AUGUST_2022, 50, _TASHEEL),
)

TASHEEL_FINANCE_MIN = _amount(
    "tasheel_finance_min",
    Text(
        ar="أدنى تمويل في برنامج تسهيل، وما يزيد منه على القدرة منحة",
        en="Least finance under Tas'heel; what is above the household's capacity is a grant",
    ),
    since(FROM_AUGUST_2022, Money.bhd(40000), _TASHEEL),
)

TASHEEL_FINANCE_MAX = _amount(
    "tasheel_finance_max",
    Text(ar="أعلى تمويل في برنامج تسهيل", en="Most finance under Tas'heel"),
    since(FROM_AUGUST_2022, Money.bhd(70000), _TASHEEL),
)

TASHEEL_SHARE = _number(
    "tasheel_share",
    Text(ar="حصة القسط من الدخل في برنامج تسهيل", en="Part of the income that a Tas'heel instalment takes"),
    PER_CENT,
    since(FROM_AUGUST_2022, 25, _TASHEEL),
)

TASHEEL_YEARS = _number(
    "tasheel_years",
    Text(ar="مدة السداد في برنامج تسهيل", en="Years of repayment under Tas'heel"),
    YEAR,
    since(FROM_AUGUST_2022, 30, _TASHEEL),
)

TASHEEL_RATE = _number(
    "tasheel_rate",
    Text(ar="نسبة الربح السنوية في برنامج تسهيل", en="Yearly rate under Tas'heel"),
    BASIS_POINTS_A_YEAR,
    since(FROM_AUGUST_2022, 300, basis(FINANCE_PROGRAMMES_2022, "—", "I"), _RATE_INFERRED),
)

MAZAYA_INCOME_MIN = _amount(
    "mazaya_income_min",
    Text(ar="أدنى دخل لبرنامج مزايا", en="Lowest income for Mazaya"),
    since(IN_2015, Money.bhd(600), _MAZAYA),
    monthly=True,
)

MAZAYA_INCOME_MAX = _amount(
    "mazaya_income_max",
    Text(ar="أعلى دخل لبرنامج مزايا", en="Highest income for Mazaya"),
    since(IN_2015, Money.bhd(1200), _MAZAYA),
    monthly=True,
)

MAZAYA_AGE_MIN = _number(
    "mazaya_age_min",
    Text(ar="أدنى سن لبرنامج مزايا", en="Lowest age for Mazaya"),
    YEAR,
    since(IN_2015, 21, _MAZAYA),
)

MAZAYA_AGE_MAX = _number(
    "mazaya_age_max",
    Text(ar="أعلى سن لبرنامج مزايا", en="Highest age for Mazaya"),
    YEAR,
    since(IN_2015, 35, _MAZAYA),
    since(FROM_AUGUST_2022, 40, basis(FINANCE_PROGRAMMES_2022, "S31", "B"), _MONTH_ONLY),
)

MAZAYA_FINANCE_MAX = _amount(
    "mazaya_finance_max",
    Text(ar="أعلى تمويل مدعوم في برنامج مزايا", en="Most supported finance under Mazaya"),
    since(IN_2015, Money.bhd(81000), _MAZAYA, _EARLIER_CEILING),
)

MAZAYA_PRICE_MAX = _amount(
    "mazaya_price_max",
    Text(ar="أعلى ثمن للمسكن في برنامج مزايا", en="Highest price of a home under Mazaya"),
    since(IN_2015, Money.bhd(120000), _MAZAYA),
)

MAZAYA_SHARE = _number(
    "mazaya_share",
    Text(ar="حصة الأسرة من الدخل في برنامج مزايا", en="Part of the income that a household pays under Mazaya"),
    PER_CENT,
    since(IN_2015, 25, _MAZAYA),
)

MAZAYA_CAP = _amount(
    "mazaya_cap",
    Text(ar="أعلى قسط على الأسرة في برنامج مزايا", en="Most a household pays a month under Mazaya"),
    since(IN_2015, Money.bhd(527), basis(CABINET_ON_MAZAYA, "S38", "B")),
    since(FROM_NOVEMBER_2025, Money.bhd(427), basis(CABINET_ON_MAZAYA, "S38, S216b", "B"), _MONTH_ONLY),
    monthly=True,
)

MAZAYA_YEARS = _number(
    "mazaya_years",
    Text(ar="مدة السداد في برنامج مزايا", en="Years of repayment under Mazaya"),
    YEAR,
    since(IN_2015, 25, _MAZAYA),
)

BANK_FINANCE_RATE = _number(
    "bank_finance_rate",
    Text(ar="نسبة ربح البنوك السنوية المفترضة", en="Yearly rate assumed of banks"),
    BASIS_POINTS_A_YEAR,
    since(IN_2015, 399, basis(CABINET_ON_MAZAYA, "—", "I"), _RATE_ASSUMED),
)

MAZAYA_TOP_UP = _amount(
    "mazaya_top_up",
    Text(ar="أعلى تمويل إضافي من البنك دون دعم في برنامج مزايا", en="Most a bank adds without support under Mazaya"),
    since(IN_2015, Money.bhd(39000), basis(CABINET_ON_MAZAYA, "S36", "B")),
)

TASHEEL_PLUS_INCOME_MIN = _amount(
    "tasheel_plus_income_min",
    Text(ar="أدنى دخل لبرنامج تسهيل+", en="Lowest income for Tas'heel+"),
    since(FROM_APRIL_2025, Money.bhd(600), _PLUS),
    monthly=True,
)

TASHEEL_PLUS_INCOME_MAX = _amount(
    "tasheel_plus_income_max",
    Text(ar="أعلى دخل لبرنامج تسهيل+", en="Highest income for Tas'heel+"),
    since(FROM_APRIL_2025, Money.bhd(1200), _PLUS),
    monthly=True,
)

TASHEEL_PLUS_AGE_MIN = _number(
    "tasheel_plus_age_min",
    Text(ar="أدنى سن لبرنامج تسهيل+", en="Lowest age for Tas'heel+"),
    YEAR,
    since(FROM_APRIL_2025, 21, _PLUS),
)

TASHEEL_PLUS_AGE_MAX = _number(
    "tasheel_plus_age_max",
    Text(ar="أعلى سن لبرنامج تسهيل+", en="Highest age for Tas'heel+"),
    YEAR,
    since(FROM_APRIL_2025, 40, _PLUS),
)

TASHEEL_PLUS_FINANCE_MAX = _amount(
    "tasheel_plus_finance_max",
    Text(ar="أعلى تمويل في المسار الأول من برنامج تسهيل+", en="Most finance under the first plan of Tas'heel+"),
    since(FROM_APRIL_2025, Money.bhd(81000), _PLUS),
)

TASHEEL_PLUS_SECOND_FINANCE_MAX = _amount(
    "tasheel_plus_second_finance_max",
    Text(ar="أعلى تمويل في المسار الثاني من برنامج تسهيل+", en="Most finance under the second plan of Tas'heel+"),
    since(FROM_APRIL_2025, Money.bhd(91000), _PLUS),
)

TASHEEL_PLUS_SHARE = _number(
    "tasheel_plus_share",
    Text(ar="أعلى حصة للقسط من الدخل في برنامج تسهيل+", en="Most of the income that a Tas'heel+ instalment takes"),
    PER_CENT,
    since(FROM_APRIL_2025, 35, _PLUS),
)

TASHEEL_PLUS_YEARS = _number(
    "tasheel_plus_years",
    Text(ar="مدة السداد في برنامج تسهيل+", en="Years of repayment under Tas'heel+"),
    YEAR,
    not_found(FROM_APRIL_2025, _PLUS),
)

TUMOOH_INCOME_MIN = _amount(
    "tumooh_income_min",
    Text(ar="أدنى دخل لبرنامج طموح", en="Lowest income for Tumooh"),
    since(IN_2025, Money.bhd(600), _TUMOOH),
    monthly=True,
)

TUMOOH_INCOME_MAX = _amount(
    "tumooh_income_max",
    Text(ar="أعلى دخل لبرنامج طموح", en="Highest income for Tumooh"),
    since(IN_2025, Money.bhd(1200), _TUMOOH),
    monthly=True,
)

TUMOOH_AGE_MIN = _number(
    "tumooh_age_min",
    Text(ar="أدنى سن لبرنامج طموح", en="Lowest age for Tumooh"),
    YEAR,
    since(IN_2025, 21, _TUMOOH),
)

TUMOOH_AGE_MAX = _number(
    "tumooh_age_max",
    Text(ar="أعلى سن لبرنامج طموح", en="Highest age for Tumooh"),
    YEAR,
    since(IN_2025, 60, _TUMOOH),
)

TUMOOH_FINANCE_MAX = _amount(
    "tumooh_finance_max",
    Text(ar="أعلى تمويل في برنامج طموح", en="Most finance under Tumooh"),
    since(IN_2025, Money.bhd(20000), _TUMOOH),
)

TUMOOH_SHARE = _number(
    "tumooh_share",
    Text(ar="حصة القسط من الدخل في برنامج طموح", en="Part of the income that a Tumooh instalment takes"),
    PER_CENT,
    not_found(IN_2025, _TUMOOH),
)

TUMOOH_RATE = _number(
    "tumooh_rate",
    Text(ar="نسبة الربح السنوية في برنامج طموح", en="Yearly rate under Tumooh"),
    BASIS_POINTS_A_YEAR,
    not_found(IN_2025, _TUMOOH),
)

TUMOOH_YEARS = _number(
    "tumooh_years",
    Text(ar="مدة السداد في برنامج طموح", en="Years of repayment under Tumooh"),
    YEAR,
    not_found(IN_2025, _TUMOOH),
)

RESTORATION_SHARE = _number(
    "restoration_share",
    Text(ar="حصة القسط من الدخل في تمويل الترميم", en="Part of the income that a restoration instalment takes"),
    PER_CENT,
    not_found(IN_2015, _RESTORATION),
)

RESTORATION_RATE = _number(
    "restoration_rate",
    Text(ar="نسبة الربح السنوية في تمويل الترميم", en="Yearly rate of restoration finance"),
    BASIS_POINTS_A_YEAR,
    not_found(IN_2015, _RESTORATION),
)
