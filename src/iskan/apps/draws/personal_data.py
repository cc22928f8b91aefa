"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, HOUSE, OF_MANY, OFFICIALS, PUBLIC_BY_NUMBER

HELD: Final = (
    Held(
        model="draws.PartyMember",
        what=Text(ar="ممثلو أطراف السحوبات", en="Who speaks for the parties of the draws"),
        purpose=HOUSE,
        receivers=(OFFICIALS, AUDITORS),
        personal={**of_kind(DataKind.STAFF, "user named_by")},
        plain=fields("id party named_at let_go_at"),
    ),
    Held(
        model="draws.Draw",
        what=Text(ar="السحوبات", en="Draws"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.STAFF, "frozen_by")},
        plain=fields(
            "id reference project_code project_ar project_en beacon_chain beacon_round parties "
            "draws_at reveals_due_at list_hash salt classes candidate_count unit_count frozen_at"
        ),
    ),
    Held(
        model="draws.DrawFile",
        what=Text(ar="ملفات السحوبات المنشورة", en="Published files of the draws"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.COURSE, "content")},
        plain=fields("id draw name"),
        given=OF_MANY,
    ),
    Held(
        model="draws.DrawTicket",
        what=Text(ar="أرقام المشاركة في السحوبات", en="Numbers in the draws"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.COURSE, "ticket case")},
        plain=fields("draw drawn_class"),
        given=Given(account=("case__applicant",)),
    ),
    Held(
        model="draws.DrawCommitment",
        what=Text(ar="تعهدات الأطراف المسبقة", en="Commitments of the parties"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.STAFF, "by")},
        plain=fields("id draw party digest at"),
    ),
    Held(
        model="draws.DrawAnnouncement",
        what=Text(ar="إعلانات السحوبات", en="Announcements of draws"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.STAFF, "by")},
        plain=fields("id draw at"),
    ),
    Held(
        model="draws.DrawReveal",
        what=Text(ar="ما كشفه الأطراف", en="What the parties revealed"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.STAFF, "by")},
        plain=fields("id draw party reveal verdict at"),
    ),
    Held(
        model="draws.DrawBeacon",
        what=Text(ar="مصدر العشوائية العلني", en="The public source of chance"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.STAFF, "by")},
        plain=fields("id draw chain round signature source at"),
    ),
    Held(
        model="draws.DrawResult",
        what=Text(ar="نتائج السحوبات", en="Results of the draws"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.COURSE, "ticket position unit")},
        plain=fields("draw drawn_class"),
        given=OF_MANY,
    ),
    Held(
        model="draws.DrawOutcome",
        what=Text(ar="محاضر السحوبات", en="Transcripts of the draws"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.STAFF, "by")},
        plain=fields("id draw randomness seed result_hash left_out at"),
    ),
    Held(
        model="draws.DrawCancellation",
        what=Text(ar="إلغاء السحوبات", en="Draws called off"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.STAFF, "by"), **of_kind(DataKind.WORDS, "reason")},
        plain=fields("id draw at"),
        given=OF_MANY,
    ),
    Held(
        model="draws.DrawDraft",
        what=Text(ar="قوائم السحوبات قبل تجميدها", en="Lists of draws before they are frozen"),
        purpose=HOUSE,
        receivers=(OFFICIALS, AUDITORS),
        personal={**of_kind(DataKind.COURSE, "candidates faults"), **of_kind(DataKind.STAFF, "made_by")},
        plain=fields("id project_code project_ar project_en draws_at units made_at"),
        given=OF_MANY,
    ),
)
