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
SESSIONS: Final = RetentionRule(
    code="sessions",
    what=Text(ar="جلسات الدخول المنتهية", en="Sessions that have ended"),
    after=Text(ar="انتهاء الجلسة", en="The session ended"),
    days=figures.KEEP_SESSIONS,
    ground=PERSONAL_DATA_BASIS,
)
CONTACT_CHANGES: Final = RetentionRule(
    code="contact_changes",
    what=Text(ar="طلبات تغيير بيانات التواصل بعد البت فيها", en="Requests to change contact details that were settled"),
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
JOBS: Final = RetentionRule(
    code="jobs",
    what=Text(ar="سجل العمليات الخلفية المنتهية", en="Background jobs that have ended"),
    after=Text(ar="انتهاء العملية", en="The job ended"),
    days=figures.KEEP_JOBS,
    ground=PERSONAL_DATA_BASIS,
)
COUNTERS: Final = RetentionRule(
    code="counters",
    what=Text(
        ar="عدادات المحاولات، وفيها أسماء الدخول وعناوين الأجهزة",
        en="Counters of attempts, which hold sign-in names and network addresses",
    ),
    after=Text(ar="بداية مدة العد", en="The counted window began"),
    days=figures.KEEP_COUNTERS,
    ground=PERSONAL_DATA_BASIS,
)
COPIES: Final = RetentionRule(
    code="copies",
    what=Text(ar="نسخ البيانات المعدة بطلب أصحابها", en="Copies of their data that people asked for"),
    after=Text(ar="إعداد النسخة", en="The copy was made"),
    days=figures.KEEP_COPIES,
    ground=PERSONAL_DATA_BASIS,
)
RULES: Final = {
    rule.code: rule
    for rule in (
        *(DRAFTS, REGISTER_ANSWERS, REFUSED_UPLOADS, LOOSE_UPLOADS, SESSIONS),
        *(CONTACT_CHANGES, MESSAGES, JOBS, COUNTERS, COPIES),
    )
}
