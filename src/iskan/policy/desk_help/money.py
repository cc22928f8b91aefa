"""What each page of money at the desk is for, in a sentence."""

from typing import Final

from iskan.core.text import Text

MONEY: Final = {
    "payments": Text(
        ar="الرسوم والتأمينات المستحقة والمدفوعة، بحسب الحالة والإدارة والشهر.",
        en="Fees and deposits due and paid, by state, department and month.",
    ),
    "payments-month": Text(
        ar="ما دخل كل حساب وما خرج منه خلال شهر، بحسب الإدارة.",
        en="What went into and out of each account in a month, by department.",
    ),
    "payment-differences": Text(
        ar="ما اختلف فيه كشف مزود خدمة الدفع عن سجل الوزارة.",
        en="Where the payment provider's settlement differs from our record.",
    ),
    "payment-difference": Text(ar="فرق واحد، ويُغلق ببيان سببه.", en="One difference, closed by saying what it was."),
}
