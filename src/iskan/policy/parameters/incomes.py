"""Income bands, and what counts as income."""

from iskan.core.counted import A_MONTH, YEAR
from iskan.core.dated import Dated
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy.instruments import (
    CABINET_ON_INCOME,
    DECISION_900_2024,
    HOUSING_SYSTEM,
    IN_2015,
    IN_2023,
    IN_2024,
    PUBLISHED_CRITERIA,
    basis,
)
from iskan.policy.parameters.figures import not_found, since

_PUBLISHED = basis(PUBLISHED_CRITERIA, "S1, S2, S14", "A")
_PLOTS = basis(PUBLISHED_CRITERIA, "S2, S3", "A")
_ASSUMED = Text(
    ar="لم يُذكر نطاق خاص بالمراجعة الثانية للقسائم، فافتُرض النطاق نفسه",
    en="No separate band for the second check of plots is published; the same band is assumed",
)

INCOME_MAX_UNIT: Dated[Money] = Dated(
    code="income_max_unit",
    label=Text(ar="الحد الأعلى للدخل عند طلب وحدة سكنية", en="Highest income when applying for a housing unit"),
    unit=A_MONTH,
    is_money=True,
    versions=(since(IN_2015, Money.bhd(900), _PUBLISHED),),
)

INCOME_MAX_OWNERSHIP_FLAT: Dated[Money] = Dated(
    code="income_max_ownership_flat",
    label=Text(ar="الحد الأعلى للدخل عند طلب شقة تمليك", en="Highest income when applying for an ownership flat"),
    unit=A_MONTH,
    is_money=True,
    versions=(since(IN_2015, Money.bhd(900), _PUBLISHED),),
)

INCOME_MIN_PLOT: Dated[Money] = Dated(
    code="income_min_plot",
    label=Text(ar="الحد الأدنى للدخل عند طلب قسيمة سكنية", en="Lowest income when applying for a residential plot"),
    unit=A_MONTH,
    is_money=True,
    versions=(since(IN_2015, Money.bhd(800), _PLOTS),),
)

INCOME_MAX_PLOT: Dated[Money] = Dated(
    code="income_max_plot",
    label=Text(ar="الحد الأعلى للدخل عند طلب قسيمة سكنية", en="Highest income when applying for a residential plot"),
    unit=A_MONTH,
    is_money=True,
    versions=(since(IN_2015, Money.bhd(1500), _PLOTS),),
)

INCOME_MAX_CATEGORY_FIVE: Dated[Money] = Dated(
    code="income_max_category_five",
    label=Text(ar="الحد الأعلى لدخل الفئة الخامسة", en="Highest income for category five"),
    unit=A_MONTH,
    is_money=True,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "S26", "B", 4)),),
)

ALLOWANCE_THRESHOLD: Dated[Money] = Dated(
    code="allowance_threshold",
    label=Text(ar="المبلغ الذي تُحتسب العلاوة الثابتة إذا تجاوزته", en="Amount above which a fixed allowance counts"),
    unit=A_MONTH,
    is_money=True,
    versions=(
        not_found(IN_2015, basis(HOUSING_SYSTEM, "S29", "B")),
        since(
            IN_2023,
            Money.bhd(100),
            basis(CABINET_ON_INCOME, "S8b", "A"),
            Text(
                ar="لم يُعثر على رقم القرار الوزاري ولا تاريخه. اعتُمد عام 2023 لأن القرار رقم (1474) لسنة 2023 صدر بناءً على الموافقة نفسها.",
                en="Neither number nor day of the ministerial decision was found. 2023 is inferred: Decision 1474/2023 came of the same approval.",
            ),
        ),
    ),
)

INCOME_UPDATE_YEARS: Dated[int] = Dated(
    code="income_update_years",
    label=Text(
        ar="المدة التي يجب خلالها إبلاغ الوزارة بتغير الدخل", en="Years within which a change of income is reported"
    ),
    unit=YEAR,
    versions=(since(IN_2015, 2, basis(HOUSING_SYSTEM, "S17", "B")),),
)

SECOND_CHECK: Dated[str] = Dated(
    code="income_second_check",
    label=Text(ar="المرحلة التي يُراجَع فيها الدخل ثانية", en="Stage at which income is checked again"),
    names=(
        ("allocation", Text(ar="عند التخصيص", en="At allocation")),
        ("nomination_certificate", Text(ar="عند شهادة الترشيح", en="At the nomination certificate")),
    ),
    versions=(
        since(IN_2015, "allocation", basis(PUBLISHED_CRITERIA, "S1, S2", "A")),
        since(
            IN_2024,
            "nomination_certificate",
            basis(DECISION_900_2024, "S8, S14", "B"),
            Text(
                ar="اعتُمد أول عام 2024 لعدم معرفة اليوم. صفحات الوزارة ما زالت تذكر مرحلة التخصيص، وفي المصادر اختلاف لم يُحسم.",
                en="Start of 2024, the day being unknown. Ministry pages still say allocation: a conflict kept open.",
            ),
        ),
    ),
)

INCOME_MAX_UNIT_AT_NOMINATION: Dated[Money] = Dated(
    code="income_max_unit_at_nomination",
    label=Text(
        ar="الحد الأعلى للدخل عند المراجعة الثانية للوحدة السكنية",
        en="Highest income at the second check for a housing unit",
    ),
    unit=A_MONTH,
    is_money=True,
    versions=(since(IN_2015, Money.bhd(1200), _PUBLISHED),),
)

INCOME_MAX_OWNERSHIP_FLAT_AT_NOMINATION: Dated[Money] = Dated(
    code="income_max_ownership_flat_at_nomination",
    label=Text(
        ar="الحد الأعلى للدخل عند المراجعة الثانية لشقة التمليك",
        en="Highest income at the second check for an ownership flat",
    ),
    unit=A_MONTH,
    is_money=True,
    versions=(since(IN_2015, Money.bhd(1200), _PUBLISHED),),
)

INCOME_MIN_PLOT_AT_NOMINATION: Dated[Money] = Dated(
    code="income_min_plot_at_nomination",
    label=Text(ar="الحد الأدنى للدخل عند المراجعة الثانية للقسيمة", en="Lowest income at the second check for a plot"),
    unit=A_MONTH,
    is_money=True,
    versions=(since(IN_2015, Money.bhd(800), basis(PUBLISHED_CRITERIA, "S2", "I"), _ASSUMED),),
)

INCOME_MAX_PLOT_AT_NOMINATION: Dated[Money] = Dated(
    code="income_max_plot_at_nomination",
    label=Text(ar="الحد الأعلى للدخل عند المراجعة الثانية للقسيمة", en="Highest income at the second check for a plot"),
    unit=A_MONTH,
    is_money=True,
    versions=(since(IN_2015, Money.bhd(1500), basis(PUBLISHED_CRITERIA, "S2", "I"), _ASSUMED),),
)
