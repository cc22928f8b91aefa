"""The frame around every message the ministry sends: who writes, how to read it, and that nobody answers it."""

from iskan.core.text import Text
from iskan.policy.contact_ways import HOTLINE_NUMBER

MINISTRY = Text(ar="وزارة الإسكان والتخطيط العمراني", en="Ministry of Housing and Urban Planning")

SMS = Text(ar="وردتك رسالة من الوزارة", en="The ministry has a message for you")

CASE_NUMBER = Text(ar="الرقم المرجعي", en="Case reference")
OPEN = Text(ar="تسجيل الدخول ومتابعة المعاملة", en="Sign in and follow the case")
FOOTER = Text(
    ar="أُرسلت هذه الرسالة تلقائيًا، ولا تصل الردود عليها إلى الوزارة. للاستفسار: مركز الاتصال {hotline}. لا تطلب الوزارة كلمة المرور أو رمز الدخول في أي رسالة.",
    en="This message was sent automatically and replies to it do not reach the ministry. "
    "To ask, call the contact centre: {hotline}. The ministry never asks for a password or sign-in code in a message.",
).format(hotline=HOTLINE_NUMBER)

DATA_REQUEST_GRANTED = Text(
    ar="قُبل طلب بشأن بيانات شخصية: {reference}", en="A request on personal data is granted: {reference}"
)
DATA_REQUEST_GRANTED_BODY = Text(
    ar="قُبلت المعاملة {reference} بشأن بيانات شخصية، وعلى الإدارة تنفيذ ما قُبل أو مخاطبة الجهة صاحبة السجل. الأسباب: {reason}",
    en="Case {reference} on personal data is granted: the department carries it out, or writes to the keeper of the "
    "register. Reasons: {reason}",
)
FILED_FOR_THE_DEAD = Text(
    ar="طلب لم يُقدَّم لوفاة صاحبه: {reference}", en="Not filed, as its applicant has died: {reference}"
)
FILED_FOR_THE_DEAD_BODY = Text(
    ar="أُوقف تقديم الطلب {reference} لأن وفاة صاحبه مسجلة، وحُفظت مسودته. يُنظر في شأن الأسرة، وما يجوز للورثة غير محدد بعد.",
    en="The filing of {reference} was stopped, as its applicant's death is on record; its draft is kept. Look to the family: what heirs may do is not configured yet.",
)
ERASED = Text(ar="رسالة حُذف نصها", en="A message whose words were erased")
ERASED_BODY = Text(
    ar="حُذف نص هذه الرسالة بانقضاء مدة حفظه.", en="The words of this message were erased when their time was over."
)
DOCUMENT_REVOKED = Text(ar="إبطال {document}: المعاملة رقم {reference}", en="{document} revoked: case {reference}")
DOCUMENT_REVOKED_BODY = Text(
    ar="أبطلت الوزارة الوثيقة الآتية الصادرة بموجب المعاملة رقم {reference}، ولم يعد يُعتدّ بها: {document}. السبب: {reason}.",
    en="The ministry has revoked the {document} issued under case {reference}; it is no longer valid. Reason: {reason}",
)

ANSWER_CORRECTED = Text(ar="صُححت إجابة في المعاملة رقم {reference}", en="An answer in case {reference} was corrected")
ANSWER_CORRECTED_BODY = Text(
    ar="صححت الوزارة إجابة أُدخلت خطأً عند تقديم الطلب نيابة عنك. السؤال: {question}. الإجابة قبل التصحيح: {was}. الإجابة بعده: {answer}. للاعتراض يرجى الاتصال بنا.",
    en="The ministry corrected an answer that was typed wrong when the application was filed for you. Question: "
    "{question}. Before: {was}. Now: {answer}. If this is not right, please contact us.",
)

