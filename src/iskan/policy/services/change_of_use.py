"""An owner has the use of a property changed: a permit of the municipality."""

from iskan.core.charges import Fee
from iskan.core.evidence import Evidence
from iskan.core.forms import TextQuestion
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="رخصة تغيير استخدام", en="Change of use permit")
FROM = Text(ar="الاستخدام الحالي", en="Present use")
TO = Text(ar="الاستخدام المطلوب", en="Use asked for")

SERVICE = municipal.service(
    code="change_of_use",
    name=NAME,
    summary=Text(
        ar="رخصة لتغيير استخدام عقار أو جزء منه. تراجع البلدية الطلب، ثم يُدفع الرسم، وتصدر الرخصة.",
        en="A permit to use a property, or a part of it, for something else. The municipality reviews it, the fee is paid, and the permit is issued.",
    ),
    who_may_apply=municipal.OWNERS,
    legal_basis=(municipal.page("S111", "C"),),
    fee=Fee(figure=figures.FEE_CHANGE_OF_USE),
    promise=figures.PROMISE_CHANGE_OF_USE,
    steps=(
        questions.property_step(
            TextQuestion(code="present_use", label=FROM, max_length=200),
            TextQuestion(code="new_use", label=TO, max_length=200),
        ),
    ),
    evidence=(Evidence(kind=papers.LIST_NOT_SET, optional=True),),
    grants=municipal.paper(
        "change_of_use_permit",
        NAME,
        municipal.line("present_use", FROM),
        municipal.line("new_use", TO),
        statement=municipal.PERMITTED,
        valid_for=figures.CHANGE_OF_USE_MONTHS,
    ),
    keywords=Text(
        ar="تغيير استخدام نشاط تجاري سكني محل رخصة", en="change use activity shop commercial residential permit"
    ),
    position=80,
)
