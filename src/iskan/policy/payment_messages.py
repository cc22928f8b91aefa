"""What a citizen is written about what they owe, paid and get back."""

from iskan.core.lifecycle import Notice
from iskan.core.text import Text

CHARGE_RAISED = Notice(
    subject=Text(ar="مبلغ مستحق على طلبك {reference}", en="Something is due for your application {reference}"),
    body=Text(
        ar="يُستحق على طلبك رقم {reference}: {what}، ومقداره {amount}. يُدفع من صفحة الطلب بالبطاقة أو بالمحفظة الإلكترونية، ويُستكمل الطلب بعد الدفع.",
        en="For your application {reference} this is due: {what}, {amount}. Pay it on the application's page by card or electronic wallet; the application goes on once it is paid.",
    ),
)
CHARGE_PAID = Notice(
    subject=Text(ar="وصل المبلغ: الطلب {reference}", en="Payment received: {reference}"),
    body=Text(
        ar="وصل إلينا مبلغ {amount} عن طلبك رقم {reference} ({what}). تجد الإيصال الموقّع في صفحة الطلب.",
        en="We have received {amount} for your application {reference} ({what}). The signed receipt is on the application's page.",
    ),
)
PAYOUT_AGREED = Notice(
    subject=Text(ar="مبلغ يُصرف إليك: الطلب {reference}", en="An amount will be paid to you: {reference}"),
    body=Text(
        ar="تقرر صرف {amount} إليك عن طلبك رقم {reference} ({what}). يُحوَّل إلى حسابك المصرفي المسجل لدينا. وإن لم يكن لك حساب مسجل فاذكره في خدمة «تحديث بيانات الاتصال ورقم الحساب المصرفي الدولي».",
        en="It was decided to pay you {amount} for your application {reference} ({what}). It goes to the bank account we have of you. If we have none, state it by the service “Update contact details and bank account (IBAN)”.",
    ),
)
PAYOUT_PAID = Notice(
    subject=Text(ar="صُرف المبلغ: الطلب {reference}", en="The amount was paid: {reference}"),
    body=Text(
        ar="حُوّل إلى حسابك المصرفي {amount} عن طلبك رقم {reference} ({what}).",
        en="{amount} was transferred to your bank account for your application {reference} ({what}).",
    ),
)
PAYOUT_REFUSED = Notice(
    subject=Text(ar="لم يقبل المصرف حسابك: الطلب {reference}", en="The bank did not accept your account: {reference}"),
    body=Text(
        ar="لم يُحوَّل مبلغ {amount} إلى حسابك عن طلبك رقم {reference} ({what}): أفاد المصرف بأن رقم الحساب أو اسم صاحبه غير صحيح، أو أن الحساب مغلق. اذكر حسابًا صحيحًا باسمك في خدمة «تحديث بيانات الاتصال ورقم الحساب المصرفي الدولي»، ويُعاد الصرف إليه. المبلغ محفوظ لك.",
        en="{amount} for your application {reference} ({what}) could not be transferred to your account: the bank says that the number or its holder's name is not right, or that the account is closed. State an account in your own name by the service “Update contact details and bank account (IBAN)” and it is paid there. The amount is kept for you.",
    ),
)
_GOES_BACK = Text(ar="مبلغ يُرد إليك: الطلب {reference}", en="Money goes back to you: {reference}")
REFUND_ASKED = {
    "paid_twice": Notice(
        subject=_GOES_BACK,
        body=Text(
            ar="دُفع المبلغ نفسه مرتين عن طلبك رقم {reference}. يُرد الزائد وقدره {amount} بالوسيلة التي دُفع بها، دون أي إجراء منك.",
            en="The same amount was paid twice for your application {reference}. The surplus of {amount} goes back the way it came; you need to do nothing.",
        ),
    ),
    "not_due": Notice(
        subject=_GOES_BACK,
        body=Text(
            ar="وصل مبلغ {amount} عن طلبك رقم {reference} وهو غير مستحق. يُرد بالوسيلة التي دُفع بها، دون أي إجراء منك.",
            en="{amount} arrived for your application {reference} and was not due. It goes back the way it came; you need to do nothing.",
        ),
    ),
    "agreed": Notice(
        subject=_GOES_BACK,
        body=Text(
            ar="تقرر رد {amount} إليك عن طلبك رقم {reference}. يُرد بالوسيلة التي دُفع بها.",
            en="It was decided to give back {amount} for your application {reference}. It goes back the way it came.",
        ),
    ),
}
REFUND_DONE = Notice(
    subject=Text(ar="رُدّ المبلغ: الطلب {reference}", en="Money given back: {reference}"),
    body=Text(
        ar="ردّ مزود خدمة الدفع إليك {amount} عن طلبك رقم {reference}. يظهر في حسابك بحسب مصرفك.",
        en="The payment provider has given back {amount} for your application {reference}. When it shows depends on your bank.",
    ),
)
