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
    "payouts": Text(
        ar="ما تقرر صرفه إلى حسابات أصحابه: الجاهز منه والموقوف والمصروف وما رفضه المصرف.",
        en="What goes to its payees' bank accounts: ready, held, paid, and refused by the bank.",
    ),
    "payout": Text(
        ar="مبلغ واحد: حاله، وسبب رفض المصرف إن رفضه.",
        en="One payment: how it stands, and why the bank refused it, if it did.",
    ),
    "payment-files": Text(
        ar="الملفات التي سُلّمت إلى المصرف وما أجاب به.", en="The files handed to the bank, and what it answered."
    ),
    "refused-refunds": Text(
        ar="مبالغ رفض مزود خدمة الدفع ردها، وتُصرف إلى حساب دافعها.",
        en="Amounts the payment provider refused to give back, to be paid to a bank account.",
    ),
    "payment-differences": Text(
        ar="ما اختلف فيه كشف مزود خدمة الدفع عن سجل الوزارة.",
        en="Where the payment provider's settlement differs from our record.",
    ),
    "payment-difference": Text(ar="فرق واحد، ويُغلق ببيان سببه.", en="One difference, closed by saying what it was."),
}
