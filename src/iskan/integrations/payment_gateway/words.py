"""The words of the stand-in's pages, in both languages, and what each of its cards does."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from iskan.core.text import Text

WORDS: Final = {
    "title": Text("صفحة الدفع (محاكاة)", "Payment page (simulated)"),
    "product": Text("مزود خدمة الدفع", "Payment provider"),
    "mark": Text("محاكاة", "Simulation"),
    "other_language": Text("English", "العربية"),
    "heading": Text("الدفع إلى وزارة الإسكان", "Pay the Ministry of Housing"),
    "notice": Text(
        "هذه صفحة بديلة عن مزود خدمة الدفع لأغراض التجربة والاختبار. لا تُدخل فيها بيانات بطاقة حقيقية، "
        "ولا يُدفع فيها مال.",
        "This page stands in for a payment provider in demonstrations and tests. It takes no real card, "
        "and no money moves.",
    ),
    "amount": Text("المبلغ", "Amount"),
    "currency": Text("د.ب", "BHD"),
    "for": Text("مقابل", "For"),
    "number": Text("رقم العملية", "Payment number"),
    "method": Text("وسيلة الدفع", "How to pay"),
    "card": Text("بطاقة ائتمان", "Credit card"),
    "debit": Text("بطاقة صراف آلي عبر بنفت", "Debit card through BENEFIT"),
    "wallet": Text("محفظة إلكترونية", "Electronic wallet"),
    "test_card": Text("بطاقة الاختبار", "Test card"),
    "test_card_help": Text(
        "لكل بطاقة نتيجة معروفة، كما في بوابات الدفع التجريبية.",
        "Each card has a known outcome, as in a provider's test system.",
    ),
    "pay": Text("ادفع", "Pay"),
    "cancel": Text("إلغاء الدفع والعودة", "Cancel and go back"),
    "closed": Text("أُغلقت الصفحة بعد الدفع", "The page closed after the payment"),
    "closed_help": Text(
        "خُصم المبلغ ولم تُعد الصفحة دافعه إلى الموقع، كمن أغلق متصفحه. ويصل الموقع خبر الدفع دون هذه الصفحة.",
        "The money was taken and nobody was led back, as when a browser is closed. "
        "The site learns of it without this page.",
    ),
    "gone": Text("لا تصلح هذه الصفحة للدفع", "Nothing can be paid here"),
    "gone_help": Text(
        "انتهت مدة الصفحة أو اكتمل الدفع أو أُلغي. ارجع إلى الموقع لمعرفة ما تم.",
        "The page has expired, or was paid or cancelled. Go back to the site to see how it stands.",
    ),
    "back": Text("العودة إلى الموقع", "Back to the site"),
}  # fmt: skip


class Behaviour(StrEnum):
    """What the stand-in does when it is paid."""

    PAID = "paid"
    REFUSED = "refused"
    CLOSED = "closed"
    TWICE = "twice"
    LATE = "late"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class TestCard:
    """A card of the stand-in, and what comes of paying with it."""

    behaviour: Behaviour
    number: str
    outcome: Text


CARDS: Final = (
    TestCard(Behaviour.PAID, "4000 0000 0000 0002", Text("مقبولة", "Accepted")),
    TestCard(Behaviour.REFUSED, "4000 0000 0000 0010", Text("يرفضها المصرف", "Refused by the bank")),
    TestCard(
        Behaviour.CLOSED,
        "4000 0000 0000 0028",
        Text("مقبولة وتُغلق الصفحة", "Accepted, and the page closes"),
    ),
    TestCard(Behaviour.TWICE, "4000 0000 0000 0036", Text("يُخصم المبلغ مرتين", "Taken twice")),
    TestCard(Behaviour.LATE, "4000 0000 0000 0044", Text("مقبولة ويتأخر الإشعار", "Accepted, told late")),
    TestCard(Behaviour.UNTOLD, "4000 0000 0000 0051", Text("مقبولة ويضيع الإشعار", "Accepted, the notice is lost")),
)
