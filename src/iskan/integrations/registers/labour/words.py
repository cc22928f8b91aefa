"""What each field of the records of the labour register is called, and what its codes mean."""

from collections.abc import Mapping
from typing import Final

from iskan.core.text import Text

FIELDS: Final[Mapping[str, Text]] = {
    "cpr": Text(ar="الرقم الشخصي", en="Personal number"),
    "status": Text(ar="الحالة العملية", en="Standing in work"),
    "employer": Text(ar="جهة العمل", en="Employer"),
    "since": Text(ar="منذ", en="Since"),
}
CODES: Final[Mapping[str, Mapping[str, Text]]] = {
    "status": {
        "employed": Text(ar="يعمل", en="Employed"),
        "jobseeker": Text(ar="باحث عن عمل", en="Seeking work"),
        "inactive": Text(ar="خارج سوق العمل", en="Not in the labour market"),
    },
}
