"""The property-ownership test: look-back, areas and exemptions."""

from iskan.core.counted import SQUARE_METRES, YEAR
from iskan.core.dated import Dated
from iskan.core.text import Text
from iskan.policy.instruments import DECISION_900_2024, IN_2015, IN_2024, PUBLISHED_CRITERIA, basis
from iskan.policy.parameters.figures import not_found, since

_CURRENT = basis(PUBLISHED_CRITERIA, "S1", "A")

LOOK_BACK_YEARS: Dated[int] = Dated(
    code="property_look_back",
    label=Text(ar="مدة النظر في الملكية قبل تقديم الطلب", en="Years of ownership looked at before filing"),
    unit=YEAR,
    versions=(since(IN_2015, 3, basis(PUBLISHED_CRITERIA, "S1, S2", "A")),),
)

AREA_SEPARATE: Dated[int] = Dated(
    code="property_area_separate",
    label=Text(ar="المساحة المسموح بها في الملكية المستقلة", en="Area allowed in separate ownership"),
    unit=SQUARE_METRES,
    versions=(since(IN_2015, 100, _CURRENT),),
)

AREA_COMMON_BOUGHT: Dated[int] = Dated(
    code="property_area_common_bought",
    label=Text(
        ar="المساحة المسموح بها في الملكية المشتركة بالشراء أو الهبة",
        en="Area allowed in common ownership by purchase or gift",
    ),
    unit=SQUARE_METRES,
    versions=(since(IN_2015, 100, _CURRENT),),
)

AREA_COMMON_INHERITED: Dated[int] = Dated(
    code="property_area_common_inherited",
    label=Text(
        ar="المساحة المسموح بها في الملكية المشتركة بالإرث",
        en="Area allowed in common ownership by inheritance",
    ),
    unit=SQUARE_METRES,
    versions=(
        since(
            IN_2015,
            200,
            _CURRENT,
            Text(
                ar="تذكر صفحة أقدم «أقل من 200 متر مربع». وفي المصادر اختلاف لم يُحسم.",
                en="An older page says “less than 200 m²”, apparently a slip of translation: a conflict kept open.",
            ),
        ),
    ),
)

AREA_COMMON_UNSTATED: Dated[int] = Dated(
    code="property_area_common_unstated",
    label=Text(
        ar="المساحة المسموح بها في الملكية المشتركة لغير ما ورد في الشروط المنشورة",
        en="Area allowed in common ownership the published criteria do not name",
    ),
    unit=SQUARE_METRES,
    versions=(
        not_found(
            IN_2015,
            _CURRENT,
            Text(
                ar="تذكر الشروط إرث مقدم الطلب وأبنائه القصّر، وتسكت عن إرث الزوج وسائر أفراد الأسرة وعن طرق التملك الأخرى",
                en="The criteria name inheritance by the applicant and minor children; they are silent on the husband's, other members' and other ways of acquiring",
            ),
        ),
    ),
)

AREA_MEASURED_BY_SHARE: Dated[bool] = Dated(
    code="property_area_measured_by_share",
    label=Text(
        ar="احتساب مساحة الحصة بدل مساحة العقار في الملكية المشتركة",
        en="In common ownership the share's area counts instead of the whole property's",
    ),
    versions=(
        since(
            IN_2015,
            value=False,
            basis=_CURRENT,
            note=Text(
                ar="تذكر الصفحات مساحة العقار، ولم يُعثر على نص في احتساب الحصة",
                en="The pages speak of the property's area; no text on counting the share was found",
            ),
        ),
    ),
)

WIFE_INHERITANCE_EXEMPT: Dated[bool] = Dated(
    code="wife_inheritance_exempt",
    label=Text(ar="استثناء العقار الموروث للزوجة", en="The wife's inherited property is exempt"),
    versions=(
        since(
            IN_2015,
            value=False,
            basis=basis(PUBLISHED_CRITERIA, "S8", "I"),
            note=Text(
                ar="أعلنت الوزارة أن إرث الزوجة «لم يعد» مانعًا، وتذكر نسخة قديمة من صفحة الخدمة الاستثناء. وفي المصادر اختلاف لم يُحسم.",
                en="Inferred: the ministry announced that it “no longer” disqualifies. An older service page (S2b) lists the exemption: a conflict kept open.",
            ),
        ),
        since(
            IN_2024,
            value=True,
            basis=basis(DECISION_900_2024, "S1, S8", "I"),
            note=Text(
                ar="اعتُمد أول عام 2024 لعدم معرفة اليوم. ونُسب الاستثناء إلى القرار رقم (900) لسنة 2024 دون الاطلاع على نصه.",
                en="Start of 2024, the day being unknown. That the exemption is in Decision 900/2024 is inferred.",
            ),
        ),
    ),
)

UNINHABITABLE_EXEMPT: Dated[bool] = Dated(
    code="uninhabitable_exempt",
    label=Text(
        ar="استثناء العقار غير الصالح للسكن أو البناء بتقرير",
        en="A property reported unfit for living or building is exempt",
    ),
    versions=(
        since(
            IN_2015,
            value=True,
            basis=_CURRENT,
            note=Text(
                ar="تستثني الصفحة الحالية كل عقار كذلك، وتقصر صفحة أقدم الاستثناء على غير المشترى أو الموهوب. وفي المصادر اختلاف لم يُحسم.",
                en="The current page exempts every such property; an older one (S1b) did not where bought or given in common: a conflict kept open.",
            ),
        ),
    ),
)