RECOMMENDATION_TAKEN_BACK = Text(
    ar="سُحبت التوصية في المعاملة رقم {reference}", en="The recommendation in case {reference} was taken back"
)
RECOMMENDATION_TAKEN_BACK_BODY = Text(
    ar="سحب {name} توصيته في المعاملة رقم {reference} قبل البت فيها، وعادت إلى عهدته. السبب: {reason}",
    en="{name} took back their recommendation in case {reference} before it was decided on, and holds the case again. "
    "Reason: {reason}",
)
CASE_REOPENED = Text(ar="أُعيد فتح معاملتك رقم {reference}", en="Your case {reference} was reopened")
CASE_REOPENED_BODY = Text(
    ar="أعادت الوزارة فتح معاملتك رقم {reference} بعد رفضها، ويُنظر فيها من جديد. ويبقى تاريخ تقديمها كما هو. السبب: {reason}",
    en="The ministry reopened your case {reference} after its refusal and looks into it again. Its day of filing stays "
    "what it was. Reason: {reason}",
)

DOCUMENT_OVERDUE = Text(ar="وثيقة صادرة لم يُعدّ ملفها", en="An issued document was not made")
DOCUMENT_OVERDUE_BODY = Text(
    ar="لم يُعدّ بعدُ ملف الوثيقة رقم {id} الصادرة بموجب المعاملة رقم {reference}، وتُعاد المحاولة تلقائيًا. السبب في سجل الخدمة الخلفية؛ وبعد إصلاحه تُنفَّذ المحاولة التالية خلال عشر دقائق.",
    en="The file of document {id}, issued under case {reference}, was not made; the system goes on trying. The worker's "
    "log says why; once that is mended, the next attempt follows within ten minutes.",
)

ACT_CARRIED_OUT = Text(ar="نُفّذ إجراء بموافقة موظفين", en="An act of two officials was carried out")
ACT_CARRIED_OUT_BODY = Text(
    ar="نُفّذ الإجراء: {act}. تبيّن صفحة «الموظف الثاني» صاحب الاقتراح وصاحب الموافقة والسبب تحت الرقم {number}.",
    en="Carried out: {act}. Who proposed it, who agreed and why stands on the page 'Second official' under number {number}.",
)

OVERTAKEN_WORDS = {
    "granted": Text(ar="قُبلت المعاملة دون حاجة إليه", en="the case was granted without it"),
    "refused": Text(ar="رُفضت المعاملة قبل البت فيه", en="the case was refused before it was settled"),
    "withdrawn": Text(ar="سُحبت المعاملة قبل البت فيه", en="the applicant withdrew the case before it was settled"),
    "lapsed": Text(ar="انقضت مدة المعاملة قبل البت فيه", en="the case lapsed before it was settled"),
    "declined_elsewhere": Text(
        ar="رفضت جهة أخرى المعاملة قبل البت فيه", en="another body declined the case before it was settled"
    ),
    "left_list": Text(
        ar="خرج الطلب من قائمة الانتظار قبل البت فيه", en="the application left its waiting list before it was settled"
    ),
}
EXCEPTION_OVERTAKEN = Text(
    ar="إقفال استثناء مقترح: المعاملة رقم {reference}", en="A proposed exception is closed: case {reference}"
)
EXCEPTION_OVERTAKEN_BODY = Text(
    ar="أُقفل الاستثناء المقترح في المعاملة رقم {reference} دون موظف ثانٍ، لأنه لم يعد له أثر: {why}.",
    en="The exception proposed in case {reference} is closed without a second official, since it can move nothing any "
    "more: {why}.",
)
RECOMMENDATION_OVERTAKEN = Text(
    ar="انتهت المعاملة رقم {reference} دون البت في التوصية",
    en="Case {reference} ended before its recommendation was decided on",
)
RECOMMENDATION_OVERTAKEN_BODY = Text(
    ar="انتهت المعاملة رقم {reference} إلى: {stage}، قبل أن يبت موظف ثانٍ في التوصية المرفوعة فيها.",
    en="Case {reference} ended as: {stage}, before a second official decided on the recommendation made in it.",
)
ACT_LEFT_BEHIND = Text(
    ar="تغيّر ما يخصه الاقتراح قبل موافقة موظف ثانٍ، فلم يعد تنفيذه ممكنًا.",
    en="What it concerns moved on before a second official agreed, so it can no longer be done.",
)
ACT_OVERTAKEN = Text(ar="إقفال اقتراح دون موظف ثانٍ", en="A proposal was closed without a second official")
ACT_OVERTAKEN_BODY = Text(
    ar="أُقفل الاقتراح رقم {number}: {act}. تغيّر ما يخصه قبل موافقة موظف ثانٍ، فلم يعد تنفيذه ممكنًا.",
    en="Proposal {number} is closed: {act}. What it concerns moved on before a second official agreed, so it can no "
    "longer be done.",
)

