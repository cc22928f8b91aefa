"""What follows an application: revival, temporary flats, restoration, the share set aside for a governorate."""

from iskan.core.counted import A_MONTH, DAY, HOME_A_YEAR, MONTH, PER_CENT, YEAR
from iskan.core.dated import Dated
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy.instruments import HOUSING_SYSTEM, IN_2015, OWN_UNDERTAKING, PUBLISHED_CRITERIA, basis
from iskan.policy.parameters.figures import not_found, since

REVIVAL_YEARS: Dated[int] = Dated(
    code="revival_years",
    label=Text(
        ar="المدة التي يجوز خلالها إحياء الطلب الملغى", en="Years within which a cancelled application may be revived"
    ),
    unit=YEAR,
    versions=(since(IN_2015, 2, basis(HOUSING_SYSTEM, "S7, S22", "A", 69)),),
)

TEMPORARY_FLAT_RETURN_MONTHS: Dated[int] = Dated(
    code="temporary_flat_return_months",
    label=Text(
        ar="مهلة إعادة الشقة المؤقتة بعد تسلم مفتاح الوحدة", en="Months to return a temporary flat after the new key"
    ),
    unit=MONTH,
    versions=(since(IN_2015, 2, basis(PUBLISHED_CRITERIA, "S12", "A")),),
)

TEMPORARY_FLAT_RENT: Dated[Money] = Dated(
    code="temporary_flat_rent",
    label=Text(ar="إيجار الشقة المؤقتة", en="Rent of a temporary flat"),
    unit=A_MONTH,
    is_money=True,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "—", "NF")),),
)

TEMPORARY_FLAT_TERM_YEARS: Dated[int] = Dated(
    code="temporary_flat_term_years",
    label=Text(ar="مدة الانتفاع بالشقة المؤقتة", en="Term of a temporary flat"),
    unit=YEAR,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "—", "NF")),),
)

RESTORATION_WAIT_YEARS: Dated[int] = Dated(
    code="restoration_wait_years",
    label=Text(
        ar="المدة بعد خدمة تمليك سابقة قبل تمويل الترميم",
        en="Years after an ownership service before restoration finance",
    ),
    unit=YEAR,
    versions=(since(IN_2015, 10, basis(PUBLISHED_CRITERIA, "S4", "A")),),
)

GOVERNORATE_SET_ASIDE: Dated[int] = Dated(
    code="governorate_set_aside",
    label=Text(
        ar="حصة المحافظة من وحدات المشروع العام",
        en="Share of a general project set aside for applicants of its governorate",
    ),
    unit=PER_CENT,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "S16, S24", "NF", 79)),),
)

NEW_HOMES_A_YEAR: Dated[int] = Dated(
    code="new_homes_a_year",
    label=Text(
        ar="الوحدات المتوقعة سنويًا من برامج لم تُعلن بعد",
        en="Homes expected a year from programmes not yet announced",
    ),
    unit=HOME_A_YEAR,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "S98, S16", "NF")),),
)

DATA_UPDATE_MONTHS: Dated[int] = Dated(
    code="data_update_months",
    label=Text(ar="مدة تحديث بيانات الطلب", en="Months within which an application's details are updated"),
    unit=MONTH,
    versions=(
        not_found(
            IN_2015,
            basis(HOUSING_SYSTEM, "S17", "B"),
            Text(
                ar="تحدث تقرير لجنة التحقيق لسنة 2025 عن الإبلاغ عن تغيّر الدخل خلال سنتين، ولم يُعثر على مدة لتحديث البيانات نفسها",
                en="The 2025 inquiry speaks of reporting income changes within two years; no interval for the update itself was found",
            ),
        ),
    ),
)

DATA_UPDATE_REMINDER_DAYS: Dated[int] = Dated(
    code="data_update_reminder_days",
    label=Text(
        ar="مدة تذكير مقدم الطلب قبل موعد تحديث بياناته",
        en="Days before an update of details falls due on which a reminder is sent",
    ),
    unit=DAY,
    versions=(
        since(
            IN_2015,
            30,
            basis(OWN_UNDERTAKING, "—", "I"),
            Text(
                ar="لم تنشر الوزارة مدة؛ ثلاثون يومًا اختيار تشغيلي لا حكم قانوني، ولا أثر له ما لم تُحدَّد مدة التحديث نفسها",
                en="The ministry publishes none; thirty days are an operating choice and no rule of law, without effect while the interval itself is not configured",
            ),
        ),
    ),
)
