"""What each field of the records of the social insurance register is called, and what its codes mean."""

from collections.abc import Mapping
from typing import Final

from iskan.core.text import Text
from iskan.policy import choices

FIELDS: Final[Mapping[str, Text]] = {
    "cpr": Text(ar="الرقم الشخصي", en="Personal number"),
    "holder_name": Text(ar="الاسم في هذا السجل", en="Name in this register"),
    "employment": Text(ar="نوع العمل", en="Kind of work"),
    "employer": Text(ar="جهة العمل", en="Employer"),
    "basic": Text(ar="الراتب الأساسي", en="Basic salary"),
    "allowances": Text(ar="العلاوات", en="Allowances"),
    "name": Text(ar="اسم العلاوة", en="Name of the allowance"),
    "amount": Text(ar="المبلغ", en="Amount"),
    "fixed": Text(ar="علاوة ثابتة", en="Fixed allowance"),
    "insured": Text(ar="مؤمَّن عليه", en="Insured"),
    "as_of": Text(ar="كما في", en="As of"),
}
CODES: Final[Mapping[str, Mapping[str, Text]]] = {
    "employment": dict(choices.EMPLOYMENTS),
}
