"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import CARRIERS, REACH, THEMSELVES, WORKING_NOTES

HELD: Final = (
    Held(
        model="notifications.Message",
        what=Text(ar="الرسائل", en="Messages"),
        purpose=REACH,
        receivers=(THEMSELVES, CARRIERS),
        personal={
            **of_kind(DataKind.IDENTITY, "user"),
            **of_kind(DataKind.COURSE, "event case_reference subject_ar subject_en body_ar body_en read_at"),
        },
        plain=fields("id created_at"),
        kept=("messages",),
        given=Given(account=("user",)),
    ),
    Held(
        model="notifications.Delivery",
        what=Text(ar="إيصال الرسائل", en="Deliveries of messages"),
        purpose=REACH,
        receivers=(THEMSELVES, CARRIERS),
        personal={**of_kind(DataKind.CONTACT, "gateway_id")},
        plain=fields("id message route status attempt_count fault changed_at next_try_at"),
        given=Given(account=("message__user",), without=("gateway_id",)),
    ),
    Held(
        model="notifications.Unreached",
        what=Text(ar="من لم تصل إليه الرسائل", en="Whom messages did not reach"),
        purpose=REACH,
        receivers=(THEMSELVES,),
        personal={
            **of_kind(DataKind.IDENTITY, "user"),
            **of_kind(DataKind.WORDS, "note"),
            **of_kind(DataKind.STAFF, "owner settled_by"),
        },
        plain=fields("id route opened_at outcome settled_at"),
        given=WORKING_NOTES,
    ),
    Held(
        model="notifications.DeliveryAttempt",
        what=Text(ar="محاولات إيصال الرسائل", en="Attempts to deliver messages"),
        purpose=REACH,
        receivers=(THEMSELVES, CARRIERS),
        plain=fields("id delivery status fault at"),
    ),
    Held(
        model="notifications.PostedLetter",
        what=Text(ar="الرسائل المرسلة بالبريد", en="Letters posted"),
        purpose=REACH,
        receivers=(THEMSELVES,),
        personal={**of_kind(DataKind.STAFF, "posted_by")},
        plain=fields("id message posted_at"),
        given=Given(account=("message__user",), without=("posted_by",)),
    ),
)
