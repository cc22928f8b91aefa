"""The accessibility statement: what holds, how it is tested, what is not known."""

from iskan.core.help import HelpPage, HelpSection
from iskan.core.text import Text

ACCESSIBILITY = HelpPage(
    code="accessibility",
    name=Text(ar="بيان سهولة الوصول", en="Accessibility statement"),
    summary=Text(
        ar="ما تتيحه صفحات الموقع لذوي الإعاقة، وكيف يُفحص، وما لم يُفحص بعد.",
        en="What the pages offer people with disabilities, how that is tested, and what has not been.",
    ),
    sections=(
        HelpSection(
            heading=Text(ar="ما تتيحه الصفحات", en="What the pages offer"),
            paragraphs=(
                Text(ar="تعمل كل صفحة بلوحة المفاتيح وحدها، ودون برامج نصية، وعلى شاشة عرضها 320 بكسل، وعند تكبير النص إلى 200%، وباللغتين العربية والإنجليزية.", en="Every page works by keyboard alone, without scripts, on a screen 320 pixels wide, with text at 200%, in Arabic and in English."),
                Text(ar="لا يُعتمد على اللون وحده في أي معنى، وتحمل الحقول والأخطاء والجداول أسماءها لقارئات الشاشة.", en="No meaning rests on colour alone; fields, errors and tables carry their names for screen readers."),
            ),
        ),
        HelpSection(
            heading=Text(ar="المعيار والفحص", en="The standard, and how we test"),
            paragraphs=(
                Text(ar="نتبع إرشادات WCAG 2.2 بالمستوى AA. وتُفحص الصفحات تلقائيًا قبل كل إصدار، ولا يُنشر إصدار فيه خطأ مما يكشفه هذا الفحص.", en="We follow WCAG 2.2 at level AA. Pages are tested by machine before every release, and none is released with a fault that test finds."),
                Text(ar="لم يُجرَ بعدُ اختبار مع أشخاص من ذوي الإعاقة، ولا مراجعة من جهة مستقلة.", en="No test with people with disabilities and no independent audit has been made yet."),
            ),
        ),
        HelpSection(
            heading=Text(ar="إذا صعب عليك شيء", en="If something is hard for you"),
            paragraphs=(
                Text(ar="يرجى الاتصال بمركز الاتصال وذكر الصفحة. ويمكن إتمام أي معاملة حضوريًا في مركز خدمة العملاء، أو عن طريق وكيل.", en="Please call the contact centre and name the page. Any case can be completed in person at the service centre, or by a person you name."),
            ),
        ),
    ),
    keywords=(Text(ar="إعاقة قارئ شاشة تكبير لوحة مفاتيح", en="disability screen reader keyboard wcag zoom"),),
    position=60,
)  # fmt: skip
