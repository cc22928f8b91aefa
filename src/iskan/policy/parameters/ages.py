"""Ages at which one may apply."""

from iskan.core.counted import YEAR
from iskan.core.dated import Dated
from iskan.core.text import Text
from iskan.policy.instruments import (
    DECISION_1474_2023,
    HOUSING_LAW,
    HOUSING_SYSTEM,
    IN_2015,
    IN_2023,
    PUBLISHED_CRITERIA,
    basis,
)
from iskan.policy.parameters.figures import not_found, since

AGE_MIN: Dated[int] = Dated(
    code="age_min",
    label=Text(ar="أدنى سن عند تقديم الطلب", en="Lowest age at filing"),
    unit=YEAR,
    versions=(
        since(
            IN_2015,
            21,
            basis(PUBLISHED_CRITERIA, "S1, S2", "A"),
            Text(
                ar="تاريخ النفاذ غير معلوم فاعتُمد أول عام 2015. تذكر صفحات قديمة متروكة 18 سنة.",
                en="First day unknown, start of 2015 taken. Superseded pages say 18.",
            ),
        ),
    ),
)

AGE_MAX: Dated[int] = Dated(
    code="age_max",
    label=Text(ar="أعلى سن عند تقديم الطلب", en="Highest age at filing"),
    unit=YEAR,
    versions=(
        since(
            IN_2015,
            50,
            basis(PUBLISHED_CRITERIA, "S1, S2, S14", "A"),
            Text(
                ar="تاريخ النفاذ غير معلوم فاعتُمد أول عام 2015. يذكر بنك الإسكان 60 سنة للتمويل الاجتماعي، وفي المصادر اختلاف لم يُحسم.",
                en="First day unknown, start of 2015 taken. Eskan Bank says 60 for social finance: a conflict kept open.",
            ),
        ),
    ),
)

AGE_MAX_CATEGORY_FIVE: Dated[int] = Dated(
    code="age_max_category_five",
    label=Text(ar="أعلى سن للفئة الخامسة", en="Highest age for category five"),
    unit=YEAR,
    versions=(
        not_found(IN_2015, basis(HOUSING_SYSTEM, "S26", "B", 3)),
        since(IN_2023, 60, basis(DECISION_1474_2023, "S26", "B")),
    ),
)

AGE_OF_MAJORITY: Dated[int] = Dated(
    code="age_of_majority",
    label=Text(ar="سن الرشد", en="Age of majority"),
    unit=YEAR,
    versions=(
        since(
            IN_2015,
            21,
            basis(HOUSING_LAW, "—", "G"),
            Text(
                ar="سن الرشد المدني في البحرين 21 سنة بحسب المعروف عمومًا؛ لم يُعثر على نص في نظام الإسكان يعرّف القاصر",
                en="Civil majority in Bahrain is generally known to be 21; no text of the Housing System defining a minor was found",
            ),
        ),
    ),
)
