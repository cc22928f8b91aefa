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
