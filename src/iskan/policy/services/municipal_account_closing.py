"""Whoever leaves a place has its account of municipal fees closed."""

from iskan.core.conditions import when
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

SERVICE = municipal.service(
    code="municipal_account_closing",
    name=Text(ar="إغلاق حساب الرسوم البلدية", en="Close a municipal fees account"),
    summary=Text(
        ar="إغلاق حساب الرسوم البلدية لمكان لم تعد تشغله. تراجع البلدية المستندات، ثم يُغلق الحساب.",
        en="Close the account of municipal fees of a place you no longer hold. Documents are reviewed, and the account is closed.",
    ),
    who_may_apply=(Text(ar="صاحب الحساب", en="The holder of the account"),),
    legal_basis=(municipal.page("S60"),),
    promise=figures.PROMISE_ACCOUNT_CLOSING,
    steps=(
        questions.property_step(
            questions.number("account_number", Text(ar="رقم الحساب", en="Account number")), questions.FOR_BUSINESS
        ),
    ),
    evidence=(
        Evidence(kind=papers.VALID_ORIGINALS),
        Evidence(kind=papers.INACTIVE_REGISTER, required_when=when("for_business")),
    ),
    grants=Text(ar="أُغلق حساب الرسوم البلدية.", en="The municipal fees account is closed."),
    keywords=Text(ar="حساب بلدية إغلاق إلغاء رسوم انتقال إخلاء", en="municipal account close end fees moving out"),
    position=90,
)
