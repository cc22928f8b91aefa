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
        },
        plain=fields("id case asks_decision found_at"),
        given=Given(account=("case__applicant",)),
    ),
    Held(
        model="household_life.EventSettlement",
        what=Text(ar="ما قرره الموظف فيما طرأ على الأسرة", en="What an official decided on it"),
        purpose=DECIDE,
        receivers=(OFFICIALS,),
        personal={**of_kind(DataKind.STAFF, "by"), **of_kind(DataKind.WORDS, "reason")},
        plain=fields("id event at"),
        given=WORKING_NOTES,
    ),
)
