"""What each field of the records of the nationality and residence register is called, and what its codes mean."""

from collections.abc import Mapping
from typing import Final

from iskan.core.text import Text

FIELDS: Final[Mapping[str, Text]] = {
    "cpr": Text(ar="الرقم الشخصي", en="Personal number"),
    "nationality": Text(ar="الجنسية", en="Nationality"),
    "permanently_resident": Text(ar="إقامة دائمة", en="Permanently resident"),
    "days_abroad_last_year": Text(ar="أيام الغياب في السنة الماضية", en="Days abroad in the last year"),
    "permit_valid_until": Text(ar="رخصة الإقامة سارية حتى", en="Permit valid until"),
    "as_of": Text(ar="كما في", en="As of"),
}
CODES: Final[Mapping[str, Mapping[str, Text]]] = {"nationality": {"BH": Text(ar="البحرين", en="Bahrain")}}
