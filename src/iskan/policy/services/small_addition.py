"""An owner adds a small part to a building: a permit by the square metre, for a year."""

from iskan.core.charges import Fee
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.criteria.municipal import SMALL_ADDITION
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="رخصة إضافة بسيطة", en="Small addition permit")

SERVICE = municipal.service(
    code="small_addition",
    name=NAME,
    summary=Text(
        ar="رخصة لإضافة بسيطة إلى بناء قائم. تراجع البلدية الطلب، ثم يُدفع الرسم بحسب المساحة، وتصدر الرخصة.",
        en="A permit to add a small part to a building that stands. The municipality reviews it, the fee goes by the area, and the permit is issued.",
    ),
    who_may_apply=municipal.OWNERS,
    legal_basis=(municipal.page("S215"), municipal.page("S117", "C")),
    fee=Fee(
        by="use",
        figures=((questions.HOME, figures.FEE_ADDITION_HOME), (questions.OTHER, figures.FEE_ADDITION_OTHER)),
        per="addition_area",
    ),
    promise=figures.PROMISE_ADDITION,
    steps=(
        questions.property_step(
            questions.USE,
            questions.area(Text(ar="مساحة الإضافة", en="Area to be added"), "addition_area"),
            questions.WORKS,
        ),
    ),
    evidence=(
        Evidence(kind=papers.OWNER_LETTER),
        Evidence(kind=papers.UTILITY_LETTER),
        Evidence(kind=papers.DEED),
        Evidence(kind=papers.OWNER_IDENTITY),
        Evidence(kind=papers.DRAWINGS),
        Evidence(kind=papers.SUPERVISION),
        Evidence(kind=papers.SITE_PICTURES),
    ),
    criteria=(SMALL_ADDITION,),
    grants=municipal.paper(
        "small_addition_permit",
        NAME,
        municipal.line("use", Text(ar="الاستخدام", en="Use")),
        municipal.line("addition_area", Text(ar="مساحة الإضافة", en="Area added")),
        municipal.line("works", Text(ar="الأعمال", en="Works")),
        statement=municipal.PERMITTED,
        valid_for=figures.ADDITION_MONTHS,
    ),
    keywords=Text(
        ar="إضافة غرفة مجلس مطبخ توسعة بناء ملحق رخصة بيت",
        en="addition extend room kitchen majlis annex build house permit",
    ),
    position=72,
)
