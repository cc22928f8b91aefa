"""Hong Kong's Quota and Points System for non-elderly single persons: a published reference case, not Bahraini law."""

from iskan.core.points import Bands, PointsCriterion, PointsRate, PointsScheme
from iskan.core.text import Text
from iskan.policy.instruments import basis
from iskan.policy.points import measures

PUBLISHED = Text(
    ar="نظام الحصص والنقاط الذي نشرته هيئة الإسكان في هونغ كونغ",
    en="the Quota and Points System published by the Hong Kong Housing Authority",
)

SCHEME = PointsScheme(
    code="hong_kong_qps",
    name=Text(ar="نظام هونغ كونغ للأفراد (مرجع)", en="Hong Kong QPS for single persons (reference)"),
    note=Text(
        ar="نظام منشور لدولة أخرى، يُستعاد هنا بنصه للمقارنة والتحقق من الحساب، ولا يُعمل به في البحرين",
        en="Another country's published scheme, reproduced for comparison and to check the computation; never in force in Bahrain",
    ),
    legal_basis=basis(PUBLISHED, "S129, S130", "A"),
    criteria=(
        PointsCriterion(
            code="age_at_registration",
            label=Text(ar="العمر عند التسجيل", en="Age at registration"),
            measure=measures.AGE_AT_FILING.code,
            rule=PointsRate(points_each=9, above=18),
            cap=369,
        ),
        PointsCriterion(
            code="aged_45",
            label=Text(ar="بلوغ 45 سنة", en="Having reached 45"),
            measure=measures.AGE.code,
            rule=Bands(((45, 60),)),
        ),
        PointsCriterion(
            code="in_public_rental",
            label=Text(ar="الإقامة في مسكن حكومي مؤجر", en="Living in public rental housing"),
            measure=measures.IN_PUBLIC_RENTAL.code,
            rule=Bands(((1, -30),)),
        ),
        PointsCriterion(
            code="months_waited",
            label=Text(ar="أشهر الانتظار", en="Months waited"),
            measure=measures.MONTHS_WAITED.code,
            rule=PointsRate(points_each=1),
        ),
    ),
)
