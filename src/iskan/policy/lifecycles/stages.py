"""The stages of the ministry's courses, in the words the citizen reads."""

from iskan.core.lifecycle import CaseOutcome, Clock, Stage
from iskan.core.text import Text

DRAFT = Stage(
    code="draft",
    name=Text(ar="مسودة", en="Draft"),
    next_step=Text(ar="يرجى إكمال الطلب ثم تقديمه.", en="Complete the application, then submit it."),
    clock=Clock.UNSTARTED,
    tone="neutral",
)
CHECKED = Stage(
    code="submitted",
    name=Text(ar="قيد التحقق لدى السجلات", en="Checking the registers"),
    next_step=Text(
        ar="نتحقق من بياناتك لدى الجهات الحكومية، ثم ينظر موظف مختص في طلبك.",
        en="Your details are being checked with other government bodies; an official then reviews the application.",
    ),
    clock=Clock.RUNNING,
)
RECEIVED = Stage(
    code="submitted",
    name=Text(ar="تسلمناه", en="Received"),
    next_step=Text(ar="سيراجع موظف مختص طلبك ومستنداته.", en="An official will review your application and documents."),
    clock=Clock.RUNNING,
)
UNDER_WAY = Stage(
    code="submitted",
    name=Text(ar="قيد الإنجاز", en="Being completed"),
    next_step=Text(ar="تُنجز معاملتك تلقائيًا خلال لحظات.", en="The system completes this within moments."),
    clock=Clock.RUNNING,
)
AWAITED = Stage(
    code="submitted",
    name=Text(ar="قيد الإنجاز", en="Being completed"),
    next_step=Text(
        ar="تُنجز معاملتك تلقائيًا متى اكتمل ما تتوقف عليه.",
        en="The system completes this once everything it depends on is there.",
    ),
    clock=Clock.RUNNING,
)
CHECKED_FOR_CHANGES = Stage(
    code="submitted",
    name=Text(ar="قيد التحقق لدى السجلات", en="Checking the registers"),
    next_step=Text(
        ar="نتحقق من بياناتك لدى الجهات الحكومية. إن لم يكن فيها تغيير أُنجزت معاملتك تلقائيًا، وإلا نظر فيها موظف مختص.",
        en="Your details are being checked with other government bodies. Without a change this completes by itself; otherwise an official looks at it.",
    ),
    clock=Clock.RUNNING,
)
AWAITING_REVIEW = Stage(
    code="awaiting_review",
    name=Text(ar="بانتظار المراجعة", en="Awaiting review"),
    next_step=Text(ar="سيراجع موظف مختص طلبك ومستنداته.", en="An official will review your application and documents."),
    clock=Clock.RUNNING,
)
IN_REVIEW_OF_TWO = Stage(
    code="in_review",
    name=Text(ar="قيد المراجعة", en="In review"),
    next_step=Text(
        ar="يراجع الموظف المختص طلبك، ثم يرفع توصيته إلى موظف آخر للبت فيه.",
        en="An official is reviewing your application and will recommend an answer to a second official, who decides.",
    ),
    clock=Clock.RUNNING,
)
IN_REVIEW_OF_ONE = Stage(
    code="in_review",
    name=Text(ar="قيد المراجعة", en="In review"),
    next_step=Text(
        ar="يراجع الموظف المختص طلبك ثم يبت فيه.", en="An official is reviewing your application and will decide it."
    ),
    clock=Clock.RUNNING,
)
AWAITING_APPLICANT = Stage(
    code="awaiting_applicant",
    name=Text(ar="بانتظار ردك", en="Waiting for you"),
    next_step=Text(
        ar="نحتاج إلى ردك لاستكمال النظر في الطلب، والمدة متوقفة حتى ردك.",
        en="We need something from you to go on; the clock stands still until you answer.",
    ),
    clock=Clock.PAUSED,
    tone="warning",
)
AWAITING_DECISION = Stage(
    code="awaiting_decision",
    name=Text(ar="بانتظار القرار", en="Awaiting decision"),
    next_step=Text(ar="يبت موظف ثانٍ في طلبك.", en="A second official is deciding your application."),
    clock=Clock.RUNNING,
)
APPROVED = Stage(
    code="approved",
    name=Text(ar="مقبول", en="Approved"),
    next_step=Text(ar="قُبل طلبك.", en="Your application is approved."),
    clock=Clock.STOPPED,
    tone="success",
    outcome=CaseOutcome.GRANTED,
)
AWAITING_PAYMENT = Stage(
    code="awaiting_payment",
    name=Text(ar="مقبول بانتظار الدفع", en="Approved, awaiting payment"),
    next_step=Text(
        ar="قُبل طلبك، ويكتمل بعد دفع المبلغ المستحق المبيّن أدناه.",
        en="Your application is approved; it is completed once what is due below is paid.",
    ),
    clock=Clock.PAUSED,
    tone="warning",
    decided=CaseOutcome.GRANTED,
)
LAPSED_UNPAID = Stage(
    code="lapsed_unpaid",
    name=Text(ar="سقط لعدم الدفع", en="Lapsed, not paid"),
    next_step=Text(
        ar="لم يُدفع المبلغ المستحق في مدته، ويمكنك تقديم طلب جديد.",
        en="What was due was not paid in time; you may apply anew.",
    ),
    clock=Clock.STOPPED,
    tone="neutral",
    outcome=CaseOutcome.LAPSED,
)
REJECTED = Stage(
    code="rejected",
    name=Text(ar="مرفوض", en="Refused"),
    next_step=Text(
        ar="يمكنك الاطلاع على أسباب الرفض وما يلزم لاستيفاء الشروط.",
        en="Read the reasons for the refusal and what would change it.",
    ),
    clock=Clock.STOPPED,
    tone="danger",
    outcome=CaseOutcome.REFUSED,
)
COMPLETED = Stage(
    code="completed",
    name=Text(ar="مكتملة", en="Completed"),
    next_step=Text(ar="أُنجزت معاملتك. لا يلزمك أي إجراء الآن.", en="This is done; nothing is needed from you."),
    clock=Clock.STOPPED,
    tone="success",
    outcome=CaseOutcome.GRANTED,
)
WITHDRAWN = Stage(
    code="withdrawn",
    name=Text(ar="مسحوب", en="Withdrawn"),
    next_step=Text(
        ar="سُحب الطلب بناءً على رغبتك، ويمكنك تقديم طلب جديد.", en="Withdrawn at your wish; you may apply anew."
    ),
    clock=Clock.STOPPED,
    tone="neutral",
    outcome=CaseOutcome.WITHDRAWN,
)
UNCONFIRMED = Stage(
    code="unconfirmed",
    name=Text(ar="لم يُعتمد", en="Not confirmed"),
    next_step=Text(
        ar="لم يعتمد موظف ثانٍ ما سُجّل في الفرع، فلم يُنفَّذ منه شيء. يمكنك تقديم طلب جديد.",
        en="A second official did not confirm what was taken down at a branch, so nothing of it was done. You may apply anew.",
    ),
    clock=Clock.STOPPED,
    tone="neutral",
    outcome=CaseOutcome.WITHDRAWN,
)

# What comes after for whom an approval leads to a waiting list.
ON_THE_LIST = Text(
    ar="صدرت بطاقة الاستحقاق ودخل طلبك قائمة الانتظار.",
    en="Your entitlement card is issued and you are on the waiting list.",
)
SENIORITY_ANEW = Text(
    ar="سُحب الطلب بناءً على رغبتك. ويمكنك تقديم طلب جديد تُحتسب أقدميته من تاريخه.",
    en="Withdrawn at your wish. You may apply anew; your seniority then counts from the new date.",
)
