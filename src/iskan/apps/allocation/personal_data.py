"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, FILE, HOUSE, OF_MANY, OFFICIALS

HELD: Final = (
    Held(
        model="allocation.Distribution",
        what=Text(ar="التوزيعات", en="Distributions"),
        purpose=HOUSE,
        receivers=(OFFICIALS, AUDITORS),
        personal={
            **of_kind(DataKind.STAFF, "prepared_by recommended_by approved_by cancelled_by"),
            **of_kind(DataKind.WORDS, "recommendation cancellation_reason"),
        },
        plain=fields(
            "id reference state on_day projects lots parameters rules inputs_digest outcome_digest "
            "applications_count units_count nominated_count exceptions_count reached prepared_at "
            "recommended_at approved_at cancelled_at"
        ),
        given=OF_MANY,
    ),
    Held(
        model="allocation.DistributionColumns",
        what=Text(ar="قوائم التوزيع", en="Lists of a distribution"),
        purpose=HOUSE,
        receivers=(OFFICIALS, AUDITORS),
        personal={**of_kind(DataKind.COURSE, "applications nominated")},
        plain=fields("id distribution"),
        given=OF_MANY,
    ),
    Held(
        model="allocation.DistributionPool",
        what=Text(ar="مجموعات الوحدات في التوزيع", en="Pools of homes in a distribution"),
        purpose=HOUSE,
        receivers=(OFFICIALS, AUDITORS),
        plain=fields(
            "id distribution project_code governorate kind unit_class units set_aside candidates "
            "nominated from_set_aside by_exception in_reserve reached_on reached_local_on"
        ),
    ),
    Held(
        model="allocation.Nomination",
        what=Text(ar="الترشيحات", en="Nominations"),
        purpose=HOUSE,
        receivers=FILE,
        personal={**of_kind(DataKind.COURSE, "case place exception state project_code unit_class")},
        plain=fields("id distribution set_aside round state_since"),
        given=Given(account=("case__applicant",)),
    ),
    Held(
        model="allocation.ReserveTurn",
        what=Text(ar="قوائم الاحتياط", en="Reserve lists"),
        purpose=HOUSE,
        receivers=FILE,
        personal={**of_kind(DataKind.COURSE, "case turn project_code unit_class")},
        plain=fields("id distribution"),
        given=Given(account=("case__applicant",)),
    ),
    Held(
        model="allocation.DistributionRound",
        what=Text(ar="جولات إعادة الترشيح", en="Further rounds of a distribution"),
        purpose=HOUSE,
        receivers=(OFFICIALS, AUDITORS),
        personal={**of_kind(DataKind.COURSE, "without settled")},
        plain=fields("id distribution number filled_count outcome_digest at"),
        given=OF_MANY,
    ),
    Held(
        model="allocation.Offer",
        what=Text(ar="العروض", en="Offers"),
        purpose=HOUSE,
        receivers=FILE,
        personal={**of_kind(DataKind.COURSE, "case state"), **of_kind(DataKind.PROPERTY, "unit_code")},
        plain=fields("id nomination state_since opened_at answer_due_on version"),
        given=Given(account=("case__applicant",)),
    ),
    Held(
        model="allocation.OfferEvent",
        what=Text(ar="مجريات العروض", en="The course of an offer"),
        purpose=HOUSE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.COURSE, "code detail"),
            **of_kind(DataKind.WORDS, "reason"),
            **of_kind(DataKind.STAFF, "actor"),
        },
        plain=fields("id offer public at"),
        given=Given(account=("offer__case__applicant",), only={"public": True}),
    ),
    Held(
        model="allocation.NominationCheck",
        what=Text(
            ar="الشروط التي رُوجعت عند الترشيح والتخصيص والعقد",
            en="Conditions judged again at nomination, allocation and contract",
        ),
        purpose=HOUSE,
        receivers=FILE,
        personal={**of_kind(DataKind.MONEY, "facts"), **of_kind(DataKind.COURSE, "verdict findings")},
        plain=fields("id offer judged_at on_day at"),
        given=Given(account=("offer__case__applicant",), without=fields("facts")),
    ),
    Held(
        model="allocation.HandoverSlot",
        what=Text(ar="مواعيد التسليم المتاحة", en="Times for handovers"),
        purpose=HOUSE,
        receivers=(OFFICIALS, AUDITORS),
        plain=fields("id project_code starts_at capacity"),
    ),
    Held(
        model="allocation.HandoverAppointment",
        what=Text(ar="مواعيد التسليم", en="Appointments for handovers"),
        purpose=HOUSE,
        receivers=FILE,
        personal={**of_kind(DataKind.COURSE, "offer slot")},
        plain=fields("id made_at cancelled_at"),
        given=Given(account=("offer__case__applicant",)),
    ),
    Held(
        model="allocation.Handover",
        what=Text(ar="محاضر التسليم", en="Handovers"),
        purpose=HOUSE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.PROPERTY, "offer electricity_reading water_reading keys_count"),
            **of_kind(DataKind.STAFF, "by"),
        },
        plain=fields("id on_day defects_until structure_until flat_due_on flat_returned_on at"),
        given=Given(account=("offer__case__applicant",)),
    ),
    Held(
        model="allocation.Snag",
        what=Text(ar="ملاحظات التسليم", en="Defects noted at the handover"),
        purpose=HOUSE,
        receivers=FILE,
        personal={**of_kind(DataKind.PROPERTY, "where what"), **of_kind(DataKind.STAFF, "mended_by")},
        plain=fields("id handover mended_on"),
        given=Given(account=("handover__offer__case__applicant",)),
    ),
)
