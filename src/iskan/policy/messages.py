"""The frame around every message the ministry sends: who writes, how to read it, and that nobody answers it."""

from iskan.core.text import Text

MINISTRY = Text(ar="وزارة الإسكان والتخطيط العمراني", en="Ministry of Housing and Urban Planning")

SMS_ABOUT_CASE = Text(
    ar="وزارة الإسكان: وردت رسالة بشأن المعاملة رقم {reference}. يُرجى تسجيل الدخول لقراءتها: {address}",
    en="Ministry of Housing: you have a message about case {reference}. Sign in to read it: {address}",
)
SMS = Text(
    ar="وزارة الإسكان: وردت رسالة جديدة. يُرجى تسجيل الدخول لقراءتها: {address}",
    en="Ministry of Housing: you have a new message. Sign in to read it: {address}",
)

CASE_NUMBER = Text(ar="رقم المعاملة", en="Case reference")
OPEN = Text(ar="تسجيل الدخول ومتابعة المعاملة", en="Sign in and follow the case")
FOOTER = Text(
    ar="أُرسلت هذه الرسالة آليًا، ولا تصل الردود عليها إلى الوزارة. لا تطلب الوزارة كلمة المرور أو رمز الدخول في أي رسالة.",
    en="This message was sent automatically and replies to it do not reach the ministry. "
    "The ministry never asks for a password or sign-in code in a message.",
)

DOCUMENT_REVOKED = Text(ar="إلغاء {document}: المعاملة رقم {reference}", en="{document} revoked: case {reference}")
DOCUMENT_REVOKED_BODY = Text(
    ar="نفيدكم بأن الوزارة ألغت {document} الصادر ضمن المعاملة رقم {reference}، فلم يعد يُعتدّ به. السبب: {reason}",
    en="The ministry has revoked the {document} issued under case {reference}; it is no longer valid. Reason: {reason}",
)

ACT_CARRIED_OUT = Text(ar="نُفّذ إجراء بموافقة موظفين", en="An act of two officials was carried out")
ACT_CARRIED_OUT_BODY = Text(
    ar="نُفّذ الإجراء: {act}. تجدون المقترِح والموافق والسبب في صفحة «الموظف الثاني» تحت الرقم {number}.",
    en="Carried out: {act}. Who proposed it, who agreed and why stands on the page 'Second official' under number {number}.",
)
