"""What each field of the records of the land register is called, and what its codes mean."""

from collections.abc import Mapping
from typing import Final

from iskan.core.text import Text
from iskan.policy import choices

FIELDS: Final[Mapping[str, Text]] = {
    "reference": Text(ar="رقم العقار", en="Property number"),
    "holder_name": Text(ar="اسم المالك في السجل", en="Owner's name in the register"),
    "area_m2": Text(ar="المساحة بالمتر المربع", en="Area in square metres"),
    "share_numerator": Text(ar="بسط الحصة", en="Numerator of the share"),
    "share_denominator": Text(ar="مقام الحصة", en="Denominator of the share"),
    "acquired_by": Text(ar="سبب التملك", en="Acquired by"),
    "acquired_on": Text(ar="تاريخ التملك", en="Acquired on"),
    "disposed_on": Text(ar="تاريخ التصرف", en="Disposed of on"),
    "uninhabitable": Text(ar="غير صالح للسكن", en="Unfit to live in"),
    "separate": Text(ar="ملكية مفرزة", en="Owned separately"),
    "block": Text(ar="المجمع", en="Block"),
    "area": Text(ar="المنطقة", en="Area"),
    "governorate": Text(ar="المحافظة", en="Governorate"),
}
CODES: Final[Mapping[str, Mapping[str, Text]]] = {
    "acquired_by": dict(choices.ACQUISITIONS),
    "governorate": dict(choices.GOVERNORATES),
}
