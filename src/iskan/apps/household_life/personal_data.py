"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import DECIDE, OFFICIALS, THEMSELVES, WORKING_NOTES

HELD: Final = (
    Held(
        model="household_life.HouseholdWatch",
        what=Text(ar="الأسرة كما وردت آخر مرة في السجل السكاني", en="The household as the register last told it"),
        purpose=DECIDE,
        receivers=(OFFICIALS,),
        personal=of_kind(DataKind.FAMILY, "known"),
        plain=fields("id case known_at compared_at"),
        given=Given(account=("case__applicant",)),
    ),
    Held(
        model="household_life.HouseholdEvent",
        what=Text(ar="ما طرأ على الأسرة بعد التقديم", en="What happened to the household after filing"),
        purpose=DECIDE,
        receivers=(THEMSELVES, OFFICIALS),
        personal={
            **of_kind(DataKind.FAMILY, "kind happened_on"),
            **of_kind(DataKind.IDENTITY, "cpr name_ar name_en"),
            **of_kind(DataKind.STAFF, "recorded_by"),
            **of_kind(DataKind.WORDS, "words document"),
            **of_kind(DataKind.DOCUMENT, "file"),
        },
        plain=fields("id case source asks_decision found_at"),
        given=Given(account=("case__applicant",), without=fields("file")),
    ),
    Held(
        model="household_life.RegisterKnown",
        what=Text(ar="ما ورد آخر مرة في السجلات عن الأسرة", en="What registers last said of the household"),
        purpose=DECIDE,
        receivers=(OFFICIALS,),
        personal=of_kind(DataKind.PROPERTY, "facts"),
        plain=fields("id case register at"),
        given=Given(account=("case__applicant",)),
    ),
    Held(
        model="household_life.HouseholdSetAside",
        what=Text(ar="الأسر التي تعذرت مقارنتها بالسجلات", en="Households whose comparison failed"),
        purpose=DECIDE,
        receivers=(OFFICIALS,),
        plain=fields("id case register fault first_at last_at tries"),
    ),
    Held(
        model="household_life.RegisterPass",
        what=Text(ar="ما بلغته مقارنة كل سجل", en="How far each register has been compared"),
        purpose=DECIDE,
        receivers=(OFFICIALS,),
        plain=fields("id register told_until began_at reached done_at"),
    ),
    Held(
        model="household_life.EventSettlement",
        what=Text(ar="ما قرره الموظف فيما طرأ على الأسرة", en="What an official decided on it"),
        purpose=DECIDE,
        receivers=(OFFICIALS,),
        personal={
            **of_kind(DataKind.STAFF, "by"),
            **of_kind(DataKind.WORDS, "reason"),
            **of_kind(DataKind.FAMILY, "category"),
        },
        plain=fields("id event at is_mistake"),
        given=WORKING_NOTES,
    ),
)
