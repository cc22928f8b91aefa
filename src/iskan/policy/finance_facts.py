"""Facts that finance for a home asks besides those of housing applications."""

from iskan.core.eligibility import Fact, FactKind
from iskan.core.text import Text
from iskan.policy import choices

EARLIER_SERVICE_ON = Fact(
    code="earlier_service_on",
    kind=FactKind.DATE,
    past=True,
    label=Text(ar="تاريخ الخدمة الإسكانية السابقة", en="Day of the earlier housing service"),
    meaning=Text(ar="اليوم الذي انتفعت فيه الأسرة بالخدمة السابقة.", en="The day the family had the earlier service."),
    question=Text(ar="متى انتفعت الأسرة بالخدمة السابقة؟", en="When did the family have the earlier service?"),
    answer="earlier_service_on",
)
ARREARS_MONTHS = Fact(
    code="arrears_months",
    kind=FactKind.WHOLE,
    maximum=600,
    label=Text(ar="أقساط متأخرة بالأشهر", en="Instalments in arrears, in months"),
    meaning=Text(
        ar="عدد أشهر الأقساط المستحقة التي لم تُسدد من الخدمة السابقة.",
        en="How many months of instalments of the earlier service are due and unpaid.",
    ),
    question=Text(ar="كم شهرًا من أقساط الخدمة السابقة لم يُسدد؟", en="How many months of its instalments are unpaid?"),
    answer="arrears_months",
)
EARLIER_RESTORATION = Fact(
    code="earlier_restoration",
    kind=FactKind.YES_NO,
    label=Text(ar="تمويل ترميم سابق للمسكن", en="Earlier restoration finance on the home"),
    meaning=Text(
        ar="سبق الانتفاع بتمويل ترميم للمسكن نفسه، أو سبق لأحد أفراد الأسرة الحصول على تمويل تكميلي.",
        en="The same home had restoration finance before, or a family member a supplementary loan.",
    ),
    question=Text(
        ar="هل سبق تمويل ترميم هذا المسكن، أو حصل أحد أفراد أسرتك على تمويل تكميلي؟",
        en="Did this home have restoration finance before, or a family member a supplementary loan?",
    ),
    answer="earlier_restoration",
)
FINANCE_ASKED = Fact(
    code="finance_asked",
    kind=FactKind.MONEY,
    label=Text(ar="مبلغ التمويل المطلوب", en="Finance asked for"),
    meaning=Text(ar="مبلغ التمويل الذي يطلبه مقدم الطلب بالدينار.", en="The amount of finance applied for, in dinars."),
    question=Text(ar="كم مبلغ التمويل الذي تحتاج إليه بالدينار؟", en="How much finance do you need, in dinars?"),
    answer="finance_asked",
)
HOME_PRICE = Fact(
    code="home_price",
    kind=FactKind.MONEY,
    label=Text(ar="ثمن المسكن", en="Price of the home"),
    meaning=Text(ar="ثمن المسكن المراد شراؤه بالدينار.", en="The price of the home to be bought, in dinars."),
    question=Text(ar="كم ثمن المسكن الذي تريد شراءه بالدينار؟", en="What is the price of the home, in dinars?"),
    answer="home_price",
)
FIRST_HOME_ON = Fact(
    code="first_home_on",
    kind=FactKind.DATE,
    past=True,
    label=Text(ar="تاريخ شراء العقار الأول", en="Day the first property was bought"),
    meaning=Text(
        ar="اليوم الذي اشترت فيه الأسرة عقارها الأول بتمويل إسكاني.",
        en="The day the family bought its first property with housing finance.",
    ),
    question=Text(
        ar="متى اشترت أسرتك عقارها الأول بتمويل إسكاني؟",
        en="When did your family buy its first property with housing finance?",
    ),
    answer="first_home_on",
)
FIRST_HOME_KIND = Fact(
    code="first_home_kind",
    kind=FactKind.CHOICE,
    choices=choices.FINANCED_HOMES,
    label=Text(ar="غرض التمويل السابق", en="What the earlier finance was for"),
    meaning=Text(ar="ما اشترته الأسرة بالتمويل السابق.", en="What the family bought with the earlier finance."),
    question=Text(ar="ماذا اشترت أسرتك بالتمويل السابق؟", en="What did your family buy with the earlier finance?"),
    answer="first_home_kind",
)
AMANAT = Fact(
    code="amanat",
    kind=FactKind.YES_NO,
    label=Text(ar="الانتفاع ببرنامج الأمانات السابق", en="Used the former Amanat Program"),
    meaning=Text(
        ar="سبق الانتفاع ببرنامج الأمانات الذي كان لدى بنك الإسكان.",
        en="Used the former Amanat Program of Eskan Bank before.",
    ),
    question=Text(
        ar="هل سبق لك الانتفاع ببرنامج الأمانات لدى بنك الإسكان؟",
        en="Have you used the former Amanat Program of Eskan Bank?",
    ),
    answer="amanat",
)
SUPPLEMENTARY_BEFORE = Fact(
    code="supplementary_before",
    kind=FactKind.YES_NO,
    label=Text(ar="تمويل تكميلي سابق في الأسرة", en="Supplementary finance in the family before"),
    meaning=Text(
        ar="سبق لأحد أفراد الأسرة الحصول على تمويل تكميلي، لترميم أو ضمن برنامج طموح.",
        en="A family member had supplementary finance before, for restoration or under Tumooh.",
    ),
    question=Text(
        ar="هل سبق لأحد أفراد أسرتك الحصول على تمويل تكميلي؟",
        en="Has a family member had supplementary finance before?",
    ),
    answer="supplementary_before",
)

ALL: tuple[Fact, ...] = (
    *(EARLIER_SERVICE_ON, ARREARS_MONTHS, EARLIER_RESTORATION, FINANCE_ASKED, HOME_PRICE),
    *(FIRST_HOME_ON, FIRST_HOME_KIND, AMANAT, SUPPLEMENTARY_BEFORE),
)
