"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, PROVE, PUBLIC_BY_NUMBER, WORKING_NOTES

HELD: Final = (
    Held(
        model="anchors.AuditAnchor",
        what=Text(ar="بصمات سجل التدقيق المنشورة", en="Published heads of the audit trail"),
        purpose=PROVE,
        receivers=(PUBLIC_BY_NUMBER,),
        plain=fields("id number at link statement digest"),
    ),
    Held(
        model="anchors.AnchoredDraw",
        what=Text(ar="السحوبات المثبتة في البصمات", en="Draws named in the heads"),
        purpose=PROVE,
        receivers=(PUBLIC_BY_NUMBER,),
        plain=fields("id anchor draw what digest"),
    ),
    Held(
        model="anchors.AnchorStamp",
        what=Text(ar="أختام الوقت", en="Time stamps"),
        purpose=PROVE,
        receivers=(PUBLIC_BY_NUMBER,),
        plain=fields("id anchor token stamped_at received_at"),
    ),
    Held(
        model="anchors.AnchorMailing",
        what=Text(ar="إرسال البصمات إلى المدققين", en="Heads mailed to auditors"),
        purpose=PROVE,
        receivers=(AUDITORS,),
        personal={**of_kind(DataKind.STAFF, "user")},
        plain=fields("id anchor at"),
    ),
    Held(
        model="anchors.ChainVerification",
        what=Text(ar="فحوص سجل التدقيق", en="Verifications of the audit trail"),
        purpose=PROVE,
        receivers=(AUDITORS,),
        plain=fields("id at lines anchors seal seconds fault detail"),
    ),
    Held(
        model="anchors.AlarmClosure",
        what=Text(ar="إغلاق إنذارات سجل التدقيق", en="Alarms of the trail closed"),
        purpose=PROVE,
        receivers=(AUDITORS,),
        personal={**of_kind(DataKind.STAFF, "by"), **of_kind(DataKind.WORDS, "reason")},
        plain=fields("id verification at"),
        given=WORKING_NOTES,
    ),
)
