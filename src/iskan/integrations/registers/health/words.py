"""What each field of the records of the disability register is called, and what its codes mean."""

from collections.abc import Mapping
from typing import Final

from iskan.core.text import Text
from iskan.policy import choices

FIELDS: Final[Mapping[str, Text]] = {
    "cpr": Text(ar="الرقم الشخصي", en="Personal number"),
    "has_disability": Text(ar="له إعاقة مسجلة", en="Has a registered disability"),
    "type": Text(ar="نوع الإعاقة", en="Kind of disability"),
    "registered_on": Text(ar="تاريخ التسجيل", en="Registered on"),
}
CODES: Final[Mapping[str, Mapping[str, Text]]] = {
    "type": dict(choices.DISABILITIES),
}
