"""What each field of the records of the courts' personal status register is called, and what its codes mean."""

from collections.abc import Mapping
from typing import Final

from iskan.core.text import Text
from iskan.policy import choices

FIELDS: Final[Mapping[str, Text]] = {
    "cpr": Text(ar="الرقم الشخصي", en="Personal number"),
    "spouse_cpr": Text(ar="الرقم الشخصي للزوج أو الزوجة", en="Spouse's personal number"),
    "married_on": Text(ar="تاريخ الزواج", en="Married on"),
    "ended_on": Text(ar="تاريخ انتهاء الزواج", en="Marriage ended on"),
    "divorced_on": Text(ar="تاريخ الطلاق", en="Divorced on"),
    "reference": Text(ar="رقم الوثيقة", en="Document number"),
    "child_cpr": Text(ar="الرقم الشخصي للطفل", en="Child's personal number"),
    "custodian_cpr": Text(ar="الرقم الشخصي للحاضن", en="Custodian's personal number"),
    "awarded_on": Text(ar="تاريخ الحكم بالحضانة", en="Custody awarded on"),
    "confirmed_on": Text(ar="تاريخ إثبات استمرار الحضانة", en="Custody confirmed on"),
    "relation": Text(ar="صلة القرابة", en="Relation"),
    "died_on": Text(ar="تاريخ الوفاة", en="Date of death"),
    "marriages": Text(ar="عقود الزواج", en="Marriages"),
    "divorces": Text(ar="وقائع الطلاق", en="Divorces"),
    "custodies": Text(ar="أحكام الحضانة", en="Custody"),
    "deaths": Text(ar="الوفيات", en="Deaths"),
}
CODES: Final[Mapping[str, Mapping[str, Text]]] = {
    "relation": dict(choices.RELATIONS),
}
