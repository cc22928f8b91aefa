"""What municipal services cost, how long they take and how long what they issue holds; most of it was not found.

Fees, days and terms are those of the service pages (domain 5, supplement 5.2). Where a page tells only a first review
or an average, the promise itself is not configured.
"""

from typing import Any

from iskan.core.counted import A_SQUARE_METRE, MONTH, WORKING_DAY
from iskan.core.dated import Dated, Version
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy.instruments import IN_2015, MUNICIPAL_SERVICE_PAGE, basis
from iskan.policy.parameters.figures import not_found, since

_UNDATED = Text(ar="لم يُعثر على اليوم الذي يسري منه.", en="The day from which it holds was not found.")
_UNSET: Version[Any] = not_found(IN_2015, basis(MUNICIPAL_SERVICE_PAGE, "—", "NF"))


def _since(value: int, source: str, note: Text = _UNDATED) -> Version[int]:
    return since(IN_2015, value, basis(MUNICIPAL_SERVICE_PAGE, source, "A"), note)


def _priced(amount: str, source: str) -> Version[Money]:
    return since(IN_2015, Money.bhd(amount), basis(MUNICIPAL_SERVICE_PAGE, source, "A"), _UNDATED)


def _fee(code: str, of: Text, version: Version[Money] = _UNSET, unit: Text | None = None) -> Dated[Money]:
    label = Text(ar=f"رسم {of.ar}", en=f"Fee for {of.en}")
    return Dated(code=f"fee_{code}", label=label, is_money=True, unit=unit, versions=(version,))


def _deposit(code: str, of: Text, version: Version[Money] = _UNSET, unit: Text | None = None) -> Dated[Money]:
    label = Text(ar=f"تأمين {of.ar}", en=f"Deposit for {of.en}")
    return Dated(code=f"deposit_{code}", label=label, is_money=True, unit=unit, versions=(version,))


def _promise(code: str, of: Text, version: Version[int] = _UNSET) -> Dated[int]:
    label = Text(ar=f"مدة إنجاز {of.ar}", en=f"Promise for {of.en}")
    return Dated(code=f"promise_{code}", label=label, unit=WORKING_DAY, versions=(version,))


def _term(code: str, of: Text, version: Version[int] = _UNSET) -> Dated[int]:
    label = Text(ar=f"مدة صلاحية {of.ar}", en=f"How long {of.en} holds")
    return Dated(code=f"{code}_months", label=label, unit=MONTH, versions=(version,))


_ACCOUNT_OPENING = Text(ar="فتح حساب الرسوم البلدية", en="opening a municipal fees account")
_ACCOUNT_UPDATE = Text(ar="تحديث حساب الرسوم البلدية", en="updating a municipal fees account")
_ACCOUNT_CLOSING = Text(ar="إغلاق حساب الرسوم البلدية", en="closing a municipal fees account")
_REFUND = Text(ar="استرجاع التأمين", en="the refund of a deposit")
_BUILDING = Text(ar="رخصة البناء", en="the building permit")
_ADDITION = Text(ar="رخصة الإضافة البسيطة", en="the small addition permit")
_RENOVATION = Text(ar="رخصة الترميم", en="the renovation permit")
_WALL = Text(ar="رخصة السور", en="the boundary wall permit")
_DEMOLITION = Text(ar="رخصة الهدم", en="the demolition permit")
_EXCAVATION = Text(ar="رخصة الحفريات", en="the excavation permit")
_OCCUPATION = Text(ar="رخصة إشغال الطريق", en="the road occupation permit")
_SEPARATION = Text(ar="رخصة فصل الوحدات", en="the permit to separate units")
_MERGER = Text(ar="رخصة دمج الوحدات", en="the permit to merge units")
_CHANGE_OF_USE = Text(ar="رخصة تغيير الاستخدام", en="the change of use permit")
_COMPLETION = Text(ar="شهادة إتمام البناء", en="the building completion certificate")
_ADDRESS_CARD = Text(ar="بطاقة العنوان", en="the address card")
_PLATE = Text(ar="تجديد لوحة العنوان", en="renewing an address plate")
_INFORMATION = Text(ar="شهادة المعلومات", en="the information certificate")
_CORNER = Text(ar="شراء الزاوية", en="a corner sale")
_ADVERTISEMENT = Text(ar="رخصة الإعلان", en="the advertisement permit")
_TOWER = Text(ar="رخصة برج الاتصالات", en="the telecom tower permit")
_HELP = Text(ar="طلب المساعدة في ترميم المسكن", en="help with a home")

DEPOSIT_ACCOUNT = _deposit("municipal_account", _ACCOUNT_OPENING)
PROMISE_ACCOUNT_OPENING = _promise("municipal_account_opening", _ACCOUNT_OPENING)
PROMISE_ACCOUNT_UPDATE = _promise("municipal_account_update", _ACCOUNT_UPDATE, _since(1, "S108, S109"))
PROMISE_ACCOUNT_CLOSING = _promise("municipal_account_closing", _ACCOUNT_CLOSING)
PROMISE_REFUND = _promise("deposit_refund", _REFUND, _since(10, "S110"))

