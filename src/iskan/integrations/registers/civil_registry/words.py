"""What each field of the records of the population register is called, and what its codes mean."""

from collections.abc import Mapping
from typing import Final

from iskan.core.text import Text
from iskan.policy import choices

FIELDS: Final[Mapping[str, Text]] = {
    "cpr": Text(ar="الرقم الشخصي", en="Personal number"),
    "name_ar": Text(ar="الاسم بالعربية", en="Name in Arabic"),
    "name_en": Text(ar="الاسم بالإنجليزية", en="Name in English"),
    "birth_date": Text(ar="تاريخ الميلاد", en="Date of birth"),
    "sex": Text(ar="الجنس", en="Sex"),
    "nationality": Text(ar="الجنسية", en="Nationality"),
    "marital_status": Text(ar="الحالة الاجتماعية", en="Marital status"),
    "address": Text(ar="العنوان", en="Address"),
    "died_on": Text(ar="تاريخ الوفاة", en="Date of death"),
    "father_cpr": Text(ar="الرقم الشخصي للأب", en="Father's personal number"),
    "mother_cpr": Text(ar="الرقم الشخصي للأم", en="Mother's personal number"),
    "spouse_cprs": Text(ar="الأرقام الشخصية للأزواج", en="Spouses' personal numbers"),
    "flat": Text(ar="الشقة", en="Flat"),
    "building": Text(ar="المبنى", en="Building"),
    "road": Text(ar="الطريق", en="Road"),
    "block": Text(ar="المجمع", en="Block"),
    "area": Text(ar="المنطقة", en="Area"),
    "governorate": Text(ar="المحافظة", en="Governorate"),
    "relation": Text(ar="صلة القرابة", en="Relation"),
    "person": Text(ar="الشخص", en="Person"),
    "lives_with": Text(ar="يسكن معه", en="Lives under the same roof"),
    "members": Text(ar="أفراد الأسرة", en="Members of the family"),
}
CODES: Final[Mapping[str, Mapping[str, Text]]] = {
    "nationality": {"BH": Text(ar="البحرين", en="Bahrain")},
    "sex": dict(choices.SEXES),
    "marital_status": dict(choices.MARITAL_STATUSES),
    "relation": dict(choices.RELATIONS),
    "governorate": dict(choices.GOVERNORATES),
}
