"""The cast: people with a story, always in the population whatever the seed, whose numbers tests and screens may name.

A number of the cast is the year and month of birth, a zero, the family and the member: ``8804`` ``0`` ``01`` ``01``.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from iskan.core.text import Text


class PersonaOutcome(StrEnum):
    """How the persona fares with a new housing application, told in a word."""

    QUALIFIES = "qualifies"
    REFUSED = "refused"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """One of the cast, and what their story shows."""

    cpr: str
    key: str
    standing: PersonaOutcome
    story: Text


QUALIFIES_FOR_UNIT: Final = "880400101"
QUALIFIES_FOR_PLOT: Final = "850700201"
BETWEEN_CEILINGS: Final = "890100301"
TOO_YOUNG: Final = "070300401"
TOO_OLD: Final = "730500501"
OWNS_HOUSE: Final = "860200601"
SOLD_LONG_AGO: Final = "830900701"
INHERITED_180: Final = "870600801"
INHERITED_250: Final = "841200901"
WIFE_WITH_CONSENT: Final = "910801001"
WIFE_WITHOUT_CONSENT: Final = "920401101"
DIVORCED_MOTHER: Final = "881101201"
MARRIED_TO_FOREIGNER: Final = "900201301"
ADULT_SON: Final = "960501401"
ORPHAN_WITH_SIBLINGS: Final = "000101501"
CATEGORY_FIVE: Final = "690301601"
HOME_FINANCE: Final = "850101701"
DISABLED_CHILD: Final = "891001801"
NOT_RESIDENT: Final = "870301901"
WIFE_INHERITS: Final = "860602001"
UNINHABITABLE: Final = "840202101"
TWO_WIVES: Final = "800902201"
SPELT_OTHERWISE: Final = "900702301"
UNEMPLOYED: Final = "930102401"
FOREIGN_WIFE: Final = "881202501"

_STORIES: Final = (
    (QUALIFIES_FOR_UNIT, "qualifies_for_unit", "qualifies",
     "رب أسرة دخله 750 دينارًا، له ثلاثة أبناء ولا يملك عقارًا",
     "Head of family with an income of BHD 750, three children and no property"),
    (QUALIFIES_FOR_PLOT, "qualifies_for_plot", "qualifies",
     "رب أسرة دخله 1,350 دينارًا، تناسبه القسيمة السكنية دون الوحدة",
     "Head of family with an income of BHD 1,350: a plot fits, a unit does not"),
    (BETWEEN_CEILINGS, "between_ceilings", "refused",
     "دخله 1,050 دينارًا: فوق سقف التقديم للوحدة (900) ودون سقف شهادة الترشيح (1,200)",
     "Income of BHD 1,050: above the unit's ceiling at filing (900), below the one at nomination (1,200)"),
    (TOO_YOUNG, "too_young", "refused", "متزوج لم يبلغ الحادية والعشرين", "Married, and not yet 21"),
    (TOO_OLD, "too_old", "refused", "رب أسرة تجاوز الخمسين عند التقديم", "Head of family, over 50 at filing"),
    (OWNS_HOUSE, "owns_house", "refused",
     "اشترى قبل سنتين بيتًا مساحته 150 مترًا مربعًا", "Bought a house of 150 m² two years ago"),
    (SOLD_LONG_AGO, "sold_long_ago", "qualifies",
     "باع أرضه قبل أربع سنوات، أي قبل مدة السنوات الثلاث",
     "Sold his land four years ago, before the three-year period"),
    (INHERITED_180, "inherited_180", "qualifies",
     "شريك بالإرث في بيت مساحته 180 مترًا مربعًا", "Co-owner by inheritance of a house of 180 m²"),
    (INHERITED_250, "inherited_250", "refused",
     "شريك بالإرث في بيت مساحته 250 مترًا مربعًا", "Co-owner by inheritance of a house of 250 m²"),
    (WIFE_WITH_CONSENT, "wife_with_consent", "qualifies",
     "زوجة تتقدم بموافقة زوجها، دخلها 700 دينار", "Wife who applies with her husband's consent, income BHD 700"),
    (WIFE_WITHOUT_CONSENT, "wife_without_consent", "refused",
     "زوجة تتقدم من دون موافقة زوجها", "Wife who applies without her husband's consent"),
    (DIVORCED_MOTHER, "divorced_mother", "qualifies",
     "مطلقة حاضنة لابنيها القاصرين", "Divorced mother with custody of two minor children"),
    (MARRIED_TO_FOREIGNER, "married_to_foreigner", "qualifies",
     "بحرينية متزوجة من أجنبي ولها ولدان بحرينيان قاصران",
     "Bahraini woman married to a foreigner, with two Bahraini minor children"),
    (ADULT_SON, "adult_son", "qualifies",
     "ابن بالغ غير متزوج يسكن مع والديه", "Adult unmarried son living with his parents"),
    (ORPHAN_WITH_SIBLINGS, "orphan_with_siblings", "qualifies",
     "يتيم الوالدين يعول أخاه وأخته القاصرين", "Orphan of both parents who supports a minor brother and sister"),
    (CATEGORY_FIVE, "category_five", "special",
     "أرملة بلا أبناء من الفئة الخامسة، لها شقة مؤقتة لا تمليك",
     "Widow without children, category five: a temporary flat, not ownership"),
    (HOME_FINANCE, "home_finance", "refused",
     "انتفع بتمويل إسلامي لشراء مسكن", "Had Islamic finance to buy a home"),
    (DISABLED_CHILD, "disabled_child", "qualifies",
     "رب أسرة لأحد أبنائه إعاقة حركية مسجلة", "Head of family with a child who has a registered physical disability"),
    (NOT_RESIDENT, "not_resident", "refused",
     "أقام خارج البحرين 330 يومًا في السنة الماضية", "Spent 330 days of last year outside Bahrain"),
    (WIFE_INHERITS, "wife_inherits", "qualifies",
     "زوج تملك زوجته بالإرث بيتًا مساحته 320 مترًا مربعًا، وإرث الزوجة معفى",
     "Husband whose wife inherited a house of 320 m²; a wife's inheritance is exempt"),
    (UNINHABITABLE, "uninhabitable", "qualifies",
     "يملك بيتًا مساحته 130 مترًا مربعًا ثبت أنه غير صالح للسكن", "Owns a house of 130 m² reported unfit to live in"),
    (TWO_WIVES, "two_wives", "special", "متزوج من اثنتين، ولكل منهما مسكن", "Has two wives, each in her own dwelling"),
    (SPELT_OTHERWISE, "spelt_otherwise", "qualifies",
     "يُكتب اسمه في سجل التأمين الاجتماعي بغير ما في السجل السكاني",
     "His name is spelt otherwise in the social insurance register"),
    (UNEMPLOYED, "unemployed", "special", "باحث عن عمل لا تأمين له", "Jobseeker without insurance"),
    (FOREIGN_WIFE, "foreign_wife", "special",
     "عسكري متزوج من أجنبية انتهت رخصة إقامتها", "Soldier whose foreign wife's residence permit has expired"),
)  # fmt: skip

CAST: Final = {
    cpr: Persona(cpr=cpr, key=key, standing=PersonaOutcome(standing), story=Text(arabic, english))
    for cpr, key, standing, arabic, english in _STORIES
}
BY_KEY: Final = {persona.key: persona for persona in CAST.values()}
