"""Nomination and offers: reserves, sizes of homes, deadlines of the answer, what follows a refusal, warranties."""

from iskan.core.counted import DAY, MEMBER, MONTH, PER_CENT, TIME, YEAR
from iskan.core.dated import Dated
from iskan.core.text import Text
from iskan.policy.instruments import HOUSING_SYSTEM, IN_2015, basis
from iskan.policy.parameters.figures import not_found, since

CONTRACT_PRACTICE = Text(
    ar="المعمول به في عقود المقاولات ما لم ينص العقد على غيره",
    en="the practice of building contracts unless the contract says otherwise",
)
CIVIL_CODE = Text(
    ar="القانون المدني الصادر بالمرسوم بقانون رقم (19) لسنة 2001", en="the Civil Code, Legislative Decree 19/2001"
)

NOMINATION_RESERVE: Dated[int] = Dated(
    code="nomination_reserve",
    label=Text(
        ar="نسبة قائمة الاحتياط إلى الوحدات في كل فئة", en="Reserve households in each class, as a share of its homes"
    ),
    unit=PER_CENT,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "—", "NF")),),
)

HOUSEHOLD_FOR_FOUR_BEDROOMS: Dated[int] = Dated(
    code="household_for_four_bedrooms",
    label=Text(
        ar="أقل عدد لأفراد الأسرة التي لا تُرشَّح لأقل من أربع غرف نوم",
        en="Smallest household given no home of fewer than four bedrooms",
    ),
    unit=MEMBER,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "S88, S90", "NF")),),
)

OFFER_DAYS: Dated[int] = Dated(
    code="offer_days",
    label=Text(ar="مهلة الرد على العرض", en="Days to answer an offer"),
    unit=DAY,
    versions=(not_found(IN_2015, basis(HOUSING_SYSTEM, "—", "NF")),),
)

REFUSALS_ALLOWED: Dated[int] = Dated(
    code="refusals_allowed",
    label=Text(
        ar="عدد مرات رفض العرض قبل أن يتأثر الطلب", en="Offers a household may refuse before its application suffers"
    ),
    unit=TIME,
    versions=(
        not_found(
            IN_2015,
            basis(HOUSING_SYSTEM, "S22", "NF"),
            Text(
                ar="لم يُعثر على أثر للرفض. ولا يُلغى طلب إلا بقرار رسمي عند فقد شرط أساسي، فيبقى الطلب بأقدميته.",
                en="No consequence of a refusal was found. An application is cancelled only by formal decision when a basic condition is lost, so it keeps its seniority.",
            ),
        ),
    ),
)

DEFECTS_LIABILITY_MONTHS: Dated[int] = Dated(
    code="defects_liability_months",
    label=Text(ar="مدة ضمان العيوب من تاريخ التسليم", en="Defects liability from handover"),
    unit=MONTH,
    versions=(since(IN_2015, 12, basis(CONTRACT_PRACTICE, "S103", "C")),),
)

DECENNIAL_YEARS: Dated[int] = Dated(
    code="decennial_years",
    label=Text(
        ar="مدة الضمان عن التهدم والعيوب المهددة لمتانة البناء",
        en="Liability for collapse and defects that threaten stability",
    ),
    unit=YEAR,
    versions=(since(IN_2015, 10, basis(CIVIL_CODE, "S103, S104", "C", 615)),),
)
