"""The five criteria the ministry named for its 2014 pilot; the weights were not found, and those here are an example."""

from iskan.core.points import Bands, Kinds, PointsCriterion, PointsRate, PointsScheme
from iskan.core.text import Text
from iskan.policy.instruments import basis
from iskan.policy.points import measures

PILOT = Text(ar="إعلان الوزارة عن تجربة نظام النقاط عام 2014", en="the ministry's announcement of a points pilot, 2014")

SCHEME = PointsScheme(
    code="family_need",
    name=Text(ar="المعايير الخمسة لتجربة 2014", en="The five criteria of the 2014 pilot"),
    note=Text(
        ar="الأوزان والشرائح مثال للتجربة وحدها. لم تُنشر أوزان هذا النظام ولم يُعمل به، والأولوية بالأقدمية وفق المادة (79).",
        en="Weights and bands are an example for trial alone. No weights of this scheme were published and it was never in force: order is by seniority (Article 79).",
    ),
    legal_basis=basis(PILOT, "seed 004", "A"),
    example=True,
    criteria=(
        PointsCriterion(
            code="seniority",
            label=Text(ar="أقدمية الطلب", en="Seniority of the application"),
            measure=measures.MONTHS_WAITED.code,
            rule=PointsRate(points_each=1, per=12),
            weight=4,
            cap=25,
        ),
        PointsCriterion(
            code="family_size",
            label=Text(ar="حجم الأسرة", en="Family size"),
            measure=measures.FAMILY_SIZE.code,
            rule=PointsRate(points_each=1, above=2),
            weight=10,
            cap=8,
        ),
        PointsCriterion(
            code="family_income",
            label=Text(ar="دخل الأسرة", en="Family income"),
            measure=measures.INCOME.code,
            rule=Bands(((0, 10), (300, 8), (500, 6), (700, 3), (900, 0))),
            weight=5,
        ),
        PointsCriterion(
            code="education",
            label=Text(ar="المستوى التعليمي", en="Education level"),
            measure=measures.EDUCATION.code,
            rule=Kinds((("below_secondary", 4), ("secondary", 3), ("diploma", 2), ("degree", 1))),
            weight=5,
        ),
        PointsCriterion(
            code="circumstances",
            label=Text(ar="الظروف الاجتماعية والاقتصادية", en="Social and economic circumstances"),
            measure=measures.CIRCUMSTANCES.code,
            rule=PointsRate(points_each=5),
            weight=4,
            cap=15,
        ),
    ),
)
