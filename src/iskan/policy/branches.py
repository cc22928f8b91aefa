"""The places where the ministry receives people, as far as published sources name them; the rest two officials state."""

from decimal import Decimal
from typing import Final

from iskan.core.branches import Branch, MapPoint
from iskan.core.dated import LegalBasis
from iskan.core.text import Text, same
from iskan.policy.addresses import address_text
from iskan.policy.contact_ways import SERVICE_CENTRE
from iskan.policy.governorates import governorate_name

# Bahrain with its waters: no office of the ministry lies elsewhere.
LATITUDES: Final = (Decimal("25.5"), Decimal("26.4"))
LONGITUDES: Final = (Decimal("50.3"), Decimal("50.9"))

# The address beyond its area and block was found in no source, nor was a point: the one given is that of the area (G).
HEADQUARTERS: Final = Branch(
    code="headquarters",
    name=Text(ar="مركز خدمة العملاء في مقر الوزارة", en="Customer service centre at the ministry's headquarters"),
    governorate="BH-13",
    basis=LegalBasis(
        instrument=Text(ar="ميثاق خدمة العملاء المنشور", en="The published client charter"),
        source="S15, S75, S321",
        grade="B",
    ),
    block="317",
    area=Text(ar="المنطقة الدبلوماسية، المنامة", en="Diplomatic Area, Manama"),
    hours=SERVICE_CENTRE.hours,
    place=MapPoint(latitude=Decimal("26.2405"), longitude=Decimal("50.5860"), is_area=True),
)
BRANCHES: Final = (HEADQUARTERS,)

_NOT_SET: Final = Text(ar="غير محدد", en="Not set")
_OPEN: Final = Text(ar="يستقبل المراجعين", en="Open to the public")
_CLOSED: Final = Text(ar="مغلق", en="Closed")


def branch_address(branch: Branch) -> Text | None:
    """Return the address in one line; nothing where none is stated."""
    return address_text(building=branch.building, road=branch.road, block=branch.block, area=branch.area)


def branch_lines(branch: Branch) -> tuple[tuple[Text, Text], ...]:
    """Return everything a branch states, labelled; what it does not is said to be not set."""
    place = same(branch.place.words) if branch.place else None
    lines: tuple[tuple[Text, Text | None], ...] = (
        (Text(ar="الاسم", en="Name"), branch.name),
        (Text(ar="المحافظة", en="Governorate"), governorate_name(branch.governorate)),
        (Text(ar="العنوان", en="Address"), branch_address(branch)),
        (Text(ar="ساعات العمل", en="Opening hours"), branch.hours),
        (Text(ar="الهاتف", en="Telephone"), same(branch.telephone) if branch.telephone else None),
        (Text(ar="الخدمات المقدمة", en="Services"), branch.services),
        (Text(ar="مدخل ذوي الإعاقة", en="Accessible entrance"), branch.entrance),
        (Text(ar="كيفية الوصول", en="How to get there"), branch.directions),
        (Text(ar="الموقع على الخريطة", en="Place on the map"), place),
        (Text(ar="المصدر", en="Source"), branch.basis.instrument),
        (Text(ar="الحالة", en="State"), _CLOSED if branch.is_closed else _OPEN),
    )
    return tuple((label, value or _NOT_SET) for label, value in lines)