ACCOUNT_CHANGED = Text(ar="تغيير في حساب موظف: {name}", en="A change to an official's account: {name}")
ACCOUNT_CHANGED_BODY = Text(
    ar="نُفّذ على حساب {name} (اسم المستخدم {username}): {what}. إذا كان الحساب لك ولم تكن على علم بذلك، فيرجى إبلاغ التدقيق الداخلي فورًا.",
    en="Done to the account of {name} (user name {username}): {what}. "
    "If the account is yours and you know nothing of this, tell internal audit at once.",
)
CLIENT_CHANGED = Text(ar="{what}: {code}", en="{what}: {code}")
CLIENT_CHANGED_BODY = Text(
    ar="نُفّذ على اتصال الجهة الخارجية {code}: {what}. من نفّذه ومتى في سجل التدقيق.",
    en="Done to the connection of {code}: {what}. Who did it and when stands in the audit trail.",
)
CHOOSE_PASSWORD = Text(ar="اختيار كلمة المرور لحسابك في نظام الإسكان", en="Choose the password of your account")
CHOOSE_PASSWORD_BODY = Text(
    ar="لاختيار كلمة المرور لحسابك، افتح هذا الرابط. يعمل مرة واحدة ولمدة {hours}، ثم تُعِدّ وسيلة التحقق الثانية:\n"
    "{address}\n\nلا ترسل الرابط إلى أحد. إذا لم تكن تنتظر هذه الرسالة، فأبلغ التدقيق الداخلي فورًا.",
    en="To choose the password of your account, open this link. It works once and for {hours}; the second factor "
    "is set up next:\n{address}\n\nSend it to nobody. If you did not expect this message, tell internal audit at once.",
)

OLD_ADDRESS = Text(
    ar="لم يعد هذا البريد مسجلًا لحسابك في نظام الإسكان", en="This address no longer belongs to your account"
)
OLD_ADDRESS_BODY = Text(
    ar="استُبدل البريد الإلكتروني المسجل لحساب {name} (اسم المستخدم {username}) بعد موافقة موظفَين، ولن تصل رسائل الحساب إلى هذا البريد. إن لم تكن على علم بذلك، فيرجى إبلاغ التدقيق الداخلي فورًا.",
    en="The e-mail address of the account of {name} (user name {username}) was replaced by two officials; messages no "
    "longer come here. If you know nothing of this, tell internal audit at once.",
)

DELEGATION_ASKED = Text(ar="طُلب تفويضك عن مواطن آخر", en="You are asked to act for another citizen")
DELEGATION_ASKED_BODY = Text(
    ar="طلب مواطن تفويضك لتقديم طلباته ومتابعتها نيابة عنه. لا يسري التفويض إلا بعد قبولك إياه من صفحة «التفويضات» خلال {days}.",
    en="A citizen asks you to apply and follow cases for them. It counts only once you accept it on the page "
    "'Delegations', within {days}.",
)

