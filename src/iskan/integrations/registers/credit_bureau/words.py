"""What each field of the records of the credit reference bureau is called, and what its codes mean."""

from collections.abc import Mapping
from typing import Final

from iskan.core.text import Text

FIELDS: Final[Mapping[str, Text]] = {
    "cpr": Text(ar="الرقم الشخصي", en="Personal number"),
    "holder_name": Text(ar="الاسم في هذا السجل", en="Name in this register"),
    "home_finance": Text(ar="تمويل المسكن", en="Home finance"),
    "kind": Text(ar="نوع التمويل", en="Kind of finance"),
    "opened_on": Text(ar="تاريخ بدء التمويل", en="Finance opened on"),
    "closed_on": Text(ar="تاريخ انتهاء التمويل", en="Finance closed on"),
}
CODES: Final[Mapping[str, Mapping[str, Text]]] = {
    "kind": {
        "islamic": Text(ar="تمويل إسلامي", en="Islamic"),
        "commercial": Text(ar="تمويل تجاري", en="Commercial"),
    },
}
