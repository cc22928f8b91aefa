"""How an application is made and followed."""

from iskan.core.help import HelpPage, HelpSection
from iskan.core.text import Text

APPLYING = HelpPage(
    code="applying",
    name=Text(ar="تقديم الطلب ومتابعته", en="Applying, and following your application"),
    summary=Text(
        ar="من بدء الطلب إلى القرار: ما يُسأل عنه، وما يُرفق، وأين تظهر الخطوة التالية.",
        en="From the start to the decision: what is asked, what to attach, and where the next step shows.",
    ),
    sections=(
        HelpSection(
            heading=Text(ar="التقديم", en="Applying"),
            steps=(
                Text(ar="معرفة الخدمات التي تستحقها من صفحة «هل أستحق؟»، دون تسجيل دخول.", en="Learn what fits you on “Am I eligible?”, without signing in."),
                Text(ar="اختيار الخدمة وبدء الطلب؛ تُملأ الحقول بما يتوافر في السجلات الحكومية، ويمكن تصحيحه.", en="Choose the service and begin; fields are filled with what government registers hold, and you may correct it."),
                Text(ar="إرفاق المستندات صورًا من الهاتف أو ملفات PDF، ويُحفظ الطلب مسودةً عند كل خطوة.", en="Attach documents as photographs from the phone or PDF files; the draft is saved at every step."),
                Text(ar="مراجعة الإجابات ثم الإرسال، ويصدر رقم مرجعي تتابع به الطلب.", en="Look over your answers and send them; you are given a reference number."),
            ),
        ),
        HelpSection(
            heading=Text(ar="المتابعة", en="Following it"),
            paragraphs=(
                Text(ar="تعرض صفحة المعاملة ما جرى وما يلي ومن ينتظر من. وما تحتاج إليه الوزارة منك يصلك برسالة، ويظهر في أعلى الصفحة.", en="The case's page shows what happened, what comes next and who waits for whom. What the ministry needs from you comes as a message and stands at the top of that page."),
                Text(ar="إذا انقضت مدة الإنجاز المعلنة ظهر ذلك لك وللموظف معًا.", en="When the published time has passed, you and the official both see it."),
            ),
        ),
        HelpSection(
            heading=Text(ar="إذا رُفض الطلب", en="If it is refused"),
            paragraphs=(
                Text(ar="يبيّن القرار كل شرط غير مستوفى ومادته القانونية وما يلزم لاستيفائه، ولك أن تستوضح عنه الإدارة، وأن تتظلم منه، وينظر في التظلم موظفون لم يصدروه.", en="The decision names each condition that is not met, its article and what it would take. You may ask the department why, and you may appeal; officials who did not give the decision look at that."),
            ),
        ),
    ),
    keywords=(Text(ar="كيف أقدم طلب جديد متابعة مستندات مرفقات رفض", en="how to apply follow track documents refused"),),
    services=("new_housing_application", "decision_review"),
    pages=(("portal:guide", Text(ar="هل أستحق؟", en="Am I eligible?")), ("portal:my_cases", Text(ar="معاملاتي", en="My cases"))),
    position=20,
)  # fmt: skip
