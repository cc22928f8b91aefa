"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, PROTECT, WORKING_NOTES

HELD: Final = (
    Held(
        model="anomalies.OfficialDay",
        what=Text(ar="ما اطلع عليه كل موظف في يومه، بالأعداد", en="What each official looked at on a day, in counts"),
        purpose=PROTECT,
        receivers=(AUDITORS,),
        personal=of_kind(DataKind.STAFF, "official roles reads searches"),
        plain=fields("id day"),
    ),
    Held(
        model="anomalies.Anomaly",
        what=Text(ar="ما خرج من أعمال الموظفين عن المعتاد", en="What was unlike an official's work"),
        purpose=PROTECT,
        receivers=(AUDITORS,),
        personal=of_kind(DataKind.STAFF, "official roles kind count lines"),
        plain=fields("id day most usual found_at"),
    ),
    Held(
        model="anomalies.AnomalyClosure",
        what=Text(ar="كلمة المدقق فيما خرج عن المعتاد", en="An auditor's word on it"),
        purpose=PROTECT,
        receivers=(AUDITORS,),
        personal={**of_kind(DataKind.STAFF, "by"), **of_kind(DataKind.WORDS, "reason")},
        plain=fields("id anomaly at"),
        given=WORKING_NOTES,
    ),
)
