"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, CASE_OFFICIALS, DECIDE, THEMSELVES

PARTNERS: Final = Text(
    ar="الجهة الشريكة التي أُرسلت إليها المعاملة، دون غير ما أُرسل",
    en="The partner body a case was sent to, no more than it was sent",
)
HELD: Final = (
    Held(
        model="partners.Referral",
        what=Text(ar="ما أُرسل إلى الجهات الشريكة وردودها", en="What partner bodies were sent, and their answers"),
        purpose=DECIDE,
        receivers=(THEMSELVES, CASE_OFFICIALS, AUDITORS, PARTNERS),
        personal={
            **of_kind(DataKind.WHOLE, "sent"),
            **of_kind(DataKind.MONEY, "values"),
            **of_kind(DataKind.WORDS, "words"),
            **of_kind(DataKind.STAFF, "answered_by"),
            **of_kind(DataKind.COURSE, "answer"),
        },
        plain=fields("id case partner body sent_at due_on answered_at client key ended_at"),
        given=Given(account=("case__applicant",)),
    ),
)
