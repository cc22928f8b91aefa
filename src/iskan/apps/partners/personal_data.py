"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import (
    ADMINISTRATORS,
    AUDITORS,
    CASE_OFFICIALS,
    DECIDE,
    NOBODY,
    PROTECT,
    RUN,
    THEMSELVES,
)

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
    Held(
        model="partners.PartnerKey",
        what=Text(ar="مفاتيح أنظمة الجهات الشريكة", en="Keys of partner bodies' systems"),
        purpose=PROTECT,
        receivers=(ADMINISTRATORS,),
        personal={**of_kind(DataKind.SIGN_IN, "key_digest"), **of_kind(DataKind.STAFF, "made_by")},
        plain=fields("id body name made_at last_used_at revoked_at"),
    ),
    Held(
        model="partners.HookSecret",
        what=Text(ar="ما تُشتق منه أسرار توقيع الإشعارات", en="What the secrets of signed calls follow from"),
        purpose=PROTECT,
        receivers=(NOBODY,),
        personal={**of_kind(DataKind.SIGN_IN, "nonce"), **of_kind(DataKind.STAFF, "made_by")},
        plain=fields("id body made_at"),
    ),
    Held(
        model="partners.HookDelivery",
        what=Text(ar="الإشعارات الآلية إلى أنظمة الجهات الشريكة", en="Calls to partner bodies' systems"),
        purpose=RUN,
        receivers=(NOBODY,),
        plain=fields("id referral delivery event body kept_at tries tried_at taken_at fault"),
    ),
)
