"""Facts that finance for a home asks besides those of housing applications."""

from iskan.core.eligibility import Fact, FactKind
from iskan.core.text import Text

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
    meaning=Text(
        ar="المبلغ المطلوب لترميم المسكن بالدينار.", en="The amount asked for to restore the home, in dinars."
    ),
    question=Text(ar="كم المبلغ المطلوب للترميم بالدينار؟", en="How much do you need for the restoration, in dinars?"),
    answer="finance_asked",
)