FEE_BUILDING = _fee("building_permit", _BUILDING, unit=A_SQUARE_METRE)
PROMISE_BUILDING = _promise("building_permit", _BUILDING, _since(5, "S219, S116"))
BUILDING_MONTHS = _term(
    "building_permit",
    _BUILDING,
    _since(
        24,
        "S60, S219",
        Text(
            ar="ورد في دليل الخدمة أنها سنتان، وفي الأسئلة الشائعة أنها سنة، فاعتُمد دليل الخدمة.",
            en="The service page says two years and the list of questions one; the page is taken.",
        ),
    ),
)
FEE_ADDITION_HOME = _fee(
    "small_addition_home", Text(ar=f"{_ADDITION.ar} السكنية", en=f"{_ADDITION.en}, residential"),
    _priced("0.250", "S215"), A_SQUARE_METRE,
)  # fmt: skip
FEE_ADDITION_OTHER = _fee(
    "small_addition_other", Text(ar=f"{_ADDITION.ar} غير السكنية", en=f"{_ADDITION.en}, not residential"),
    _priced("0.500", "S215"), A_SQUARE_METRE,
)  # fmt: skip
PROMISE_ADDITION = _promise("small_addition", _ADDITION)
ADDITION_MONTHS = _term("small_addition", _ADDITION, _since(12, "S215"))
FEE_RENOVATION_HOME = _fee(
    "renovation_home", Text(ar=f"{_RENOVATION.ar} السكنية", en=f"{_RENOVATION.en}, residential"),
    _priced("0.250", "S214"), A_SQUARE_METRE,
)  # fmt: skip
FEE_RENOVATION_OTHER = _fee(
    "renovation_other", Text(ar=f"{_RENOVATION.ar} غير السكنية", en=f"{_RENOVATION.en}, not residential"),
    _priced("0.500", "S214"), A_SQUARE_METRE,
)  # fmt: skip
PROMISE_RENOVATION = _promise("renovation", _RENOVATION)
RENOVATION_MONTHS = _term("renovation", _RENOVATION, _since(12, "S214"))
FEE_WALL = _fee("boundary_wall", _WALL)
PROMISE_WALL = _promise("boundary_wall", _WALL)
WALL_MONTHS = _term("boundary_wall", _WALL, _since(12, "S113"))
FEE_DEMOLITION = _fee("demolition", _DEMOLITION, unit=A_SQUARE_METRE)
DEPOSIT_DEMOLITION = _deposit("demolition", _DEMOLITION, unit=A_SQUARE_METRE)
PROMISE_DEMOLITION = _promise("demolition", _DEMOLITION)
DEMOLITION_MONTHS = _term("demolition", _DEMOLITION)

FEE_EXCAVATION = _fee("excavation", _EXCAVATION)
PROMISE_EXCAVATION = _promise("excavation", _EXCAVATION)
EXCAVATION_MONTHS = _term("excavation", _EXCAVATION)
FEE_OCCUPATION = _fee("road_occupation", _OCCUPATION)
PROMISE_OCCUPATION = _promise("road_occupation", _OCCUPATION)

FEE_SEPARATION = _fee("unit_separation", _SEPARATION)
PROMISE_SEPARATION = _promise("unit_separation", _SEPARATION)
SEPARATION_MONTHS = _term("unit_separation", _SEPARATION)
FEE_MERGER_HOME = _fee(
    "unit_merger_home", Text(ar=f"{_MERGER.ar} السكنية", en=f"{_MERGER.en}, residential"),
    _priced("0.250", "S216"), A_SQUARE_METRE,
)  # fmt: skip
FEE_MERGER_OTHER = _fee(
    "unit_merger_other", Text(ar=f"{_MERGER.ar} غير السكنية", en=f"{_MERGER.en}, not residential"), unit=A_SQUARE_METRE
)
DEPOSIT_MERGER = _deposit("unit_merger", _MERGER)
PROMISE_MERGER = _promise("unit_merger", _MERGER, _since(5, "S216"))
MERGER_MONTHS = _term("unit_merger", _MERGER)
FEE_CHANGE_OF_USE = _fee("change_of_use", _CHANGE_OF_USE)
PROMISE_CHANGE_OF_USE = _promise("change_of_use", _CHANGE_OF_USE)
CHANGE_OF_USE_MONTHS = _term("change_of_use", _CHANGE_OF_USE)
FEE_COMPLETION = _fee("building_completion", _COMPLETION)
PROMISE_COMPLETION = _promise("building_completion", _COMPLETION)

FEE_ADDRESS_CARD = _fee("address_card", _ADDRESS_CARD)
PROMISE_ADDRESS_CARD = _promise("address_card", _ADDRESS_CARD)
FEE_PLATE = _fee("address_plate", _PLATE)
PROMISE_PLATE = _promise("address_plate", _PLATE)
FEE_INFORMATION = _fee("information_certificate", _INFORMATION, _priced("30", "S119"))
PROMISE_INFORMATION = _promise("information_certificate", _INFORMATION)
INFORMATION_MONTHS = _term("information_certificate", _INFORMATION)
DEPOSIT_CORNER = _deposit("corner_sale", _CORNER, _priced("10", "S221"))
PROMISE_CORNER = _promise("corner_sale", _CORNER)
FEE_ADVERTISEMENT = _fee("advertisement", _ADVERTISEMENT)
PROMISE_ADVERTISEMENT = _promise("advertisement", _ADVERTISEMENT)
ADVERTISEMENT_MONTHS = _term("advertisement", _ADVERTISEMENT)
FEE_TOWER = _fee("telecom_tower", _TOWER)
PROMISE_TOWER = _promise("telecom_tower", _TOWER)
TOWER_MONTHS = _term("telecom_tower", _TOWER)
PROMISE_HELP = _promise("home_help", _HELP)
