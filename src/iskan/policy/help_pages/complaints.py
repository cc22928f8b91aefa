"""What to do about a decision, a delay, or how one was treated."""

from iskan.core.help import HelpPage, HelpSection
from iskan.core.text import Text

COMPLAINTS = HelpPage(
    code="complaints",
    name=Text(ar="التظلم والشكاوى والمقترحات", en="Reviews, complaints and suggestions"),
    summary=Text(
        ar="لمن تتوجه إذا لم ترضَ عن قرار أو تأخر رد أو معاملة.",
        en="Where to turn about a decision, a delay or how you were treated.",
    ),
    sections=(
        HelpSection(
            heading=Text(ar="الاستيضاح والتظلم", en="Asking why, and appealing"),
            paragraphs=(
                Text(ar="لمن رُفضت معاملته أن يستوضح الإدارة عن الأسباب، وأن يتظلم من القرار. وينظر في التظلم موظفون لم يصدروا القرار، ويُسبَّب ردهم. وإذا قُبل التظلم أُعيد فتح المعاملة بتاريخ تقديمها وبُتّ فيها من جديد.", en="Whoever was refused may ask the department why, and may appeal. Officials who did not give the decision look at the appeal, and give reasons; if it is upheld, the case is reopened as of its day of filing and decided anew."),
            ),
        ),
        HelpSection(
            heading=Text(ar="التأخر", en="A delay"),
            paragraphs=(
                Text(ar="تبيّن صفحة المعاملة المدة المعلنة وما انقضى منها ومن ينتظر من. وللاستفسار: مركز الاتصال مع ذكر الرقم المرجعي.", en="The case's page shows the published time, how much has passed and who waits for whom. To ask, call the contact centre with the reference number."),
            ),
        ),
        HelpSection(
            heading=Text(ar="الشكاوى والمقترحات", en="Complaints and suggestions"),
            paragraphs=(
                Text(ar="تُستقبل عبر النظام الوطني للمقترحات والشكاوى «تواصل»، وتصل منه إلى الوزارة.", en="They are received by the national system for suggestions and complaints, Tawasul, which passes them to the ministry."),
            ),
        ),
        HelpSection(
            heading=Text(ar="بياناتك الشخصية", en="Your personal data"),
            paragraphs=(
                Text(ar="تعرض صفحة «من اطّلع على ملفي» كل اطلاع وكل استعلام عنك.", en="“Who looked at my file” shows every reading of your file and every question asked about you."),
            ),
        ),
    ),
    keywords=(Text(ar="شكوى تظلم اعتراض مقترح تواصل تأخير", en="complaint grievance appeal suggestion tawasul delay"),),
    services=("decision_question", "decision_review"),
    pages=(("portal:readings", Text(ar="من اطّلع على ملفي", en="Who looked at my file")),),
    position=40,
)  # fmt: skip
