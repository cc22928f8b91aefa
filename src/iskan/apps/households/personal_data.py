"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import DECIDE, FILE

HELD: Final = (
    Held(
        model="households.Person",
        what=Text(ar="الأشخاص كما وردوا في السجل السكاني", en="People as the population register knows them"),
        purpose=DECIDE,
        receivers=FILE,
        personal={
            **of_kind(DataKind.IDENTITY, "cpr name_ar name_en name_search birth_date sex nationality died_on"),
            **of_kind(DataKind.CONTACT, "governorate address"),
        },
        plain=fields("id registered_at"),
        kept=("drafts",),
        given=Given(number=("cpr",), without=("name_search",)),
    ),
    Held(
        model="households.Household",
        what=Text(ar="الأسر كما أقر بها رب الأسرة", en="Households as their head confirmed them"),
        purpose=DECIDE,
        receivers=FILE,
        personal={**of_kind(DataKind.FAMILY, "head"), **of_kind(DataKind.WORDS, "objection")},
        plain=fields("id declared_at"),
        kept=("drafts",),
        given=Given(number=("head__cpr",)),
    ),
    Held(
        model="households.HouseholdMember",
        what=Text(ar="أفراد الأسر", en="Members of households"),
        purpose=DECIDE,
        receivers=FILE,
        personal={**of_kind(DataKind.FAMILY, "household person relation")},
        plain=fields("id"),
        kept=("drafts",),
        given=Given(number=("household__head__cpr", "person__cpr")),
    ),
)
