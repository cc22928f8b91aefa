"""How the site may be used, and what its pages mean."""

from iskan.core.help import HelpPage, HelpSection
from iskan.core.text import Text

TERMS = HelpPage(
    code="terms",
    name=Text(ar="شروط استخدام الموقع", en="Terms of use"),
    summary=Text(
        ar="ما تعنيه البيانات المقدمة والتقديرات والوثائق في هذا الموقع.",
        en="What the data you give, the estimates and the documents on this site mean.",
    ),
    sections=(
        HelpSection(
            heading=Text(ar="ما تقدمه من بيانات", en="What you tell us"),
            paragraphs=(
                Text(ar="تُطلب البيانات لأغراض الخدمة المذكورة في صفحتها، وتُقارن بالسجلات الحكومية بعد إقرارك بذلك.", en="Data are asked for the purposes named on each service's page, and compared with government registers once you have agreed."),
            ),
        ),
        HelpSection(
            heading=Text(ar="القرارات", en="Decisions"),
            paragraphs=(
                Text(ar="لا يتخذ النظام قرارًا في استحقاق أو وحدة أو مبلغ من نفسه؛ يتخذه موظفون مسؤولون، وأسماء إداراتهم مذكورة في المعاملة.", en="The system decides on no entitlement, home or amount by itself; officials do, and the case names their department."),
                Text(ar="نتيجة صفحة «هل أستحق؟» وموعد الدور المتوقع تقديران، ولا يُعدّان التزامًا.", en="The answer of “Am I eligible?” and the forecast of your turn are estimates and bind nobody."),
            ),
        ),
        HelpSection(
            heading=Text(ar="الوثائق", en="Documents"),
            paragraphs=(
                Text(ar="تحمل الوثائق الصادرة توقيعًا إلكترونيًا ورمزًا للتحقق، ويتحقق منها أي شخص دون تسجيل دخول.", en="Documents carry an electronic signature and a code; anybody can check them without signing in."),
            ),
        ),
    ),
    keywords=(Text(ar="شروط استخدام مسؤولية وثيقة تحقق", en="terms conditions liability documents verify"),),
    pages=(("verification", Text(ar="التحقق من وثيقة", en="Check a document")),),
    position=70,
)  # fmt: skip