DELEGATION_ENDED = Text(ar="انتهى تفويض بينك وبين مواطن آخر", en="A delegation of yours has ended")
DELEGATION_ENDED_BODY = Text(
    ar="انتهى تفويض منحته أو قبلته: {how}. تبيّن صفحة «التفويضات» أي تفويض هو، ولا يجري به أي إجراء بعد الآن.",
    en="A delegation you gave or accepted has ended: {how}. The page 'Delegations' shows which; nothing more can be done by it.",
)
DELEGATION_ENDS_SOON = Text(ar="تفويض قارب على الانتهاء", en="A delegation ends soon")
DELEGATION_ENDS_SOON_BODY = Text(
    ar="آخر يوم في تفويض منحته أو قبلته {day}. ولتمديده يُمنح تفويض جديد من صفحة «التفويضات» بعد انتهائه.",
    en="The last day of a delegation you gave or accepted is {day}. To go on, give a new one on the page 'Delegations' once it has ended.",
)
DELEGATION_ENDS = {
    "revoked": Text(ar="أنهاه من منحه", en="whoever gave it ended it"),
    "given_back": Text(ar="تخلى عنه المفوَّض", en="the delegate gave it back"),
    "expired": Text(ar="انقضت مدته", en="its last day is over"),
    "not_accepted": Text(
        ar="لم يُقبل في مهلته، وقد لا يطابق الاسم أو الرقم ما في السجل",
        en="it was not accepted in time; perhaps the name or the number is not as in the register",
    ),
}

CONTACT_WILL_CHANGE = Text(ar="طُلب تغيير بيانات اتصالك", en="A change of your contact details was asked for")
CONTACT_WILL_CHANGE_BODY = Text(
    ar="طُلب تغيير بيانات اتصالك أو حسابك المصرفي لدى الوزارة، ويسري التغيير في {due}. إن لم تطلب ذلك فيرجى تسجيل الدخول وإيقافه من صفحة «بياناتي» قبل هذا الموعد.",
    en="A change of your contact details or bank account with the ministry was asked for; it takes effect on {due}. "
    "If you did not ask for it, sign in and stop it on the page 'My details' before that day.",
)
CONTACT_CHANGED = Text(ar="سرى تغيير بيانات اتصالك", en="Your contact details have changed")
CONTACT_CHANGED_BODY = Text(
    ar="سرى التغيير الذي طلبته في بيانات اتصالك أو حسابك المصرفي، وتصلك رسائل الوزارة من الآن على البيانات الجديدة.",
    en="The change of your contact details or bank account has taken effect; the ministry writes to you there from now on.",
)
CONTACT_STAYS = Text(ar="أُوقف تغيير بيانات اتصالك", en="The change of your contact details is stopped")
CONTACT_STAYS_BODY = Text(
    ar="أُوقف التغيير المطلوب في بيانات اتصالك أو حسابك المصرفي، وبقيت بياناتك كما هي. إن لم يكن ذلك بطلبك فترجى مراجعة جلسات الدخول المفتوحة.",
    en="You stopped the change of your contact details or bank account; they stay as they were. "
    "If it was not you who asked for it, look at where you are signed in.",
)

INBOX_WAITS = Text(ar="الوارد اليوم في نظام الإسكان: {count}", en="Your inbox today: {count}")
INBOX_WAITS_BODY = Text(
    ar="المنتظر اليوم:\n\n{kinds}\n\nلفتح الوارد:\n{address}\n\nيمكن إيقاف هذه الرسالة من صفحة الوارد.",
    en="What waits for you today:\n\n{kinds}\n\nOpen your inbox:\n{address}\n\nThis message is switched off on the "
    "page of the inbox.",
)

REFERRAL_SENT = Text(ar="طلب جديد ينتظر رد جهتكم: {reference}", en="A new request awaits your answer: {reference}")
REFERRAL_SENT_BODY = Text(
    ar="أُرسل إلى جهتكم طلب جديد ({service}) برقم {reference}. تجدونه في صفحة الطلبات الواردة.",
    en="A new request (“{service}”), reference {reference}, was sent to you. You find it among the requests received.",
)
