"""On what grounds an application is cancelled, in the words the citizen reads; hardship alone is none."""

from iskan.core.text import Text
from iskan.policy.instruments import HOUSING_SYSTEM, basis

GROUND_WORDS = {
    "not_resident": Text(
        ar="انتهاء إقامة الأسرة الدائمة في البحرين", en="the family no longer lives permanently in Bahrain"
    ),
    "not_a_family": Text(
        ar="زوال صفة الأسرة وفق تعريف نظام الإسكان", en="there is no longer a family as the Housing System defines it"
    ),
    "owns_property": Text(ar="تملك عقار يمنع الاستحقاق", en="property that counts is owned"),
    "housing_loan": Text(ar="سبق الحصول على قرض إسكاني", en="a housing loan was had"),
    "nationality_lost": Text(ar="فقد الجنسية البحرينية", en="Bahraini nationality was lost"),
}
BASIS = basis(HOUSING_SYSTEM, "S16, S22", "B")
NOT_A_GROUND = Text(
    ar="لا يُلغى طلب إلا بقرار رسمي عند فقد شرط أساسي. ولا يُعدّ فقد العمل أو ضيق الحال وحده سببًا للإلغاء.",
    en="An application is cancelled only by a formal decision when a basic condition is lost. The loss of work, or hardship, is no ground by itself.",
)
SUBJECT = Text(ar="أُلغي طلبك {reference}", en="Your application {reference} is cancelled")
BODY = Text(
    ar="{name}، صدر قرار بإلغاء طلبك {reference}. السبب: {ground}. {reason}. وتبيّن صفحة الطلب مهلة طلب الإحياء وطريقته.",
    en="{name}, it was decided to cancel your application {reference}. Ground: {ground}. {reason} Its page says how and until when it may be revived.",
)
CANCELLED_NAME = Text(ar="ملغى بقرار", en="Cancelled by decision")
CANCELLED_NEXT = Text(
    ar="خرج طلبك من قائمة الانتظار. تبيّن صفحة الطلب سبب القرار والإجراءات المتاحة لك.",
    en="Your application has left the waiting list. Read the ground of the decision and what you may do.",
)
LEFT_BEHIND = Text(
    ar="خرج الطلب من قائمة الانتظار قبل البت في الاقتراح، فلم يعد هناك ما يُلغى.",
    en="The application left its waiting list before the proposal was decided on: nothing is left to cancel.",
)
OVERTAKEN_SUBJECT = Text(
    ar="إقفال اقتراح إلغاء: الطلب رقم {reference}", en="A proposal to cancel is closed: application {reference}"
)
OVERTAKEN_BODY = Text(
    ar="أُقفل اقتراح إلغاء الطلب رقم {reference} دون موظف ثانٍ. {why}",
    en="The proposal to cancel application {reference} is closed without a second official. {why}",
)
