"""The instruments of the law as cited, and short ways to cite them."""

from datetime import date

from iskan.core.dated import LegalBasis
from iskan.core.text import Text

HOUSING_LAW = Text(ar="المرسوم بقانون رقم (10) لسنة 1976 في شأن الإسكان", en="Legislative Decree 10/1976 on housing")
HOUSING_SYSTEM = Text(
    ar="القرار رقم (909) لسنة 2015 بشأن نظام الإسكان",
    en="Ministerial Resolution 909/2015, the Housing System",
)
DECISION_1474_2023 = Text(
    ar="القرار رقم (1474) لسنة 2023 بتعديل نظام الإسكان", en="Decision 1474/2023 amending the Housing System"
)
DECISION_900_2024 = Text(
    ar="القرار رقم (900) لسنة 2024 بتعديل نظام الإسكان", en="Decision 900/2024 amending the Housing System"
)
LAW_12_2020 = Text(
    ar="القانون رقم (12) لسنة 2020 بتعديل المادة (3) من المرسوم بقانون رقم (10) لسنة 1976 في شأن الإسكان",
    en="Law 12/2020 amending Article 3 of Legislative Decree 10/1976 on housing",
)
DECISION_461_2020 = Text(
    ar="القرار رقم (461) لسنة 2020 بشأن شروط حق التصرف",
    en="Decision 461/2020 on the conditions of the right of disposal",
)
DISABILITY_LAW = Text(
    ar="القانون بإضافة المادة (5) مكررًا إلى المرسوم بقانون رقم (10) لسنة 1976 في شأن الإسكان",
    en="the law adding Article 5 bis to Legislative Decree 10/1976 on housing",
)
PUBLISHED_CRITERIA = Text(
    ar="شروط ومعايير الاستحقاق التي نشرتها الوزارة استنادًا إلى القرار رقم (909) لسنة 2015",
    en="the eligibility criteria published by the ministry under Ministerial Resolution 909/2015",
)
SERVICE_PAGE = Text(
    ar="دليل خدمة تقديم الطلب الإسكاني الجديد الذي نشرته الوزارة",
    en="the new housing application page published by the ministry",
)
TRANSFER_PAGE = Text(
    ar="دليل خدمة تحويل الطلب الذي نشرته الوزارة", en="the application transfer page published by the ministry"
)
CHANGE_OF_SERVICE_NEWS = Text(
    ar="ما أعلنته الوزارة بشأن تغيير نوع الخدمة الإسكانية مع بقاء سنوات الانتظار",
    en="what the ministry announced on a change of service that keeps the years waited",
)
CABINET_ON_INCOME = Text(
    ar="قرار مجلس الوزراء بالموافقة على تعديل آلية احتساب العلاوات ضمن الدخل الشهري",
    en="the Cabinet approval to amend how allowances count in monthly income",
)
CABINET_ON_INSTALMENTS = Text(
    ar="رد مجلس الوزراء على سؤال برلماني بشأن أقساط الوحدات السكنية",
    en="the Cabinet's reply to a parliamentary question on the instalments of homes",
)
CREDIT_LAW = Text(
    ar="المرسوم بقانون رقم (34) لسنة 2015 بتعديل قانون مصرف البحرين المركزي",
    en="Decree-Law 34/2015 amending the Central Bank of Bahrain law",
)
ONCE_ONLY = Text(
    ar="سياسة تقديم البيانات لمرة واحدة في المعاملات الحكومية", en="the government's once-only data policy"
)
DATA_PROTECTION_LAW = Text(
    ar="القانون رقم (30) لسنة 2018 بإصدار قانون حماية البيانات الشخصية",
    en="Law 30/2018, the Personal Data Protection Law",
)
ORDER_43_2022 = Text(
    ar="القرار رقم 43 لسنة 2022 بشأن التدابير الفنية والتنظيمية لحماية البيانات الشخصية",
    en="Order 43/2022 on technical and organisational measures to protect personal data",
)
OWN_UNDERTAKING = Text(ar="التزام الوزارة في دليل خدماتها", en="the ministry's own undertaking in its service guide")
FINANCE_PROGRAMMES_2022 = Text(
    ar="برامج التمويل الإسكاني التي أعلنتها الوزارة في أغسطس 2022",
    en="the housing finance programmes announced by the ministry in August 2022",
)
CABINET_ON_MAZAYA = Text(
    ar="موافقة مجلس الوزراء على تخفيض القسط الشهري في برنامج مزايا",
    en="the Cabinet's approval of a lower monthly instalment under Mazaya",
)
TASHEEL_PLUS_PAGE = Text(ar="دليل برنامج تسهيل+ الذي نشرته الوزارة", en="the Tas'heel+ page published by the ministry")
TUMOOH_PAGE = Text(ar="دليل برنامج طموح الذي نشرته الوزارة", en="the Tumooh page published by the ministry")
DECISION_950_2025 = Text(
    ar="القرار رقم (950) لسنة 2025 بتعديل ضوابط خدمات التمويل",
    en="Decision 950/2025 amending the rules of financing services",
)
RESTORATION_PAGE = Text(
    ar="دليل خدمة تقديم طلب تمويل ترميم الذي نشرته الوزارة",
    en="the page “Apply for Restoration Financing” published by the ministry",
)
MUNICIPAL_SERVICE_PAGE = Text(
    ar="دليل الخدمات البلدية المنشور على موقع شؤون البلديات",
    en="the municipal service pages published by Municipalities Affairs",
)
DECREE_LAW_13_1977 = Text(ar="المرسوم بقانون رقم (13) لسنة 1977", en="Decree-Law 13/1977")
RESOLUTION_22_2005 = Text(ar="القرار رقم (22) لسنة 2005", en="Resolution 22/2005")

IN_2015 = date(2015, 1, 1)
IN_2019 = date(2019, 8, 1)
IN_2023 = date(2023, 1, 1)
IN_2024 = date(2024, 1, 1)

YEAR_ONLY = Text(
    ar="لم يُعثر على تاريخ النفاذ، فاعتُمد أول يوم من سنة صدور الأداة",
    en="The first day in force was not found; the first day of the instrument's year is taken",
)
NOT_FOUND = Text(
    ar="لم يُعثر على القيمة في المصادر المتاحة، ولا تُحدَّد إلا باعتماد الوزارة",
    en="The value was not found in the sources at hand; it stays unset until the ministry approves one",
)


def article(number: int | str) -> Text:
    """Return an article's number as it is cited."""
    return Text(ar=f"المادة ({number})", en=f"Article {number}")


def basis(instrument: Text, source: str, grade: str, number: int | str | None = None) -> LegalBasis:
    """Cite an instrument, and its article where it is known."""
    cited = None if number is None else article(number)
    return LegalBasis(instrument=instrument, article=cited, source=source, grade=grade)
