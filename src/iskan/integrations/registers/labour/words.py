"""What each field of the records of the labour register is called."""

from collections.abc import Mapping
from typing import Final

from iskan.core.text import Text

FIELDS: Final[Mapping[str, Text]] = {
    "cpr": Text(ar="الرقم الشخصي", en="Personal number"),
    "status": Text(ar="الحالة العملية", en="Standing in work"),
    "employer": Text(ar="جهة العمل", en="Employer"),
    "since": Text(ar="منذ", en="Since"),
}
