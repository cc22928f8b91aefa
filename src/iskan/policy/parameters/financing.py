"""What bounds a request for finance beside ages, incomes and amounts: waits, arrears, what else is owned, promises."""

from iskan.core.counted import MONTH, WORKING_DAY, YEAR
from iskan.core.dated import Dated
from iskan.core.text import Text
from iskan.policy.instruments import (
    DECISION_950_2025,
    FINANCE_PROGRAMMES_2022,
    HOUSING_SYSTEM,
    IN_2015,
    OWN_UNDERTAKING,
    TASHEEL_PLUS_PAGE,
    TUMOOH_PAGE,
    basis,
)
from iskan.policy.parameters.figures import not_found, since
from iskan.policy.parameters.finance import FROM_APRIL_2025, FROM_AUGUST_2022, IN_2025

_TUMOOH = basis(TUMOOH_PAGE, "S208", "A")

TUMOOH_WAIT_YEARS: Dated[int] = Dated(
    code="tumooh_wait_years",
    label=Text(
        ar="المدة بعد شراء العقار الأول قبل تمويل طموح", en="Years after the first property was bought before Tumooh"
    ),
    unit=YEAR,
    versions=(since(IN_2025, 10, _TUMOOH),),
)
TUMOOH_ARREARS_MONTHS: Dated[int] = Dated(
    code="tumooh_arrears_months",
    label=Text(ar="أعلى متأخرات أقساط تُقبل في برنامج طموح", en="Most arrears accepted for Tumooh"),
    unit=MONTH,
    versions=(since(IN_2025, 3, _TUMOOH),),
)
TUMOOH_LOOK_BACK_YEARS: Dated[int] = Dated(
    code="tumooh_look_back_years",
    label=Text(
        ar="المدة السابقة لطلب طموح التي لا يكون للأسرة فيها عقار آخر",
        en="Years before asking for Tumooh in which the family had no other property",
    ),
    unit=YEAR,
    versions=(since(IN_2025, 3, basis(DECISION_950_2025, "S209", "B")),),
)
PROMISE_TASHEEL: Dated[int] = Dated(
    code="promise_tasheel",
    label=Text(ar="مدة إنجاز طلب تمويل تسهيل", en="Promise for Tas'heel finance"),
    unit=WORKING_DAY,
    versions=(not_found(FROM_AUGUST_2022, basis(FINANCE_PROGRAMMES_2022, "—", "NF")),),
)
PROMISE_TASHEEL_PLUS: Dated[int] = Dated(
    code="promise_tasheel_plus",
    label=Text(ar="مدة إنجاز طلب تمويل تسهيل+", en="Promise for Tas'heel+ finance"),
    unit=WORKING_DAY,
    versions=(since(FROM_APRIL_2025, 10, basis(TASHEEL_PLUS_PAGE, "S6", "A")),),
)
PROMISE_MAZAYA: Dated[int] = Dated(
    code="promise_mazaya",
    label=Text(ar="مدة إنجاز طلب تمويل مزايا", en="Promise for Mazaya finance"),
    unit=WORKING_DAY,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "—", "NF", 42)),),
)
PROMISE_TUMOOH: Dated[int] = Dated(
    code="promise_tumooh",
    label=Text(ar="مدة إنجاز طلب تمويل طموح", en="Promise for Tumooh finance"),
    unit=WORKING_DAY,
    versions=(since(IN_2025, 10, _TUMOOH),),
)
PROMISE_FINANCE_DECLARATION: Dated[int] = Dated(
    code="promise_finance_declaration",
    label=Text(ar="مدة إنجاز إقرار تمويل عبر البنوك", en="Promise for a declaration of finance through banks"),
    unit=WORKING_DAY,
    versions=(not_found(IN_2015, basis(OWN_UNDERTAKING, "—", "NF")),),
)
