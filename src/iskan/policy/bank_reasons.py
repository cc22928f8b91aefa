"""Why a bank refuses a transfer or has it back, in words (ISO 20022 external code set of status and return reasons)."""

from typing import Final

from iskan.core.text import Text

_WORDS: Final = {
    "AC01": Text(ar="رقم الحساب غير صحيح", en="The account number is not right"),
    "AC03": Text(ar="رقم حساب المستفيد غير صحيح", en="The creditor's account number is not right"),
    "AC04": Text(ar="الحساب مغلق", en="The account is closed"),
    "AC06": Text(ar="الحساب موقوف", en="The account is blocked"),
    "AC07": Text(ar="حساب المستفيد مغلق", en="The creditor's account is closed"),
    "AC14": Text(ar="نوع حساب المستفيد لا يقبل التحويل", en="The creditor's type of account takes no transfer"),
    "AM05": Text(ar="أمر مكرر", en="The order is a duplicate"),
    "BE01": Text(ar="اسم صاحب الحساب لا يطابق", en="The holder's name does not match"),
    "BE05": Text(ar="المصرف لا يعرف صاحب الأمر", en="The bank does not know who orders"),
    "RC01": Text(ar="رمز المصرف غير صحيح", en="The bank's code is not right"),
}
_OTHER: Final = Text(ar="سبب آخر ذكره المصرف: {code}", en="Another reason the bank gave: {code}")
_NONE: Final = Text(ar="لم يذكر المصرف سببًا", en="The bank gave no reason")


def reason_words(code: str) -> Text:
    """Return a reason in words, or its code where the standard has others."""
    return _WORDS.get(code) or (_OTHER.format(code=code) if code else _NONE)
