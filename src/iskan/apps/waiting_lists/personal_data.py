"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, FILE, HOUSE, OF_MANY, OFFICIALS, PUBLIC_BY_NUMBER

HELD: Final = (
    Held(
        model="waiting_lists.WaitingListEntry",
        what=Text(ar="قوائم الانتظار", en="Waiting lists"),
        purpose=HOUSE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.IDENTITY, "applicant"),
            **of_kind(
                DataKind.COURSE,
                "case programme seniority_on seniority_at lot reference status place place_in_governorate",
            ),
            **of_kind(DataKind.CONTACT, "governorate"),
        },
        plain=fields("id entered_at left_at renewed_on"),
        given=Given(account=("case__applicant",)),
    ),
    Held(
        model="waiting_lists.ListStanding",
        what=Text(ar="ما بلغته القوائم", en="How far the lists have come"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        plain=fields("id programme governorate waiting_count reached_on ranked_at"),
    ),
    Held(
        model="waiting_lists.ListChange",
        what=Text(ar="الدخول إلى القوائم والخروج منها", en="Who entered and left the lists"),
        purpose=HOUSE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.COURSE, "reference seniority_on seniority_at lot kind ground"),
            **of_kind(DataKind.CONTACT, "governorate"),
        },
        plain=fields("id programme at"),
        given=Given(reference=("reference",)),
    ),
    Held(
        model="waiting_lists.Cancellation",
        what=Text(ar="قرارات إلغاء الطلبات", en="Decisions to cancel applications"),
        purpose=HOUSE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.COURSE, "entry ground outcome"),
            **of_kind(DataKind.WORDS, "explanation reason"),
            **of_kind(DataKind.STAFF, "proposed_by decided_by"),
        },
        plain=fields("id proposed_at decided_at"),
        given=Given(account=("entry__case__applicant",), only={"decided_at__isnull": False}),
    ),
    Held(
        model="waiting_lists.PolicyTrial",
        what=Text(ar="تجارب السياسات، وفيها صف لكل أسرة", en="Policy trials, which hold a row for each household"),
        purpose=HOUSE,
        receivers=(OFFICIALS, AUDITORS),
        personal={**of_kind(DataKind.COURSE, "sheet"), **of_kind(DataKind.STAFF, "started_by")},
        plain=fields("id kind programme parameters status progress created_at finished_at outcome"),
        given=OF_MANY,
    ),
    Held(
        model="waiting_lists.ProjectWish",
        what=Text(ar="رغبات الأسر في المشاريع", en="Where households would rather live"),
        purpose=HOUSE,
        receivers=FILE,
        personal={**of_kind(DataKind.ANSWER, "projects only")},
        plain=fields("id case said_at"),
        given=Given(account=("case__applicant",)),
    ),
)
