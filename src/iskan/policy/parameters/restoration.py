"""What bounds restoration finance: age, income, ceiling, term, arrears and what the family may own."""

from datetime import date

from iskan.core.counted import A_MONTH, MONTH, WORKING_DAY, YEAR
from iskan.core.dated import Dated
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy.instruments import DECISION_950_2025, IN_2015, RESTORATION_PAGE, basis
from iskan.policy.parameters.figures import not_found, since

_PAGE = basis(RESTORATION_PAGE, "S4, S206, S207", "A")
_IN_2025 = date(2025, 1, 1)

RESTORATION_AGE_MIN: Dated[int] = Dated(
    code="restoration_age_min",
    label=Text(ar="أدنى سن عند طلب تمويل الترميم", en="Lowest age when applying for restoration finance"),
    unit=YEAR,
    versions=(since(IN_2015, 21, _PAGE),),
)
RESTORATION_AGE_MAX: Dated[int] = Dated(
    code="restoration_age_max",
    label=Text(ar="أعلى سن عند طلب تمويل الترميم", en="Highest age when applying for restoration finance"),
    unit=YEAR,
    versions=(since(IN_2015, 60, _PAGE),),
)
RESTORATION_INCOME_MIN: Dated[Money] = Dated(
    code="restoration_income_min",
    label=Text(ar="الحد الأدنى للدخل لتمويل الترميم", en="Lowest income for restoration finance"),
    unit=A_MONTH,
    is_money=True,
    versions=(since(IN_2015, Money.bhd(120), _PAGE),),
)
RESTORATION_INCOME_MAX: Dated[Money] = Dated(
    code="restoration_income_max",
    label=Text(ar="الحد الأعلى للدخل لتمويل الترميم", en="Highest income for restoration finance"),
    unit=A_MONTH,
    is_money=True,
    versions=(since(IN_2015, Money.bhd(1200), _PAGE),),
)
RESTORATION_CEILING: Dated[Money] = Dated(
    code="restoration_ceiling",
    label=Text(ar="الحد الأعلى لمبلغ تمويل الترميم", en="Ceiling of restoration finance"),
    is_money=True,
    versions=(
        not_found(IN_2015, basis(RESTORATION_PAGE, "S4", "NF")),
        since(_IN_2025, Money.bhd(20_000), basis(DECISION_950_2025, "S209", "B")),
    ),
)
RESTORATION_TERM_YEARS: Dated[int] = Dated(
    code="restoration_term_years",
    label=Text(ar="أطول مدة لسداد تمويل الترميم", en="Longest term of restoration finance"),
    unit=YEAR,
    versions=(since(IN_2015, 15, basis(RESTORATION_PAGE, "S4, S13", "A")),),
)
RESTORATION_ARREARS_MONTHS: Dated[int] = Dated(
    code="restoration_arrears_months",
    label=Text(ar="أعلى متأخرات أقساط تُقبل لتمويل الترميم", en="Most arrears accepted for restoration finance"),
    unit=MONTH,
    versions=(since(IN_2015, 3, _PAGE),),
)
RESTORATION_LOOK_BACK_YEARS: Dated[int] = Dated(
    code="restoration_look_back_years",
    label=Text(
        ar="المدة السابقة للتقديم التي لا يكون للأسرة فيها عقار آخر",
        en="Years before filing in which the family had no other property",
    ),
    unit=YEAR,
    versions=(
        not_found(IN_2015, basis(RESTORATION_PAGE, "S4", "NF")),
        since(_IN_2025, 3, basis(DECISION_950_2025, "S209", "B")),
    ),
)
PROMISE_RESTORATION: Dated[int] = Dated(
    code="promise_restoration",
    label=Text(ar="مدة إنجاز طلب تمويل الترميم", en="Promise for restoration finance"),
    unit=WORKING_DAY,
    versions=(since(IN_2015, 5, basis(RESTORATION_PAGE, "S206", "A")),),
)
PROMISE_BANK_ANSWER: Dated[int] = Dated(
    code="promise_bank_answer",
    label=Text(ar="مدة رد البنك على طلب تمويل", en="Promise of a bank's answer on a request for finance"),
    unit=WORKING_DAY,
    versions=(not_found(IN_2015, basis(RESTORATION_PAGE, "—", "NF")),),
)
