"""The wait: place, forecast, changes in the family, and the draw."""

from iskan.core.help import HelpPage, HelpSection
from iskan.core.text import Text

WAITING = HelpPage(
    code="waiting",
    name=Text(ar="الانتظار والدور والسحب", en="Waiting, your turn and the draw"),
    summary=Text(
        ar="كيف يُحدَّد ترتيبك، وما معنى التوقع، وما الذي يلزم عند تغيّر أحوال الأسرة.",
        en="How your place is found, what a forecast means, and what to do when your family changes.",
    ),
    sections=(
        HelpSection(
            heading=Text(ar="الترتيب", en="Your place"),
            paragraphs=(
                Text(ar="أساس الترتيب تاريخ الطلب. تعرض صفحة المعاملة مكانك في القائمة وسبب كل تغيّر فيه.", en="The date of the application is the rule. Your case's page shows your place and why it moved."),
            ),
        ),
        HelpSection(
            heading=Text(ar="التوقع", en="The forecast"),
            paragraphs=(
                Text(ar="يُحسب موعد الدور من المشاريع المعلنة وأوقات إنجاز مشاريع سابقة. وهو تقدير يتغيّر مع المشاريع، ولا يُعدّ التزامًا. وتعرض صفحة التوقعات دقة ما سبق منها.", en="Your turn is worked out from announced projects and from how long earlier ones took. It is an estimate that moves with the projects and binds nobody. The page about forecasts shows how well earlier ones held."),
            ),
        ),
        HelpSection(
            heading=Text(ar="تغيّر أحوال الأسرة", en="When your family changes"),
            paragraphs=(
                Text(ar="يرجى إبلاغ الوزارة بالزواج والطلاق والولادة والوفاة وتغيّر العمل والسكن والعنوان ورقم الهاتف من خدمتي تحديث البيانات وبيانات الاتصال.", en="Please tell the ministry of a marriage, divorce, birth or death, of new work, a new home, address or telephone, through the services for your data and contact details."),
            ),
        ),
        HelpSection(
            heading=Text(ar="السحب الإلكتروني", en="The draw"),
            paragraphs=(
                Text(ar="تُنشر القوائم قبل السحب والنتيجة بعده، ويمكن لأي شخص أن يعيد حسابها من الملفات المنشورة.", en="The lists are published before a draw and the outcome after it; anybody can compute it again from the published files."),
            ),
        ),
    ),
    keywords=(Text(ar="متى دوري ترتيب قائمة توقع سحب قرعة زواج طلاق مولود", en="when my turn place list forecast draw marriage child"),),
    services=("waiting_list_data_update", "update_contact_details"),
    pages=(("portal:waiting_lists", Text(ar="قوائم الانتظار اليوم", en="The waiting lists today")), ("portal:forecast", Text(ar="كيف تُحسب التوقعات", en="How forecasts are made"))),
    position=30,
)  # fmt: skip
