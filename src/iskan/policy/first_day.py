"""The first-day tour of a new official: short steps, each with the page it is about."""

from dataclasses import dataclass
from typing import Final

from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TourStep:
    """One step of the tour; ``page`` names the address it leads to, for those to whom it opens."""

    code: str
    name: Text
    words: Text
    page: str


TOUR: Final = (
    TourStep(
        code="second_factor",
        name=Text(ar="وسيلة التحقق الثانية ورموز الاسترداد", en="Second factor and recovery codes"),
        words=Text(
            ar="تُحفظ رموز الاسترداد مطبوعة في مكان آمن. من دونها لا يعود الدخول بعد فقد الهاتف إلا بموظفين.",
            en="Keep the recovery codes on paper in a safe place. Without them, a lost telephone takes two officials to "
            "mend.",
        ),
        page="mfa_index",
    ),
    TourStep(
        code="inbox",
        name=Text(ar="الوارد", en="The inbox"),
        words=Text(
            ar="يبدأ اليوم من الوارد: كل ما ينتظر الموظف، والأقدم أولًا. يمكن من أسفله طلب رسالة بريد كل صباح.",
            en="The day begins with the inbox: everything that waits, the oldest first. A mail each morning is switched on "
            "at its foot.",
        ),
        page="backoffice:inbox",
    ),
    TourStep(
        code="worklist",
        name=Text(ar="قائمة العمل وتولّي التالية", en="The worklist, and taking the next case"),
        words=Text(
            ar="زر «تولّي التالية» يسند أشد المعاملات استعجالًا ويبدأ مراجعتها. القائمة نفسها بتبويبات وتصفية.",
            en="“Take next” gives the most urgent case and begins its review. The list itself has tabs and filters.",
        ),
        page="backoffice:worklist",
    ),
    TourStep(
        code="case",
        name=Text(ar="صفحة المعاملة", en="The page of a case"),
        words=Text(
            ar="أول الصفحة ما يستدعي النظر، وبجانبه الإجراءات المتاحة، وما لا اختلاف فيه مطوي. تُراجع المستندات بجانب ما "
            "تثبته، ولا تُرفع توصية بالقبول قبل مراجعتها جميعًا.",
            en="What needs a look comes first, with the possible steps beside it; what agrees is folded. Documents are judged "
            "beside what they prove, all of them before approval is recommended.",
        ),
        page="backoffice:worklist",
    ),
    TourStep(
        code="four_eyes",
        name=Text(ar="موظفان لكل قرار", en="Two officials for each decision"),
        words=Text(
            ar="من أوصى لا يبت، ومن اقترح لا يوافق. لا ينظر موظف في معاملة أسرته أو معاملة قدّمها نيابة عن صاحبها.",
            en="Whoever recommended does not decide, whoever proposed does not agree. Nobody works on a case of their own "
            "household, nor on one they filed for a citizen.",
        ),
        page="backoffice:acts",
    ),
    TourStep(
        code="search",
        name=Text(ar="البحث والاطلاع", en="Searching and reading"),
        words=Text(
            ar="يُبحث عن الأسرة بأي رسم للاسم أو بأي رقم. كل اطلاع مسجّل، ويعرف صاحب الملف من اطّلع عليه.",
            en="A household is found by any spelling of a name or any number. Each look is kept, and whose file it is may "
            "see who looked.",
        ),
        page="backoffice:search",
    ),
    TourStep(
        code="absence",
        name=Text(ar="الغياب والإنابة", en="Absence and substitutes"),
        words=Text(
            ar="يُسجّل الغياب ومن ينوب قبل بدئه، فلا تُسند معاملات في أثنائه ويتابع النائب ما في العهدة.",
            en="An absence and who stands in are entered before it begins: nothing is assigned meanwhile, and the substitute "
            "goes on with what is held.",
        ),
        page="backoffice:team",
    ),
    TourStep(
        code="help",
        name=Text(ar="المساعدة واختصارات لوحة المفاتيح", en="Help and keys"),
        words=Text(
            ar="في أعلى كل صفحة زر «المساعدة»، ويُفتح بعلامة الاستفهام. يبيّن ما تفعله الصفحة والاختصارات العاملة فيها.",
            en="“Help” stands at the top of each page and opens with the question mark: what the page is for, and the keys "
            "that work there.",
        ),
        page="backoffice:first-day",
    ),
)
