"""The rules of retention in one table: what is erased, after which event, by which figure."""

from typing import Final

from iskan.core.retention import RetentionRule
from iskan.core.text import Text
from iskan.policy.parameters import retention as figures
from iskan.policy.parameters.retention import PERSONAL_DATA_BASIS

DRAFTS: Final = RetentionRule(
    code="drafts",
    what=Text(
        ar="الطلبات التي لم تُقدم: إجاباتها ومستنداتها وبيانات الأسرة فيها",
        en="Drafts: their answers, documents and family",
    ),
    after=Text(ar="آخر حفظ للطلب", en="The draft was last saved"),
    days=figures.KEEP_DRAFTS,
    ground=PERSONAL_DATA_BASIS,
)
REGISTER_ANSWERS: Final = RetentionRule(
    code="register_answers",
    what=Text(
        ar="ما أجابت به السجلات في المعاملات المغلقة، عدا ما بُني عليه القرار",
        en="What registers answered for closed cases, but for what the decision rests on",
    ),
    after=Text(ar="إغلاق المعاملة", en="The case was closed"),
    days=figures.KEEP_REGISTER_ANSWERS,
    ground=PERSONAL_DATA_BASIS,
)
REFUSED_UPLOADS: Final = RetentionRule(
    code="refused_uploads",
    what=Text(
        ar="الملفات المرفوعة في المعاملات المرفوضة أو المسحوبة",
        en="Files uploaded to cases that were refused, withdrawn or closed without a grant",
    ),
    after=Text(ar="إغلاق المعاملة", en="The case was closed"),
    days=figures.KEEP_REFUSED_UPLOADS,
    ground=PERSONAL_DATA_BASIS,
)
LOOSE_UPLOADS: Final = RetentionRule(
    code="loose_uploads",
    what=Text(ar="الملفات المرفوعة التي لا تستند إليها أي معاملة", en="Uploaded files that no case rests on any more"),
    after=Text(ar="رفع الملف", en="The file was uploaded"),
    days=figures.KEEP_LOOSE_UPLOADS,
    ground=PERSONAL_DATA_BASIS,
)
CONTACT_CHANGES: Final = RetentionRule(
    code="contact_changes",
    what=Text(ar="طلبات تغيير بيانات الاتصال بعد البت فيها", en="Requests to change contact details that were settled"),
    after=Text(ar="تنفيذ الطلب أو إيقافه", en="The change was made or stopped"),
    days=figures.KEEP_CONTACT_CHANGES,
    ground=PERSONAL_DATA_BASIS,
)
MESSAGES: Final = RetentionRule(
    code="messages",
    what=Text(ar="نصوص الرسائل، ويبقى أنها أُرسلت", en="The words of messages; that they were sent stays"),
    after=Text(ar="إرسال الرسالة", en="The message was sent"),
    days=figures.KEEP_MESSAGES,
    ground=PERSONAL_DATA_BASIS,
)
RULES: Final = {
    rule.code: rule for rule in (DRAFTS, REGISTER_ANSWERS, REFUSED_UPLOADS, LOOSE_UPLOADS, CONTACT_CHANGES, MESSAGES)
}
HOUSEKEEPING: Final = {
    "sessions": Text(ar="تُمحى خلال ساعة من انتهاء الجلسة", en="Within an hour of the session's end"),
    "jobs": Text(
        ar="تُمحى بعد ثلاثين يومًا من نجاح العملية، وتبقى المتعثرة إلى أن تُعالج",
        en="Thirty days after the job succeeded; one that failed stays until somebody has looked",
    ),
    "field_drafts": Text(
        ar="تُمحى عند إرسال النموذج، أو بعد أربعة عشر يومًا من الكتابة",
        en="When the form is sent, or fourteen days after they were typed",
    ),
    "counters": Text(ar="تُمحى خلال ساعة من انتهاء مدة العد", en="Within an hour of the end of the counted window"),
}
"""What the machine needs no longer goes at once, by its own housekeeping (`foundation.tasks`), and by no figure."""
